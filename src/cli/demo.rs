//! `muster demo`: sample data in a throwaway database, served at once.

use std::net::SocketAddr;

use super::Desk;
use super::serve::{bind, readers, run};
use super::trouble::{Outcome, Trouble};
use super::user::random_secret;
use crate::app::{App, GetMutations};
use crate::config;
use crate::dispatch::Service;
use crate::domain::{Locale, Login, TimeZone};
use crate::ops::demo::{self, Cast, DOCUMENTED_HASH, Props};
use crate::ops::users::NewUser;
use crate::phc;
use crate::ratelimit::RateLimits;
use crate::seal::Keyring;
use crate::store::Store;

#[derive(clap::Args)]
pub(super) struct Demo {
    /// Where to listen: a loopback address
    #[arg(long, default_value = config::LISTEN, value_name = "IP:PORT", value_parser = config::address)]
    listen: SocketAddr,
}

const FIRST: &str = "ada@demo.example";
const SECOND: &str = "otto@demo.example";
const SUB_USER: &str = "sue@demo.example";
const PASSWORD: &str = "Demo-Fleet-2026!";

impl Demo {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        if !self.listen.ip().is_loopback() {
            return Err(Trouble::refused(
                "the demo's hash is public, so it listens on a loopback address only, such as 127.0.0.1:8080",
            ));
        }
        // Dropped, and so deleted, after the server has closed the database.
        let folder = tempfile::Builder::new().prefix("muster-demo-").tempdir()?;
        let database = folder.path().join("demo.db");
        let keyring = Keyring::create(&Keyring::path_beside(&database), &mut rand::rngs::SysRng)?;
        let settings = Desk::server_settings(desk.settings.limits(), keyring);
        let store = Store::create(&database, readers(), settings)?;
        let cast = cast()?;
        let (second_hash, sub_user_hash) = (cast.second_hash.reveal(), cast.sub_user_hash.reveal());
        let operator = desk.operator;
        let props = store.write_blocking(move |tx| demo::seed(tx, operator, &cast))?;
        let app = App::new(store, RateLimits::new(None), GetMutations::Allow);
        run(bind(self.listen, Service::new(app))?, |address| welcome(address, &second_hash, &sub_user_hash, &props))
    }
}

fn cast() -> Outcome<Cast> {
    let password = PASSWORD.parse().map_err(|why| Trouble::refused(format!("{why}")))?;
    let password_hash = phc::hash(&password)?;
    let user = |login: &str, zone: &str, locale: &str| -> Result<NewUser, crate::domain::Invalid> {
        let (login, time_zone, locale) =
            (login.parse::<Login>()?, zone.parse::<TimeZone>()?, locale.parse::<Locale>()?);
        Ok(NewUser { login, password_hash: password_hash.clone(), time_zone, locale })
    };
    let unfit = |why: crate::domain::Invalid| Trouble::refused(why.to_string());
    Ok(Cast {
        first: user(FIRST, "Europe/Berlin", "en_US").map_err(unfit)?,
        second: user(SECOND, "UTC", "de").map_err(unfit)?,
        sub_user: user(SUB_USER, "Europe/Berlin", "en_US").map_err(unfit)?,
        second_hash: random_secret()?,
        sub_user_hash: random_secret()?,
    })
}

fn welcome(address: SocketAddr, second_hash: &str, sub_user_hash: &str, props: &Props) -> String {
    let Props { api_key, account, application, secret } = props;
    let (api_key, key, secret) = (api_key.hash.reveal(), &application.key, secret.reveal());
    format!(
        r#"listening on http://{address}

who                        login               session hash
owner, 22 trackers         {FIRST:<19} {DOCUMENTED_HASH}
sub-user, sees 10 trackers {SUB_USER:<19} {sub_user_hash}
owner, 18 trackers         {SECOND:<19} {second_hash}
password of all three      {PASSWORD}
API key of the first owner {api_key}
its account, ThingSpace    {account}
application, ThingSpace    {key}, its secret {secret}

The console, in a browser: http://{address}/console/

Open a GET link:
http://{address}/tracker/group/list?hash={DOCUMENTED_HASH}
http://{address}/tracker/group/create?hash={DOCUMENTED_HASH}&title=Employees&color=FF6DDC

Send JSON:
curl -X POST 'http://{address}/tracker/group/assign' \
    -H 'Content-Type: application/json' \
    -d '{{"hash": "{DOCUMENTED_HASH}", "trackers": [999199, 991999], "id": 167}}'

The data is thrown away when you stop the demo with Ctrl-C."#
    )
}
