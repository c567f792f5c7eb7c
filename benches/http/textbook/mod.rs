//! The textbook design, to measure Muster against: a pool of connections, `web::block` for each request, and one
//! transaction a request, durable like Muster's. It opens the same database file and writes the same rows.

mod answer;
mod assign;
mod audit;
mod groups;
mod ids;
mod request;
mod session;

use std::path::Path;
use std::time::Duration;

use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpRequest, HttpServer};
use r2d2::Pool;
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::{Transaction, TransactionBehavior};
use serde::de::DeserializeOwned;

use crate::listening;
use crate::trouble::Result;
use answer::Refusal;
use request::Asked;
use session::Principal;

/// As long as Muster waits for another's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// What an action does: its transaction, who asks, and what for; it answers with JSON.
type Action<T> = fn(&Transaction<'_>, &Principal, &T) -> std::result::Result<Vec<u8>, Refusal>;

/// Serves the database at `path` until killed.
pub fn serve(path: &Path) -> Result<()> {
    let manager = SqliteConnectionManager::file(path).with_init(|conn| {
        conn.busy_timeout(BUSY_TIMEOUT)?;
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.pragma_update(None, "foreign_keys", true)?;
        conn.set_prepared_statement_cache_capacity(64);
        Ok(())
    });
    // Ten connections, which is what the library gives to who does not ask for more.
    let pool = Pool::builder().connection_timeout(BUSY_TIMEOUT).build(manager)?;
    let (listener, address) = listening::bind()?;
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || App::new().app_data(Data::new(pool.clone())).configure(routes))
            .workers(listening::workers())
            .listen(listener)?
            .run();
        listening::announce(address)?;
        Ok(server.await?)
    })
}

type Connections = Pool<SqliteConnectionManager>;

fn routes(config: &mut web::ServiceConfig) {
    route(config, "/v2/tracker/group/list", TransactionBehavior::Deferred, groups::list);
    route(config, "/v2/tracker/group/create", TransactionBehavior::Immediate, groups::create);
    route(config, "/v2/tracker/group/update", TransactionBehavior::Immediate, groups::update);
    route(config, "/v2/tracker/group/assign", TransactionBehavior::Immediate, assign::assign);
}

fn route<T: DeserializeOwned + Send + 'static>(
    config: &mut web::ServiceConfig,
    path: &str,
    behavior: TransactionBehavior,
    action: Action<T>,
) {
    let handler = move |request: HttpRequest, body: Bytes, pool: Data<Connections>| async move {
        answer::of(handle(&request, &body, pool, behavior, action).await)
    };
    config.route(path, web::to(handler));
}

async fn handle<T: DeserializeOwned + Send + 'static>(
    request: &HttpRequest,
    body: &Bytes,
    pool: Data<Connections>,
    behavior: TransactionBehavior,
    action: Action<T>,
) -> std::result::Result<Vec<u8>, Refusal> {
    let asked = Asked::<T>::read(request, body)?;
    let work = move || {
        let mut conn = pool.get()?;
        let tx = conn.transaction_with_behavior(behavior)?;
        let principal = Principal::of(&tx, &asked)?;
        let answer = action(&tx, &principal, &asked.params)?;
        tx.commit()?;
        Ok(answer)
    };
    web::block(work).await?
}
