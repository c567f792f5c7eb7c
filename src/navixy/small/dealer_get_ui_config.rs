//! `dealer/get_ui_config`: how the installation presents itself, for a dashboard that nobody has logged in to yet.

use deserr::Deserr;
use serde::Serialize;

use crate::access::Public;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, Optional};
use crate::domain::{ProfileText, ShownMoment};
use crate::error::Result;
use crate::navixy::Navixy;
use crate::navixy::installation::{PAAS_ID, UiSettings};
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct GetUiConfig;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The domain that the dashboard is served from; there is one installation, whatever it is called.
    #[deserr(default)]
    pub domain: Optional<ProfileText>,
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    dealer: Dealer,
    settings: UiSettings,
    demo_ends: Option<ShownMoment>,
    allow_branding: bool,
    premium_gis: bool,
    features: [&'static str; 0],
    platform: Platform,
}

#[derive(Debug, Serialize, Shown)]
struct Dealer {
    id: i32,
    #[shown(example = "fleet.example")]
    ui_domain: String,
    #[shown(always = "")]
    company_url: String,
}

/// What the platform can do, under the vendor's flat names. Muster has no tracks, reports or files, so their limits are
/// the vendor's own.
#[derive(Debug, Serialize, Shown)]
#[shown(example = Self::DOCUMENTED)]
struct Platform {
    iso_datetime_support: bool,
    #[serde(rename = "history.max_limit")]
    history_max_limit: usize,
    #[serde(rename = "report.max_time_span")]
    report_max_time_span: &'static str,
    #[serde(rename = "stats.max_allowed_trackers")]
    stats_max_allowed_trackers: u32,
    #[serde(rename = "stats.max_time_span")]
    stats_max_time_span: &'static str,
    #[serde(rename = "file_storage.hard_max_file_size")]
    file_storage_hard_max_file_size: u64,
    #[serde(rename = "form.max_fields_count")]
    form_max_fields_count: u32,
    #[serde(rename = "form.file_field.max_file_size")]
    form_file_field_max_file_size: u64,
    #[serde(rename = "form.file_field.max_files_per_field")]
    form_file_field_max_files_per_field: u32,
    #[serde(rename = "form.file_field.max_count")]
    form_file_field_max_count: u32,
}

impl Platform {
    const DOCUMENTED: Self = Self {
        iso_datetime_support: true,
        history_max_limit: 1_000,
        report_max_time_span: "P90D",
        stats_max_allowed_trackers: 128,
        stats_max_time_span: "P31D",
        file_storage_hard_max_file_size: 16 * 1024 * 1024,
        form_max_fields_count: 128,
        form_file_field_max_file_size: 16 * 1024 * 1024,
        form_file_field_max_files_per_field: 6,
        form_file_field_max_count: 16,
    };
}

impl Action for GetUiConfig {
    type Dialect = Navixy;
    type Access = Public;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("dealer/get_ui_config");
    const SUMMARY: &'static str =
        "How the installation presents itself, for a dashboard that nobody has logged in to yet";
    const EFFECT: Effect = Effect::Read;

    fn run(_: &mut Tx<'_>, _: &Public, params: &Params) -> Result<Output> {
        let domain = params.domain.0.as_ref().map(ProfileText::as_str).unwrap_or_default();
        Ok(Output {
            dealer: Dealer { id: PAAS_ID, ui_domain: domain.to_owned(), company_url: String::new() },
            settings: UiSettings::of(domain),
            demo_ends: None,
            allow_branding: false,
            premium_gis: false,
            features: [],
            platform: Platform::DOCUMENTED,
        })
    }
}
