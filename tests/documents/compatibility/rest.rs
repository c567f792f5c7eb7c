//! The parts on Plaspy and on ThingSpace, whose actions are found by method and path. Their evidence are test functions, which
//! the lists name.

use muster::access::Requirement;
use muster::action::{ActionDef, Reply};
use muster::domain::Invalid;
use muster::error::Failure;
use serde_json::Value;

use super::{line, status, told, who};
use crate::register;
use crate::rest_catalogue::{Family, RestCatalogue};

pub(super) fn section(catalogue: &RestCatalogue) -> String {
    let mut section = format!("## {}\n\n{}", catalogue.title, catalogue.about);
    for family in &catalogue.families {
        section += &format!("\n### {}\n", family.title);
        for part in [table(catalogue, family), missing(catalogue, family)] {
            if !part.is_empty() {
                section += "\n";
                section += &part;
            }
        }
    }
    section + &errors(catalogue)
}

fn table(catalogue: &RestCatalogue, family: &Family) -> String {
    let rows: String =
        family.routes().filter_map(|route| catalogue.row(route)).map(|row| line_of(catalogue, family, row)).collect();
    if rows.is_empty() {
        return rows;
    }
    "| action | status | who | errors | differences |\n|---|---|---|---|---|\n".to_owned() + &rows
}

fn line_of(catalogue: &RestCatalogue, family: &Family, row: &ActionDef) -> String {
    let route = row.route.to_string();
    let differences = register::on_purpose(&route);
    let status = status(family.shows(row), &differences);
    let mut errors: Vec<_> = row.fails.iter().map(|code| said(catalogue, &row.refuse(&(*code).into(), None))).collect();
    errors.sort_unstable();
    errors.dedup();
    line(&[format!("`{route}`"), status.to_owned(), who(row), errors.join(", "), told(&differences)])
}

/// The documented actions that are not there, by how they are refused.
fn missing(catalogue: &RestCatalogue, family: &Family) -> String {
    let mut refusals: Vec<(String, Vec<String>)> = Vec::new();
    for route in family.routes().filter(|route| catalogue.row(route).is_none()) {
        let refusal = said(catalogue, &catalogue.refusal(route));
        let route = format!("`{route}`");
        match refusals.iter_mut().find(|(known, _)| *known == refusal) {
            Some((_, routes)) => routes.push(route),
            None => refusals.push((refusal, vec![route])),
        }
    }
    refusals.iter().map(|(refusal, routes)| format!("Missing ({refusal}): {}.\n", routes.join(", "))).collect()
}

/// The failures that any action can have that asks for a credential: what the answers say, and when.
fn errors(catalogue: &RestCatalogue) -> String {
    let mut section = "\n### General errors\n\n| answer | when |\n|---|---|\n".to_owned();
    for general in &catalogue.general {
        let failure = match general.parameter.as_str() {
            "" => general.code().into(),
            parameter => Failure::invalid_parameter(parameter, Invalid::because("is bad")),
        };
        let asking = catalogue.actions.iter().filter(|row| row.requires != Requirement::Nothing);
        let mut answers: Vec<_> = asking.map(|row| said(catalogue, &row.refuse(&failure, None))).collect();
        answers.sort_unstable();
        answers.dedup();
        section += &line(&[answers.join(", "), general.when.clone()]);
    }
    section
}

/// What an answer says went wrong: the status, unless it is the vendor's usual one, and the word or text for it.
fn said(catalogue: &RestCatalogue, reply: &Reply) -> String {
    let body: Value = serde_json::from_slice(reply.body.short().expect("a short body")).expect("JSON");
    let places = ["/error", "/errorCode", "/fault/code"];
    let text = places.iter().find_map(|place| body.pointer(place)?.as_str()).expect("a word for it");
    let text = text.strip_prefix(catalogue.service.as_str()).unwrap_or(text);
    if reply.head.status == catalogue.usual_status {
        format!("`{text}`")
    } else {
        format!("{} `{text}`", reply.head.status)
    }
}
