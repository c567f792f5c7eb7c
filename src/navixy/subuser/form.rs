//! What an owner says of a sub-user.

use deserr::Deserr;

use crate::args::{ArgErrors, Kept, Optional};
use crate::domain::{
    Address, Bool, Invalid, LegalType, Login, PersonName, Profile, ProfileText, SecurityGroupId, StateRegNum, UserPhone,
};
use crate::error::{Failure, FieldError, Result};
use crate::ops::sub_users::SubUserForm;
use crate::schema::Taken;

/// What is said of what is known and was sent as an empty text.
const EMPTIED: &str = "must not be empty";

/// A sub-user as the owner wants it, with names `N` and a phone `P`. What is not given is empty.
#[derive(Debug, Clone, Deserr, Taken)]
#[deserr(error = ArgErrors, where_predicate = N: Deserr<ArgErrors>, where_predicate = P: Deserr<ArgErrors>)]
pub struct UserForm<N, P> {
    /// Whether it may log in.
    #[deserr(default)]
    pub activated: Optional<Bool>,
    /// What it logs in with.
    pub login: Login,
    /// The first name.
    pub first_name: N,
    /// The middle name.
    #[deserr(default)]
    pub middle_name: Optional<ProfileText>,
    /// The last name.
    pub last_name: N,
    /// What it is before the law.
    pub legal_type: LegalType,
    /// The phone number.
    pub phone: P,
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

/// A new sub-user.
pub type NewUser = UserForm<PersonName, UserPhone>;

/// A sub-user that is there. Not all have names and a phone: those that were not added here have none.
pub type ChangedUser = UserForm<Kept<PersonName>, Kept<UserPhone>>;

impl ChangedUser {
    /// Whether nothing is emptied that was known.
    ///
    /// # Errors
    /// 7 when something is.
    pub fn check(&self, known: &Profile) -> Result<()> {
        let emptied = [
            ("user.first_name", self.first_name.0.is_none() && !known.first_name.as_str().is_empty()),
            ("user.last_name", self.last_name.0.is_none() && !known.last_name.as_str().is_empty()),
            ("user.phone", self.phone.0.is_none() && known.phone.is_some()),
        ];
        let error = |name: &str| FieldError { parameter: name.to_owned(), error: Invalid::because(EMPTIED) };
        let fields: Vec<_> =
            emptied.into_iter().filter(|(_, is_emptied)| *is_emptied).map(|(name, _)| error(name)).collect();
        if fields.is_empty() { Ok(()) } else { Err(Failure::invalid_parameters(fields)) }
    }
}

impl From<Kept<PersonName>> for ProfileText {
    fn from(Kept(name): Kept<PersonName>) -> Self {
        name.map(Self::from).unwrap_or_default()
    }
}

impl From<Kept<UserPhone>> for Option<UserPhone> {
    fn from(Kept(phone): Kept<UserPhone>) -> Self {
        phone
    }
}

impl<N: Into<ProfileText> + Clone, P: Into<Option<UserPhone>> + Clone> From<&UserForm<N, P>> for SubUserForm {
    fn from(form: &UserForm<N, P>) -> Self {
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

fn profile<N: Into<ProfileText>, P: Into<Option<UserPhone>>>(form: UserForm<N, P>) -> Profile {
    let text = |given: Optional<ProfileText>| given.0.unwrap_or_default();
    Profile {
        legal_type: form.legal_type,
        first_name: form.first_name.into(),
        middle_name: text(form.middle_name),
        last_name: form.last_name.into(),
        legal_name: text(form.legal_name),
        phone: form.phone.into(),
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
