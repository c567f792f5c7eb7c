fn main() {}
#[test]
fn x() { let _ = fantoccini::ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new()); }
