//! `muster openapi`: the documents for other programs. One of these needs Python, so `cargo test` alone passes it over;
//! `tests/run` installs and runs it.

use std::path::Path;
use std::process::Command;

use muster::openapi::Api;

use crate::support::{Installation, feed};

#[test]
fn it_prints_the_document_of_each_api_without_a_database() {
    let here = Installation::bare();
    for api in Api::ALL {
        let printed = here.run(&format!("openapi --dialect {}", api.name())).done().stdout;
        assert!(printed == api.text(), "{api:?}");
    }
    assert!(here.run("openapi").done().stdout == Api::Navixy.text());
    assert_eq!(here.files(), Vec::<String>::new());
    here.run("openapi --dialect traccar").failed(1, "must be one of navixy");
}

#[test]
#[ignore = "needs openapi-spec-validator, which tests/run installs"]
fn each_document_is_one_of_openapi_3_1() {
    let environment = std::env::var_os("MUSTER_TEST_OPENAPI").expect("MUSTER_TEST_OPENAPI, which tests/run sets");
    for api in Api::ALL {
        let mut validator = Command::new(Path::new(&environment).join("bin/openapi-spec-validator"));
        validator.args(["--schema", "3.1", "-"]);
        assert_eq!(feed(&mut validator, api.text().as_bytes()).done().stdout, "stdin: OK\n", "{api:?}");
    }
}
