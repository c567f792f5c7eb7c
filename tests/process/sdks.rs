//! The vendor's SDKs for ThingSpace, run for real against a server. They need Python and the SDKs, so `cargo test`
//! alone passes them over; `tests/run` installs and runs them.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Installation, OWNER, PASSWORD, Running, feed};

const ACCOUNT: &str = "10001234-0001";
/// A server's settings, and how many devices of a group it tells at once by them: as most serve, and as strictly as may be.
const SETTINGS: [(&str, usize); 2] = [("", 2000), ("--require-bearer --group-page 1", 1)];
const IMEIS: [&str; 2] = ["990003420535537", "990005373420535"];

/// What the flow says.
const FLOW: &str = "\
got a token
logged in
creates
lists
informs
updates
lists devices
sets custom fields
deletes
logged out
";

/// The Python that has this SDK.
fn python(sdk: &str) -> Command {
    let environments = std::env::var_os("MUSTER_TEST_SDKS").expect("MUSTER_TEST_SDKS, which tests/run sets");
    let mut command = Command::new(Path::new(&environments).join(sdk).join("bin/python"));
    // It leaves nothing beside the scripts.
    command.arg("-B");
    command
}

/// Runs the flow with this SDK, which must leave the account as it was.
#[track_caller]
fn goes_through(sdk: &str, (settings, page): (&str, usize)) {
    let here = Installation::new();
    let app = here.json("app add --title Portal");
    here.run(&format!("account name --owner {OWNER} {ACCOUNT}")).done();
    let ids = IMEIS.map(|imei| {
        here.json(&format!("tracker add --owner {OWNER} --label {imei} --device-id {imei}"))["tracker_id"].clone()
    });
    let server = Running::start(&mut here.command(&format!("serve --listen 127.0.0.1:0 --rate-limit off {settings}")));
    let given = json!({
        "base": format!("http://{}", server.address), "account": ACCOUNT, "key": app["key"], "secret": app["secret"],
        "username": OWNER, "password": PASSWORD, "imeis": IMEIS, "ids": ids, "page": page,
    });
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/process/sdks");
    let mut command = python(sdk);
    command.arg(scripts.join(format!("flow_{sdk}.py")));
    assert_eq!(feed(&mut command, given.to_string().as_bytes()).done().stdout, FLOW);

    let client = server.client(&here.api_key);
    assert_eq!(client.must("tracker/group/list", json!({}))["list"], json!([]));
    let trackers = client.must("tracker/list", json!({}))["list"].clone();
    let groups: Vec<_> = trackers.as_array().expect("a list").iter().map(|tracker| &tracker["group_id"]).collect();
    assert_eq!(groups, [&Value::from(0); 2]);
}

#[test]
#[ignore = "needs Python with sdksio-verizon-apis-sdk 2.0.0"]
fn the_sdk_2_0_0_goes_from_the_token_to_the_logout() {
    for settings in SETTINGS {
        goes_through("2_0_0", settings);
    }
}

#[test]
#[ignore = "needs Python with vz-apimatic-v-4-sdk 0.0.1"]
fn the_sdk_0_0_1_goes_from_the_token_to_the_logout() {
    for settings in SETTINGS {
        goes_through("0_0_1", settings);
    }
}
