//! The OpenAPI documents: they say what the servers do, and their examples are such as they say.

pub mod described;
mod examples;
mod leniency;
mod pages;
pub mod rest;
