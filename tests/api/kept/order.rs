//! Whatever is written meanwhile and by how many: what was acknowledged before a read began is told, and nobody is told
//! what was before something that anybody has been told already.

mod plan;
mod register;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::add_neighbour;
use crate::support::world::{MASTER, MASTER_AGAIN, STRANGER};
use crate::support::{Client, Options, TestServer};
use crate::{calls, test_actions};
use plan::{Account, Step};
use register::Register;

/// Counts down when its owner is done, even if by a panic.
struct Working<'c>(&'c AtomicUsize);

impl Drop for Working<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Each account has one who writes and three who read until all have written.
fn play(server: &TestServer, accounts: &[Account; 3], plans: &[Vec<Step>; 3]) {
    let writing = &AtomicUsize::new(plans.len());
    thread::scope(|scope| {
        for (account, plan) in accounts.iter().zip(plans) {
            scope.spawn(move || {
                let _working = Working(writing);
                plan.iter().for_each(|step| account.write(server, *step));
            });
            for reader in 0..3 {
                scope.spawn(move || {
                    let (owner, mut left) = (account.owner(server), 1);
                    while left > 0 {
                        left = writing.load(Ordering::SeqCst);
                        match reader {
                            2 => account.read_as_sub_user(server),
                            _ => account.read(&owner),
                        }
                    }
                });
            }
        }
    });
}

#[test]
fn every_account_sees_its_changes_in_their_order() {
    let actions = test_actions::with_the_table();
    let server = TestServer::with(Options { actions, ..Options::default() });
    let neighbour = add_neighbour(&server);
    // The third shares its place in the store's memory of changes with the first.
    let accounts = [MASTER, STRANGER, &neighbour].map(|hash| Account::of(&server, hash));
    let mut runner =
        TestRunner::new(Config { cases: 12, max_shrink_iters: 0, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&[plan::steps(), plan::steps(), plan::steps()], |plans| {
        play(&server, &accounts, &plans);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// The names of the tags that are told.
fn names(client: &Client, params: Value) -> Value {
    let list = client.must("tag/list", params);
    list["list"].as_array().expect("a list").iter().map(|tag| tag["name"].clone()).collect()
}

#[test]
fn what_a_command_has_changed_is_told_once_it_is_answered() {
    let server = &calls::furnished();
    let (names_so_far, working) = (&Register::new(json!(["Heavy"])), &AtomicUsize::new(1));
    thread::scope(|scope| {
        for hash in [MASTER, MASTER_AGAIN, MASTER, MASTER_AGAIN] {
            scope.spawn(move || {
                let client = server.client(hash);
                let mut left = 1;
                while left > 0 {
                    left = working.load(Ordering::SeqCst);
                    let known = names_so_far.known();
                    names_so_far.is_among_the_latest(known, &names(&client, json!({})));
                }
            });
        }
        let _working = Working(working);
        for round in 0..20 {
            let name = format!("Round {round}");
            names_so_far.write(json!([name]), || {
                server.by_command("UPDATE tags SET name = ?1 WHERE id = ?2", rusqlite::params![name, calls::TAG]);
            });
        }
    });
}
