//! `/docs/`: the OpenAPI documents for people, in Swagger UI. Its files are part of the program, and load nothing from
//! anywhere else.

use std::sync::{Arc, LazyLock};

use utoipa_swagger_ui::{Config, Url, serve};

use super::{Answering, Audience, Demand, Page, PageDef, Place, Visit};
use crate::openapi::Api;

pub(super) const PAGE: PageDef =
    PageDef { place: Place::Folder("/docs"), audience: Audience::Operator, demand: Demand::Occasional, answer };

/// Scripts and styles come from this server alone, and so do the documents; what is tried out is asked of it too.
/// Swagger UI's icons are in its style sheet, and the one style that stands in its script, which goes by its digest, is
/// that of its logo.
const PERMITTED: &str = "script-src 'self'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; \
    img-src 'self' data:; connect-src 'self'";

/// Which documents there are to choose from. No validator elsewhere is asked about them.
static CONFIG: LazyLock<Arc<Config<'static>>> = LazyLock::new(|| {
    let urls = Api::ALL.iter().map(|api| Url::new(api.vendor(), api.path()));
    let config = Config::new(urls).validator_url("none").doc_expansion("none").filter(true).deep_linking(true);
    Arc::new(config.default_models_expand_depth(-1).display_request_duration(true))
});

fn answer(visit: Visit<'_>) -> Answering<'_> {
    let page = match serve(visit.name, Arc::clone(&CONFIG)) {
        Ok(Some(file)) => Page::new(200, file.content_type, file.bytes).permitting(PERMITTED),
        Ok(None) | Err(_) => Page::absent(),
    };
    page.at_once()
}
