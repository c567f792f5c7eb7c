//! A device's model as the vendor shows it. Muster knows models only by their codes; what else there is to say stands at
//! what leaves most open.

use serde::Serialize;

use crate::domain;
use crate::schema::Shown;

/// A model.
#[derive(Debug, Default, Serialize, Shown)]
#[shown(example = Self::new(domain::Model::default()))]
pub struct Model {
    id: u32,
    vendor: &'static str,
    code: domain::Model,
    parent_code: Option<domain::Model>,
    r#type: &'static str,
    name: domain::Model,
    id_type: &'static str,
    has_phone: bool,
    has_apn_settings: bool,
    register: bool,
    has_auto_registration: bool,
    port: Option<u16>,
    battery: Battery,
    altitude: bool,
    satellites: bool,
    gsm_level: bool,
    gsm_network: bool,
    gsm_roaming: bool,
    has_detach_button: bool,
    has_fuel_input: bool,
    analog_inputs: u8,
    digital_inputs: u8,
    digital_outputs: u8,
    rs232_inputs: u8,
    track_control: &'static str,
    output_control: &'static str,
    special_control: &'static str,
    rules: [(); 0],
    inputs: [(); 0],
    state_fields: [(); 0],
    special_settings: [(); 0],
    sms_control: [(); 0],
    connection: [(); 0],
    has_led_control: bool,
    has_location_request: bool,
    has_gprs_location_request: bool,
    has_gsm_lbs_location_request: bool,
    has_chat: bool,
    has_custom_fields: bool,
    has_odometer: bool,
    has_lbs: bool,
    has_motion_sensor: bool,
    has_hardware_key: bool,
}

/// The voltages between which a battery is.
#[derive(Debug, Default, Serialize, Shown)]
struct Battery {
    min_charge: f64,
    low_charge: f64,
    max_charge: f64,
}

impl Model {
    /// The model of that code.
    pub fn new(code: domain::Model) -> Self {
        Self {
            id: code.number(),
            name: code.clone(),
            code,
            r#type: "vehicle",
            id_type: "ascii,1,64",
            has_phone: true,
            altitude: true,
            satellites: true,
            track_control: "none",
            output_control: "none",
            special_control: "none",
            ..Self::default()
        }
    }
}
