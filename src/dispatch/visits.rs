//! Requests for pages instead of actions.

use actix_web::HttpRequest;

use super::{Service, header, is_one_too_many, method};
use crate::action::Method;
use crate::pages::{self, Audience, Page, Visit};

/// The page at the request's path, if there is one. Where the operator's pages have a listener of their own, nothing
/// else is there, and they are nowhere else. What a request for a page carries in its body is thrown away.
pub(super) async fn page(service: &Service, request: &HttpRequest) -> Option<Page> {
    let is_operators = service.operators_at == Some(request.app_config().local_addr());
    let has = |audience| match audience {
        Audience::Everybody => true,
        Audience::Callers => !is_operators,
        Audience::Operator => is_operators || service.operators_at.is_none(),
    };
    let Some((page, rest)) = pages::find(request.uri().path()) else {
        return is_operators.then(Page::absent);
    };
    Some(match method(request) {
        // Whoever asks for the server's health is answered whatever happens.
        _ if is_one_too_many(request) && !page.is_of_health() => {
            Page::text(429, "Too many connections from this address\n")
        }
        _ if !has(page.audience) => Page::absent(),
        Method::Get | Method::Head => {
            let header = |name: &str| header(request, name);
            pages::answer(page, Visit { app: &service.app, rest, has: &has, header: &header }).await
        }
        _ => Page::read_only(),
    })
}
