//! TLS: the server's certificate, which can be read again while it serves.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read, or is not what it should be.
    #[error("{}: {source}; give a PEM file with {wanted}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What should stand in it.
        wanted: &'static str,
        /// Why.
        source: pem::Error,
    },
    /// There is no certificate in the file.
    #[error("{}: there is no certificate in it", .0.display())]
    Empty(PathBuf),
    /// Certificate and key do not fit.
    #[error("the certificate in {} and the key in {} cannot be used together: {source}", .certificate.display(), .key.display())]
    Unfit {
        /// The certificate's file.
        certificate: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// Why.
        source: rustls::Error,
    },
}

/// The server's certificate and key.
#[derive(Debug)]
pub struct Certificates {
    certificate: PathBuf,
    key: PathBuf,
    provider: Arc<CryptoProvider>,
    current: RwLock<Arc<CertifiedKey>>,
}

impl Certificates {
    /// Reads a certificate, with those between it and the authority after it, and its key.
    ///
    /// # Errors
    /// When they cannot be read, or do not fit.
    pub fn load(certificate: PathBuf, key: PathBuf) -> Result<Self, TlsError> {
        let provider = Arc::new(ring::default_provider());
        let current = RwLock::new(Arc::new(read(&certificate, &key, &provider)?));
        Ok(Self { certificate, key, provider, current })
    }

    /// Reads both again. Connections made from now on are greeted with what was read.
    ///
    /// # Errors
    /// As [`Certificates::load`]; what was read before stays.
    pub fn reload(&self) -> Result<(), TlsError> {
        let read = read(&self.certificate, &self.key, &self.provider)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
        Ok(())
    }

    pub(super) fn config(self: &Arc<Self>) -> std::io::Result<ServerConfig> {
        let builder =
            ServerConfig::builder_with_provider(Arc::clone(&self.provider)).with_safe_default_protocol_versions();
        let builder = builder.map_err(std::io::Error::other)?;
        Ok(builder.with_no_client_auth().with_cert_resolver(Arc::clone(self) as Arc<dyn ResolvesServerCert>))
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn read(certificate: &PathBuf, key: &PathBuf, provider: &CryptoProvider) -> Result<CertifiedKey, TlsError> {
    let unread = |path: &PathBuf, wanted| {
        let path = path.clone();
        move |source| TlsError::File { path, wanted, source }
    };
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = chain.map_err(unread(certificate, "the server's certificate"))?;
    if chain.is_empty() {
        return Err(TlsError::Empty(certificate.clone()));
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(unread(key, "its private key"))?;
    CertifiedKey::from_der(chain, private, provider).map_err(|source| TlsError::Unfit {
        certificate: certificate.clone(),
        key: key.clone(),
        source,
    })
}
