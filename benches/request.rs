//! The steps of a request that touch neither socket nor database, each alone: finding the action, reading the arguments,
//! writing the answer, counting the request.
//!
//! `cargo bench --bench request`

#![expect(clippy::panic, reason = "a benchmark that cannot go on says why")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};

use muster::action::{Dialect as _, Method, Vendor as _};
use muster::args::RawArgs;
use muster::domain::{Color, GroupId, GroupTitle, Int};
use muster::draining::Draining;
use muster::metrics::Metrics;
use muster::navixy::tracker_group::list::Item;
use muster::navixy::{ACTIONS, Listing, Navixy, Surface};

const HASH: &str = "a6aa75587e5c59c32d347da438505fc3";

fn find(c: &mut Criterion) {
    let surface = Surface::new(ACTIONS);
    c.bench_function("find the action", |b| {
        b.iter(|| surface.find(Method::Post, black_box("/v2/tracker/group/list")).is_ok());
    });
}

fn arguments(c: &mut Criterion) {
    let json = format!(r#"{{"hash":"{HASH}","title":"Employees","color":"FF6DDC"}}"#);
    let form = format!("hash={HASH}&title=Employees&color=FF6DDC");
    let bodies = [
        ("JSON", "", Some("application/json"), json.as_str()),
        ("query", form.as_str(), None, ""),
        ("form", "", Some("application/x-www-form-urlencoded"), form.as_str()),
    ];
    for (name, query, content_type, body) in bodies {
        c.bench_function(&format!("read arguments, {name}"), |b| {
            b.iter(|| RawArgs::parse(black_box(query), content_type, black_box(body.as_bytes())).is_ok());
        });
    }
}

fn envelope(c: &mut Criterion) {
    let listing = Listing { list: (1..=10).map(item).collect() };
    c.bench_function("write a list of 10", |b| {
        b.iter(|| Navixy::success(black_box(&listing), None).is_ok());
    });
}

fn item(id: i32) -> Item {
    match (GroupId::try_from(Int::from(id)), format!("Delivery vans {id:02}").parse::<GroupTitle>()) {
        (Ok(id), Ok(title)) => Item { id, title, color: Color::default() },
        _ => panic!("group {id} is no good group"),
    }
}

/// What the metrics cost: two looks at the clock and four counters.
fn count(c: &mut Criterion) {
    let (metrics, draining) = (Metrics::default(), Arc::<Draining>::default());
    let meter = metrics.requests.meter("navixy", "tracker/group/list".to_owned());
    c.bench_function("count a request", |b| {
        b.iter(|| {
            let began = Instant::now();
            let _under_way = draining.enter();
            meter.note(black_box(None), began.elapsed());
        });
    });
}

criterion_group!(steps, find, arguments, envelope, count);
criterion_main!(steps);
