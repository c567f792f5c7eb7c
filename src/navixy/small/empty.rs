//! Collections that Muster does not hold. Dashboards ask for them all the same, and an honest empty list is what they
//! can work with.

use serde::Serialize;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::navixy::Navixy;
use crate::schema::Shown;
use crate::store::Tx;

/// An answer without entries.
#[derive(Debug, Serialize, Shown)]
pub struct Empty {
    list: [(); 0],
    /// How many there are; absent where the vendor's answer has no count.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
}

/// Declares the collections once: a type, the route that lists it, and whether the answer has a count.
macro_rules! empty_collections {
    ($($name:ident = $route:literal, $count:expr;)*) => {
        /// The routes of the collections that Muster does not hold.
        pub const ROUTES: &[&str] = &[$($route),*];

        $(
            #[doc = concat!("`", $route, "`: always empty.")]
            pub struct $name;

            impl Action for $name {
                type Dialect = Navixy;
                type Access = AnyUser;
                type Params = NoParams;
                type Output = Empty;
                const ROUTE: Route = Route::Rpc($route);
                const SUMMARY: &'static str = "Always empty";
                const EFFECT: Effect = Effect::Read;

                fn run(_: &mut Tx<'_>, _: &AnyUser, _: &NoParams) -> Result<Empty> {
                    Ok(Empty { list: [], count: $count })
                }
            }
        )*
    };
}

empty_collections! {
    ListDepartments = "department/list", None;
    ListEmployees = "employee/list", Some(0);
    ListGarages = "garage/list", None;
    ListPlaces = "place/list", Some(0);
    ListRules = "tracker/rule/list", None;
    ListVehicles = "vehicle/list", Some(0);
    ListZones = "zone/list", Some(0);
}
