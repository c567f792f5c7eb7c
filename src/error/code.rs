//! The failure table.

/// Declares every failure once: name, number, HTTP status, text.
macro_rules! codes {
    ($($name:ident = $number:literal, $status:literal, $text:literal;)*) => {
        /// A failure, by the name of what went wrong.
        ///
        /// The numbers, statuses and texts are the Navixy API's contract (its errors page); where that page leaves the
        /// status open it is 400. Other dialects have their own words for a failure. Some tell apart what Navixy does
        /// not: such failures follow the one that has the same number, which is also what the log calls them by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(
                #[doc = concat!($text, " (", $number, ", HTTP ", $status, ")")]
                $name,
            )*
        }

        impl Code {
            /// The whole table, by number.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The number on the wire.
            pub fn number(self) -> u16 {
                match self {
                    $(Code::$name => $number,)*
                }
            }

            /// The HTTP status that goes with it.
            pub fn status(self) -> u16 {
                match self {
                    $(Code::$name => $status,)*
                }
            }

            /// The text on the wire.
            pub fn text(self) -> &'static str {
                match self {
                    $(Code::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    DatabaseError = 1, 500, "Database error";
    ServiceAuthError = 2, 403, "Service Auth error";
    NoBearer = 2, 403, "Service Auth error";
    WrongBearer = 2, 403, "Service Auth error";
    NoClientCredentials = 2, 403, "Service Auth error";
    WrongClientCredentials = 2, 403, "Service Auth error";
    WrongHash = 3, 400, "Wrong hash";
    NoSessionToken = 3, 400, "Wrong hash";
    SessionEnded = 4, 400, "User or API key not found or session ended";
    UnknownSessionToken = 4, 400, "User or API key not found or session ended";
    WrongRequestFormat = 5, 400, "Wrong request format";
    EmptyRequest = 5, 400, "Wrong request format";
    RequestTimedOut = 5, 400, "Wrong request format";
    UnsupportedMediaType = 5, 400, "Wrong request format";
    UnexpectedError = 6, 500, "Unexpected error";
    InvalidParameters = 7, 400, "Invalid parameters";
    AmbiguousDevice = 7, 400, "Invalid parameters";
    InvalidPatch = 7, 400, "Invalid parameters";
    PatchTestFailed = 7, 400, "Invalid parameters";
    WrongGrantType = 7, 400, "Invalid parameters";
    QueueServiceError = 8, 503, "Queue service error, try again later";
    TooLargeRequest = 9, 412, "Too large request";
    AccessDenied = 11, 403, "Access denied";
    DealerNotFound = 12, 400, "Dealer not found";
    OperationNotPermitted = 13, 403, "Operation not permitted";
    DefaultGroupIsFixed = 13, 403, "Operation not permitted";
    DefaultGroupIsKept = 13, 403, "Operation not permitted";
    DatabaseUnavailable = 14, 503, "Database unavailable";
    TooManyRequests = 15, 429, "Too many requests (rate limit exceeded)";
    DisabledInDemoMode = 101, 403, "In demo mode this function is disabled";
    WrongLoginOrPassword = 102, 400, "Wrong login or password";
    UserNotActivated = 103, 400, "User not activated";
    LoginsLimitExceeded = 104, 400, "Logins limit exceeded";
    LoginAttemptsLimitExceeded = 105, 400, "Login attempts limit exceeded";
    WrongHandler = 111, 400, "Wrong handler";
    WrongMethod = 112, 400, "Wrong method";
    NotFoundInDatabase = 201, 400, "Not found in database";
    TooManyPointsInZone = 202, 400, "Too many points in zone";
    DeleteAssociatedEntity = 203, 400, "Delete entity associated with";
    EntityNotFound = 204, 404, "Entity not found";
    AccountNotFound = 204, 404, "Entity not found";
    LoginAlreadyInUse = 206, 400, "Login already in use";
    InvalidCaptcha = 207, 400, "Invalid captcha";
    DeviceBlocked = 208, 403, "Device blocked";
    FailedSendingEmail = 209, 400, "Failed sending email";
    GeocodingFailed = 210, 400, "Geocoding failed";
    TimeSpanTooBig = 211, 400, "Requested time span is too big";
    LimitTooBig = 212, 400, "Requested limit is too big";
    DeviceOffline = 213, 400, "Cannot perform action: the device is offline";
    NotSupportedByDevice = 214, 400, "Requested operation or parameters are not supported by the device";
    ExternalServiceError = 215, 400, "External service error";
    ListContainsNonexistent = 217, 400, "List contains nonexistent entities";
    MalformedExternalParameters = 218, 400, "Malformed external service parameters";
    NotAllowedForClones = 219, 403, "Not allowed for clones of the device";
    UnknownDeviceModel = 220, 400, "Unknown device model";
    DeviceLimitExceeded = 221, 403, "Device limit exceeded";
    PluginNotFound = 222, 400, "Plugin not found";
    PhoneAlreadyInUse = 223, 400, "Phone number already in use";
    DeviceIdAlreadyInUse = 224, 400, "Device ID already in use";
    NotAllowedForLegalType = 225, 403, "Not allowed for this legal type";
    WrongIccid = 226, 400, "Wrong ICCID";
    WrongActivationCode = 227, 400, "Wrong activation code";
    NotSupportedBySensor = 228, 400, "Not supported by sensor";
    DataNotReady = 229, 404, "Requested data is not ready yet";
    NotSupportedForEntityType = 230, 400, "Not supported for this entity type";
    EntityTypeMismatch = 231, 409, "Entity type mismatch";
    InputAlreadyInUse = 232, 400, "Input already in use";
    NoDataFile = 233, 400, "No data file";
    InvalidDataFormat = 234, 400, "Invalid data format";
    MissingCalibrationData = 235, 400, "Missing calibration data";
    TariffRestriction = 236, 402, "Feature unavailable due to tariff restrictions";
    InvalidTariff = 237, 400, "Invalid tariff";
    TariffChangeNotAllowed = 238, 403, "Changing tariff is not allowed";
    NewTariffDoesNotExist = 239, 404, "New tariff does not exist";
    TariffChangedTooFrequently = 240, 403, "Not allowed to change tariff too frequently";
    PhoneOfBundledSim = 241, 400, "Cannot change phone to bundled sim. Contact tech support.";
    ContentValidationFailed = 242, 400, "There were errors during content validation";
    DeviceAlreadyConnected = 243, 400, "Device already connected.";
    DuplicateEntityLabel = 244, 400, "Duplicate entity label.";
    NewPasswordMustDiffer = 245, 400, "New password must be different";
    InvalidUserId = 246, 400, "Invalid user ID";
    EntityAlreadyExists = 247, 409, "Entity already exists";
    WrongPassword = 248, 400, "Wrong password";
    ClonesOnly = 249, 403, "Operation available for clones only";
    NotAllowedForDeletedDevices = 250, 403, "Not allowed for deleted devices";
    InsufficientFunds = 251, 403, "Insufficient funds";
    DeviceAlreadyCorrupted = 252, 400, "Device already corrupted";
    DeviceHasClones = 253, 400, "Device has clones";
    CannotSaveFile = 254, 500, "Cannot save file";
    InvalidTaskState = 255, 400, "Invalid task state";
    LocationAlreadyActual = 256, 400, "Location already actual";
    RegistrationForbidden = 257, 403, "Registration forbidden";
    BundleNotFound = 258, 404, "Bundle not found";
    PaymentsCountMismatch = 259, 400, "Payments count not comply with summary";
    PaymentsSumMismatch = 260, 400, "Payments sum not comply with summary";
    EntityHasExternalLinks = 261, 403, "Entity has external links";
    EntriesListMismatch = 262, 400, "Entries list is missing some entries or contains nonexistent entries";
    NoChangeNeeded = 263, 400, "No change needed, old and new values are the same";
    TimeoutNotReached = 264, 403, "Timeout not reached";
    AlreadyDone = 265, 403, "Already done";
    NotInCurrentStatus = 266, 403, "Cannot perform action for the device in current status";
    TooManyEntities = 267, 400, "Too many entities";
    OverQuota = 268, 402, "Over quota";
    InvalidFileState = 269, 400, "Invalid file state";
    TooManySensorsOfType = 270, 400, "Too many sensors of same type already exist";
    FileOverMaxSize = 271, 413, "File over max size";
    TrackersMustHaveSameModels = 272, 400, "Trackers must have same models";
    DuplicateLogin = 273, 400, "Duplicate login";
    EmptyDataFile = 274, 400, "Empty data file";
    UserBlocked = 275, 403, "User is blocked";
    ForbiddenForSessionType = 276, 403, "Action is forbidden for received session type";
    SecurityGroupHasUsers = 277, 409, "Security group has users in it";
    SecurityGroupIsDefault = 278, 409, "Security group is a default one";
    InvalidTaskPeriod = 279, 400, "Invalid task period";
    InvalidImportRequestState = 280, 400, "Invalid import request state";
    ResourceClosed = 281, 400, "This resource is closed";
    WrongAuthenticationCode = 282, 400, "Wrong authentication code";
    NotEnoughPointsForZone = 284, 400, "Not enough points for the specified zone type";
    PasswordRecentlyUsed = 294, 400, "Password was recently used";
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn the_table_is_ordered_has_no_401_and_every_row_is_a_failure() {
        assert!(Code::ALL.is_sorted_by_key(|code| code.number()));
        for pair in Code::ALL.windows(2).filter(|pair| pair[0].number() == pair[1].number()) {
            assert_eq!((pair[0].text(), pair[0].status()), (pair[1].text(), pair[1].status()), "{pair:?}");
        }
        for code in Code::ALL {
            assert!((400..600).contains(&code.status()) && code.status() != 401, "{code:?}");
            assert!(!code.text().is_empty(), "{code:?}");
        }
    }
}
