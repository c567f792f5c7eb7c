//! The bare server: it reads the body and answers the same bytes and headers, whatever was asked.

use std::path::{Path, PathBuf};

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpResponse, HttpServer};
use serde::{Deserialize, Serialize};

use crate::client::Answer;
use crate::listening;
use crate::trouble::Result;

/// An answer as it is handed over to the process that gives it.
#[derive(Serialize, Deserialize)]
struct Recorded {
    headers: Vec<(String, String)>,
    body: String,
}

/// Writes down an answer for [`serve`].
pub fn record(answer: &Answer, path: PathBuf) -> Result<PathBuf> {
    let recorded = Recorded { headers: answer.headers.clone(), body: answer.body.clone() };
    std::fs::write(&path, serde_json::to_vec(&recorded)?)?;
    Ok(path)
}

#[derive(Clone)]
struct Prepared {
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

/// Answers every request with what stands in the file, until killed.
pub fn serve(path: &Path) -> Result<()> {
    let Recorded { headers, body } = serde_json::from_slice(&std::fs::read(path)?)?;
    // The HTTP library writes its own length and date.
    let own = |name: &str| matches!(name, "content-length" | "date");
    let headers =
        headers.iter().filter(|(name, _)| !own(name)).map(|(name, value)| Ok((name.parse()?, value.parse()?)));
    let prepared = Prepared { headers: headers.collect::<Result<_>>()?, body: body.into() };
    let (listener, address) = listening::bind()?;
    actix_web::rt::System::new().block_on(async move {
        let server =
            HttpServer::new(move || App::new().app_data(Data::new(prepared.clone())).default_service(web::to(answer)))
                .workers(listening::workers())
                .listen(listener)?
                .run();
        listening::announce(address)?;
        Ok(server.await?)
    })
}

async fn answer(_body: Bytes, prepared: Data<Prepared>) -> HttpResponse {
    let mut builder = HttpResponse::Ok();
    for (name, value) in &prepared.headers {
        builder.insert_header((name.clone(), value.clone()));
    }
    builder.body(prepared.body.clone())
}
