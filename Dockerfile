# Muster alone in an image: one static program, no shell, no system. The data is in /data.
#
#     docker build --tag muster .

# It builds for musl, which is linked into the program.
FROM rust:1.95-alpine AS build
WORKDIR /build
COPY . .
RUN cargo build --release --locked --bin muster && mkdir /data

FROM scratch
COPY --from=build /build/target/release/muster /muster
COPY --from=build --chown=65532:65532 /data /data
# Nobody on any system.
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV MUSTER_DATABASE=/data/muster.db MUSTER_LISTEN=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=10s CMD ["/muster", "health"]
# SIGTERM lets requests under way end.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/muster"]
CMD ["serve"]
