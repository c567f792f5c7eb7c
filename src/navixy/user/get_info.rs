//! `user/get_info`: who the caller is, and what it may.

use serde::Serialize;

use super::info::{MasterInfo, UserInfo};
use crate::access::AnyUser;
use crate::action::{Action, Effect, Kept, Route};
use crate::domain::{Dates, Right};
use crate::error::Result;
use crate::navixy::Navixy;
use crate::navixy::installation::{PAAS_ID, TariffRestrictions, UiSettings};
use crate::navixy::params::OnlyMoments;
use crate::ops;
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct GetInfo;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    paas_id: i32,
    paas_settings: UiSettings,
    user_info: UserInfo,
    /// The owner; only for sub-users.
    #[serde(skip_serializing_if = "Option::is_none")]
    master: Option<MasterInfo>,
    tariff_restrictions: TariffRestrictions,
    premium_gis: bool,
    features: [&'static str; 0],
    privileges: Privileges,
    menu: Option<UserMenu>,
    user_menu: UserMenu,
}

/// What a user may do.
#[derive(Debug, Serialize, Shown)]
struct Privileges {
    #[shown(example = [ADMIN, Right::TrackerUpdate.name()])]
    rights: Vec<&'static str>,
}

/// The menu of the vendor's own pages, which Muster leaves to them.
#[derive(Debug, Serialize, Shown)]
#[shown(example = Self::NONE)]
struct UserMenu {
    title: &'static str,
    account: [(); 0],
    main: [(); 0],
    applications: [(); 0],
    footer: Footer,
}

impl UserMenu {
    const NONE: Self = Self {
        title: "menu-editor.default-preset",
        account: [],
        main: [],
        applications: [],
        footer: Footer { title: None, items: [] },
    };
}

#[derive(Debug, Serialize, Shown)]
struct Footer {
    title: Option<&'static str>,
    items: [(); 0],
}

/// The right that nobody can be granted, and every owner has.
const ADMIN: &str = "admin";

impl Privileges {
    fn of(by: &AnyUser) -> Self {
        let rights = match by.sub_user_rights() {
            Some(rights) => rights.iter().map(Right::name).collect(),
            None => [ADMIN].into_iter().chain(Right::ALL.iter().map(|right| right.name())).collect(),
        };
        Self { rights }
    }
}

impl Action for GetInfo {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = OnlyMoments;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("user/get_info");
    const SUMMARY: &'static str = "Who the caller is, and what it may";
    const EFFECT: Effect = Effect::Read;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &OnlyMoments) -> Result<Output> {
        let caller = ops::users::caller(tx, by)?;
        let dates = Dates::new(caller.settings.time_zone.clone(), params.iso_datetime.is_yes());
        let master = match by.sub_user_rights() {
            Some(_) => Some(ops::users::owner_of(tx, by)?.into()),
            None => None,
        };
        Ok(Output {
            paas_id: PAAS_ID,
            paas_settings: UiSettings::of(""),
            user_info: UserInfo::new(caller, &dates),
            master,
            tariff_restrictions: TariffRestrictions::NONE,
            premium_gis: false,
            features: [],
            privileges: Privileges::of(by),
            menu: None,
            user_menu: UserMenu::NONE,
        })
    }
}

impl Kept for GetInfo {
    fn variant(params: &OnlyMoments) -> Option<u8> {
        Some(params.iso_datetime.is_yes().into())
    }
}
