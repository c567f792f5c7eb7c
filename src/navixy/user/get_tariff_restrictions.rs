//! `user/get_tariff_restrictions`: which maps may be shown.

use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::navixy::installation::TariffRestrictions;
use crate::navixy::{Navixy, Valued};
use crate::store::Tx;

/// The action.
pub struct GetTariffRestrictions;

impl Action for GetTariffRestrictions {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = NoParams;
    type Output = Valued<TariffRestrictions>;
    const ROUTE: Route = Route::Rpc("user/get_tariff_restrictions");
    const SUMMARY: &'static str = "Which maps may be shown";
    const EFFECT: Effect = Effect::Read;

    fn run(_: &mut Tx<'_>, _: &AnyUser, _: &NoParams) -> Result<Valued<TariffRestrictions>> {
        Ok(Valued { value: TariffRestrictions::NONE })
    }
}
