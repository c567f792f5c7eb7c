//! `muster openapi`: what a vendor's API takes and answers, for other programs.

use super::print;
use super::trouble::Outcome;
use crate::openapi::Api;

#[derive(clap::Args)]
pub(super) struct Openapi {
    /// Whose API
    #[arg(long, value_enum, default_value = "navixy")]
    dialect: Api,
}

impl Openapi {
    pub(super) fn run(self) -> Outcome {
        Ok(print::line(self.dialect.text().trim_end())?)
    }
}
