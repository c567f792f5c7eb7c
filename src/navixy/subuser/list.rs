//! `subuser/list`: the owner's sub-users.

use serde::Serialize;

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::domain::{Dates, LegalType, Login, Profile, ProfileText, SecurityGroupId, ShownMoment, StateRegNum, UserId};
use crate::error::Result;
use crate::navixy::params::OnlyMoments;
use crate::navixy::{Listing, Navixy};
use crate::ops::users::User;
use crate::ops::{settings, sub_users};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct List;

/// A sub-user as the vendor shows it.
#[derive(Debug, Serialize, Shown)]
pub struct SubUser {
    id: UserId,
    activated: bool,
    login: Login,
    first_name: ProfileText,
    middle_name: ProfileText,
    last_name: ProfileText,
    legal_type: LegalType,
    #[shown(example = "491761234567")]
    phone: String,
    post_country: ProfileText,
    post_index: ProfileText,
    post_region: ProfileText,
    post_city: ProfileText,
    post_street_address: ProfileText,
    registered_country: ProfileText,
    registered_index: ProfileText,
    registered_region: ProfileText,
    registered_city: ProfileText,
    registered_street_address: ProfileText,
    state_reg_num: StateRegNum,
    tin: ProfileText,
    legal_name: ProfileText,
    iec: ProfileText,
    security_group_id: Option<SecurityGroupId>,
    creation_date: ShownMoment,
}

impl SubUser {
    /// A sub-user, with its date as the owner wants to be told it.
    fn new((user, profile): (User, Profile), dates: &Dates) -> Self {
        Self {
            id: user.id,
            activated: user.activated,
            login: user.login,
            first_name: profile.first_name,
            middle_name: profile.middle_name,
            last_name: profile.last_name,
            legal_type: profile.legal_type,
            phone: profile.phone.map(|phone| phone.to_string()).unwrap_or_default(),
            post_country: profile.post.country,
            post_index: profile.post.index,
            post_region: profile.post.region,
            post_city: profile.post.city,
            post_street_address: profile.post.street_address,
            registered_country: profile.registered.country,
            registered_index: profile.registered.index,
            registered_region: profile.registered.region,
            registered_city: profile.registered.city,
            registered_street_address: profile.registered.street_address,
            state_reg_num: profile.state_reg_num,
            tin: profile.tin,
            legal_name: profile.legal_name,
            iec: profile.iec,
            security_group_id: user.security_group,
            creation_date: dates.show(user.created),
        }
    }
}

impl Action for List {
    type Dialect = Navixy;
    type Access = Master;
    type Params = OnlyMoments;
    type Output = Listing<SubUser>;
    const ROUTE: Route = Route::Rpc("subuser/list");
    const SUMMARY: &'static str = "The owner's sub-users";
    const EFFECT: Effect = Effect::Scan;

    fn run(tx: &mut Tx<'_>, by: &Master, params: &OnlyMoments) -> Result<Listing<SubUser>> {
        let dates = settings::dates(tx, by, params.iso_datetime.is_yes())?;
        let list = sub_users::list(tx, by)?;
        Ok(Listing { list: list.into_iter().map(|sub_user| SubUser::new(sub_user, &dates)).collect() })
    }
}
