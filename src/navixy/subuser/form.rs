//! What an owner says of a sub-user.

use deserr::Deserr;

use crate::args::{ArgErrors, Optional};
use crate::domain::{
    Address, Bool, LegalType, Login, PersonName, Profile, ProfileText, SecurityGroupId, StateRegNum, UserPhone,
};
use crate::ops::sub_users::SubUserForm;
use crate::schema::Taken;

/// A sub-user as the owner wants it. What is not given is empty.
#[derive(Debug, Clone, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct UserForm {
    /// Whether it may log in.
    #[deserr(default)]
    pub activated: Optional<Bool>,
    /// What it logs in with.
    pub login: Login,
    /// The first name.
    pub first_name: PersonName,
    /// The middle name.
    #[deserr(default)]
    pub middle_name: Optional<ProfileText>,
    /// The last name.
    pub last_name: PersonName,
    /// What it is before the law.
    pub legal_type: LegalType,
    /// The phone number.
    pub phone: UserPhone,
    /// Where mail goes: the country,
    #[deserr(default)]
    pub post_country: Optional<ProfileText>,
    /// the region,
    #[deserr(default)]
    pub post_region: Optional<ProfileText>,
    /// the postal code,
    #[deserr(default)]
    pub post_index: Optional<ProfileText>,
    /// the city,
    #[deserr(default)]
    pub post_city: Optional<ProfileText>,
    /// and the street.
    #[deserr(default)]
    pub post_street_address: Optional<ProfileText>,
    /// Where the company is registered: the country,
    #[deserr(default)]
    pub registered_country: Optional<ProfileText>,
    /// the region,
    #[deserr(default)]
    pub registered_region: Optional<ProfileText>,
    /// the postal code,
    #[deserr(default)]
    pub registered_index: Optional<ProfileText>,
    /// the city,
    #[deserr(default)]
    pub registered_city: Optional<ProfileText>,
    /// and the street.
    #[deserr(default)]
    pub registered_street_address: Optional<ProfileText>,
    /// The company's state registration number.
    #[deserr(default)]
    pub state_reg_num: Optional<StateRegNum>,
    /// The tax number.
    #[deserr(default)]
    pub tin: Optional<ProfileText>,
    /// The company's name.
    #[deserr(default)]
    pub legal_name: Optional<ProfileText>,
    /// The industrial enterprise classifier.
    #[deserr(default)]
    pub iec: Optional<ProfileText>,
    /// Where its rights come from; none without it.
    #[deserr(default)]
    pub security_group_id: Optional<SecurityGroupId>,
}

impl From<&UserForm> for SubUserForm {
    fn from(form: &UserForm) -> Self {
        let UserForm { login, activated, security_group_id, .. } = form.clone();
        Self {
            login,
            activated: activated.0.map(|Bool(yes)| yes),
            security_group: security_group_id.0,
            profile: profile(form.clone()),
            time_zone: None,
            validity: None,
            details: None,
        }
    }
}

fn profile(form: UserForm) -> Profile {
    let text = |given: Optional<ProfileText>| given.0.unwrap_or_default();
    Profile {
        legal_type: form.legal_type,
        first_name: form.first_name.into(),
        middle_name: text(form.middle_name),
        last_name: form.last_name.into(),
        legal_name: text(form.legal_name),
        phone: Some(form.phone),
        post: Address {
            country: text(form.post_country),
            region: text(form.post_region),
            index: text(form.post_index),
            city: text(form.post_city),
            street_address: text(form.post_street_address),
        },
        registered: Address {
            country: text(form.registered_country),
            region: text(form.registered_region),
            index: text(form.registered_index),
            city: text(form.registered_city),
            street_address: text(form.registered_street_address),
        },
        state_reg_num: form.state_reg_num.0.unwrap_or_default(),
        tin: text(form.tin),
        iec: text(form.iec),
    }
}
