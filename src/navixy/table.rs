//! The table: every action of the dialect, a row each. Nothing else lists them.

use super::small::empty;
use super::{
    api_key, security_group, small, subuser, tag, tracker, tracker_group, tracker_readings, tracker_settings, user,
    user_audit, user_settings,
};
use crate::action::{ActionDef, Route};

/// The dialect's actions.
pub static ACTIONS: &[ActionDef] = &[
    ActionDef::of::<tracker_group::assign::Assign>(),
    ActionDef::of::<tracker_group::create::Create>(),
    ActionDef::of::<tracker_group::delete::Delete>(),
    ActionDef::kept::<tracker_group::list::List>(),
    ActionDef::of::<tracker_group::update::Update>(),
    //
    ActionDef::listed::<tracker::list::List>(),
    ActionDef::of::<tracker::read::Read>(),
    ActionDef::of::<tracker::delete::Delete>(),
    ActionDef::of::<tracker::corrupt::Corrupt>(),
    ActionDef::of::<tracker::get_state::GetState>(),
    ActionDef::of::<tracker::get_states::GetStates>(),
    ActionDef::of::<tracker::get_last_gps_point::GetLastGpsPoint>(),
    ActionDef::of::<tracker::get_readings::GetReadings>(),
    ActionDef::of::<tracker::list_models::ListModels>(),
    ActionDef::of::<tracker::tags_set::SetTags>(),
    ActionDef::of::<tracker_readings::batch_list::BatchList>(),
    ActionDef::of::<tracker_readings::list::List>(),
    ActionDef::of::<tracker_settings::read::Read>(),
    ActionDef::of::<tracker_settings::update::Update>(),
    //
    ActionDef::prepared::<user::auth::Auth>(),
    ActionDef::kept::<user::get_info::GetInfo>(),
    ActionDef::of::<user::get_tariff_restrictions::GetTariffRestrictions>(),
    ActionDef::of::<user::logout::Logout>(),
    ActionDef::prepared::<user::password_set::SetPassword>(),
    ActionDef::of::<user::session_renew::Renew>(),
    ActionDef::of::<user_audit::checkin::Checkin>(),
    ActionDef::of::<user_audit::log_list::ListLog>(),
    ActionDef::kept::<user_settings::read::Read>(),
    ActionDef::of::<user_settings::update::Update>(),
    ActionDef::of::<user_settings::ui_read::ReadUi>(),
    ActionDef::of::<user_settings::ui_update::UpdateUi>(),
    //
    ActionDef::of::<api_key::create::Create>(),
    ActionDef::of::<api_key::delete::Delete>(),
    ActionDef::of::<api_key::list::List>(),
    ActionDef::of::<api_key::create::Create>().also_at(Route::Rpc("user/api_key/create")),
    ActionDef::of::<api_key::delete::Delete>().also_at(Route::Rpc("user/api_key/delete")),
    ActionDef::of::<api_key::list::List>().also_at(Route::Rpc("user/api_key/list")),
    //
    ActionDef::of::<subuser::delete::Delete>(),
    ActionDef::of::<subuser::list::List>(),
    ActionDef::prepared::<subuser::register::Register>(),
    ActionDef::of::<subuser::session_create::CreateSession>(),
    ActionDef::of::<subuser::tracker_bind::BindTrackers>(),
    ActionDef::of::<subuser::tracker_list::ListTrackers>(),
    ActionDef::of::<subuser::tracker_unbind::UnbindTrackers>(),
    ActionDef::of::<subuser::update::Update>(),
    ActionDef::of::<security_group::assign::Assign>(),
    ActionDef::of::<security_group::create::Create>(),
    ActionDef::of::<security_group::delete::Delete>(),
    ActionDef::of::<security_group::list::List>(),
    ActionDef::of::<security_group::update::Update>(),
    //
    ActionDef::of::<tag::create::Create>(),
    ActionDef::of::<tag::delete::Delete>(),
    ActionDef::kept::<tag::list::List>(),
    ActionDef::listed::<tag::search::Search>(),
    ActionDef::of::<tag::update::Update>(),
    //
    ActionDef::of::<small::base_nothing::Nothing>(),
    ActionDef::of::<small::dealer_get_ui_config::GetUiConfig>(),
    ActionDef::of::<small::timezone_list::ListZones>(),
    ActionDef::of::<empty::ListDepartments>(),
    ActionDef::of::<empty::ListEmployees>(),
    ActionDef::of::<empty::ListGarages>(),
    ActionDef::of::<empty::ListPlaces>(),
    ActionDef::of::<empty::ListRules>(),
    ActionDef::of::<empty::ListVehicles>(),
    ActionDef::of::<empty::ListZones>(),
];
