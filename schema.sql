-- The schema of a Muster database. This file is the truth: a new database is made from it, and an upgraded one must
-- equal it.
--
-- * Ids are positive signed 32-bit integers, unique over the whole server (id_counters).
-- * A table that belongs to an account has account_id first in its key and is clustered by it, so that the rows of one
--   account lie together and reading them costs the same beside ten accounts or a million.
-- * An account is its owner: users.id = users.account_id.
-- * Times are seconds since 1970 in UTC.
-- * Secrets are not here: of session hashes, API keys and tokens only SHA-256 digests, of API keys and of tokens that
--   are given out again also a copy sealed under the key file that lies beside the database, of passwords only Argon2id hashes.
-- * The numbers in the CHECKs are constants of src/domain/, and a test compares them.

CREATE TABLE id_counters (
    entity  TEXT   NOT NULL PRIMARY KEY,
    next_id BIGINT NOT NULL CHECK (next_id BETWEEN 1 AND 9007199254740992) -- audit records outgrow 31 bits
) WITHOUT ROWID;

INSERT INTO id_counters (entity, next_id)
VALUES ('user', 1), ('api_key', 1), ('security_group', 1), ('tracker_group', 1), ('tracker', 1), ('source', 1), ('tag', 1),
       ('audit_record', 1), ('command', 1); -- commands count what they write, so that a server notices

CREATE TABLE security_groups (
    account_id   BIGINT NOT NULL REFERENCES users (id),
    id           BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    label        TEXT   NOT NULL CHECK (length(label) BETWEEN 1 AND 255),
    store_period TEXT            CHECK (length(store_period) BETWEEN 2 AND 8),
    PRIMARY KEY (account_id, id),
    UNIQUE (id)
) WITHOUT ROWID;

CREATE TABLE security_group_rights (
    account_id        BIGINT NOT NULL,
    security_group_id BIGINT NOT NULL,
    name              TEXT   NOT NULL,
    PRIMARY KEY (account_id, security_group_id, name),
    FOREIGN KEY (account_id, security_group_id) REFERENCES security_groups (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE users (
    account_id        BIGINT  NOT NULL REFERENCES users (id),
    id                BIGINT  NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    login             TEXT    NOT NULL UNIQUE CHECK (length(login) BETWEEN 3 AND 254),
    password_hash     TEXT    NOT NULL,
    time_zone         TEXT    NOT NULL,
    locale            TEXT    NOT NULL,
    activated         BOOLEAN NOT NULL DEFAULT TRUE,  -- the owner's word about a sub-user
    disabled          BOOLEAN NOT NULL DEFAULT FALSE, -- the operator's word about anybody
    security_group_id BIGINT,
    valid_from        BIGINT,                         -- before it and
    valid_until       BIGINT,                         -- from then on the user counts as disabled
    created_at        BIGINT  NOT NULL,
    modified_at       BIGINT  NOT NULL,
    last_login_at     BIGINT,
    PRIMARY KEY (account_id, id),
    UNIQUE (id),
    FOREIGN KEY (account_id, security_group_id) REFERENCES security_groups (account_id, id)
) WITHOUT ROWID;

CREATE INDEX users_of_security_group ON users (account_id, security_group_id);

-- What an account is called where accounts have names.
CREATE TABLE account_names (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id),
    name       TEXT   NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60)
) WITHOUT ROWID;

-- Who a user is; a user without a row has an empty profile.
CREATE TABLE profiles (
    account_id                BIGINT NOT NULL,
    user_id                   BIGINT NOT NULL,
    legal_type                TEXT   NOT NULL,
    first_name                TEXT   NOT NULL CHECK (length(first_name) BETWEEN 0 AND 255),
    middle_name               TEXT   NOT NULL CHECK (length(middle_name) BETWEEN 0 AND 255),
    last_name                 TEXT   NOT NULL CHECK (length(last_name) BETWEEN 0 AND 255),
    legal_name                TEXT   NOT NULL CHECK (length(legal_name) BETWEEN 0 AND 255),
    phone                     TEXT            CHECK (length(phone) BETWEEN 10 AND 15),
    post_country              TEXT   NOT NULL CHECK (length(post_country) BETWEEN 0 AND 255),
    post_region               TEXT   NOT NULL CHECK (length(post_region) BETWEEN 0 AND 255),
    post_index                TEXT   NOT NULL CHECK (length(post_index) BETWEEN 0 AND 255),
    post_city                 TEXT   NOT NULL CHECK (length(post_city) BETWEEN 0 AND 255),
    post_street_address       TEXT   NOT NULL CHECK (length(post_street_address) BETWEEN 0 AND 255),
    registered_country        TEXT   NOT NULL CHECK (length(registered_country) BETWEEN 0 AND 255),
    registered_region         TEXT   NOT NULL CHECK (length(registered_region) BETWEEN 0 AND 255),
    registered_index          TEXT   NOT NULL CHECK (length(registered_index) BETWEEN 0 AND 255),
    registered_city           TEXT   NOT NULL CHECK (length(registered_city) BETWEEN 0 AND 255),
    registered_street_address TEXT   NOT NULL CHECK (length(registered_street_address) BETWEEN 0 AND 255),
    state_reg_num             TEXT   NOT NULL CHECK (length(state_reg_num) BETWEEN 0 AND 15),
    tin                       TEXT   NOT NULL CHECK (length(tin) BETWEEN 0 AND 255),
    iec                       TEXT   NOT NULL CHECK (length(iec) BETWEEN 0 AND 255),
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- How a user wants things shown, beside time zone and locale; a user without a row has the defaults.
CREATE TABLE user_settings (
    account_id         BIGINT  NOT NULL,
    user_id            BIGINT  NOT NULL,
    measurement_system TEXT    NOT NULL,
    date_format        TEXT,
    hour_mode          TEXT,
    geocoder           TEXT,
    route_provider     TEXT,
    translit           BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- What dashboards keep for a user.
CREATE TABLE ui_settings (
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    key        TEXT   NOT NULL CHECK (length(key) BETWEEN 1 AND 50),
    value      TEXT   NOT NULL CHECK (length(value) BETWEEN 0 AND 8192),
    PRIMARY KEY (account_id, user_id, key),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- What an owner has settled for the whole account; an account without a row has the defaults.
CREATE TABLE account_settings (
    account_id          BIGINT  NOT NULL PRIMARY KEY REFERENCES users (id),
    auto_overwrite      BOOLEAN NOT NULL, -- whether new files replace old ones once the storage is full
    balance_alert_mails TEXT    NOT NULL  -- a JSON list of addresses
) WITHOUT ROWID;

-- The passwords that a user had before, the newest with the greatest number, so that none is taken again too soon.
CREATE TABLE former_passwords (
    account_id    BIGINT NOT NULL,
    user_id       BIGINT NOT NULL,
    number        BIGINT NOT NULL,
    password_hash TEXT   NOT NULL,
    PRIMARY KEY (account_id, user_id, number),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Sessions and API keys are found by digest before any account is known, so the digest is their key.
CREATE TABLE sessions (
    digest       BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id   BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL, -- as of some minutes ago: it is noted in memory first
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX sessions_of_user ON sessions (account_id, user_id);

CREATE TABLE api_keys (
    digest     BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    id         BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    title      TEXT   NOT NULL CHECK (length(title) BETWEEN 1 AND 255),
    sealed     BLOB   NOT NULL,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX api_keys_of_user ON api_keys (account_id, user_id, id);

-- A key's tokens: what a client shows that has exchanged its API key for one. They die with the key.
CREATE TABLE key_tokens (
    digest     BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id BIGINT NOT NULL,
    key_digest BLOB   NOT NULL CHECK (length(key_digest) = 32) REFERENCES api_keys (digest) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE INDEX key_tokens_of_key ON key_tokens (key_digest, created_at);

-- Sessions that end once they have not been used for a while. Ended ones are kept for some time: who shows one is told that
-- it has ended.
CREATE TABLE idle_sessions (
    digest       BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id   BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL, -- as of some minutes ago: it is noted in memory first
    ended_at     BIGINT,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX idle_sessions_of_user ON idle_sessions (account_id, user_id);

-- Failed logins in a row, where so many of them lock a user out for a while. A user without a row has had none.
CREATE TABLE failed_logins (
    account_id   BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    failures     BIGINT NOT NULL,
    locked_until BIGINT,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Programs that may pass the gateway of those clients that have one. What they see is up to the user that logs in.
CREATE TABLE applications (
    key              TEXT   NOT NULL PRIMARY KEY CHECK (length(key) = 32), -- names it, and is no secret
    title            TEXT   NOT NULL CHECK (length(title) BETWEEN 1 AND 255),
    secret_digest    BLOB   NOT NULL CHECK (length(secret_digest) = 32),
    created_at       BIGINT NOT NULL,
    token_digest     BLOB   UNIQUE CHECK (length(token_digest) = 32),
    token_sealed     BLOB,
    token_expires_at BIGINT
) WITHOUT ROWID;

-- How many calls of the counted kind an account has made: ever, and on a day (days since 1970 in UTC).
CREATE TABLE api_usage (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id),
    calls      BIGINT NOT NULL,
    day        BIGINT NOT NULL,
    day_calls  BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE tracker_groups (
    account_id  BIGINT NOT NULL REFERENCES users (id),
    id          BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    title       TEXT   NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    color       TEXT   NOT NULL CHECK (length(color) = 6),
    description TEXT            CHECK (length(description) BETWEEN 0 AND 1000),
    created_at  BIGINT NOT NULL,
    modified_at BIGINT NOT NULL, -- of the group itself or of its membership
    PRIMARY KEY (account_id, id),
    UNIQUE (id)
) WITHOUT ROWID;

CREATE INDEX tracker_groups_by_title ON tracker_groups (account_id, title);

-- A source is a device that reports; a tracker is what an account shows of it. A clone is a second tracker of one source.
CREATE TABLE sources (
    account_id BIGINT  NOT NULL REFERENCES users (id),
    id         BIGINT  NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    device_id  TEXT    NOT NULL UNIQUE CHECK (length(device_id) BETWEEN 1 AND 64),
    model      TEXT    NOT NULL CHECK (length(model) BETWEEN 1 AND 64),
    phone      TEXT             CHECK (length(phone) BETWEEN 1 AND 15),
    blocked    BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT  NOT NULL,
    PRIMARY KEY (account_id, id)
) WITHOUT ROWID;

-- A device's number is a name of the device, too.
CREATE INDEX sources_by_phone ON sources (phone);

CREATE TABLE trackers (
    account_id        BIGINT  NOT NULL REFERENCES users (id),
    id                BIGINT  NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    label             TEXT    NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
    group_id          BIGINT,           -- NULL: the default group, 0 on the wire
    source_account_id BIGINT  NOT NULL, -- the account that the device was registered in; may be another one's for a clone
    source_id         BIGINT  NOT NULL,
    clone             BOOLEAN NOT NULL DEFAULT FALSE, -- whether the source was registered with another tracker
    created_at        BIGINT  NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (id),
    FOREIGN KEY (account_id, group_id) REFERENCES tracker_groups (account_id, id),
    FOREIGN KEY (source_account_id, source_id) REFERENCES sources (account_id, id)
) WITHOUT ROWID;

CREATE INDEX trackers_of_group ON trackers (account_id, group_id);

CREATE INDEX trackers_of_source ON trackers (source_account_id, source_id);

-- Trackers that were bound to a sub-user one by one. What else it sees: seen_trackers.
CREATE TABLE bound_trackers (
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    tracker_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, user_id, tracker_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, tracker_id) REFERENCES trackers (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX bound_users ON bound_trackers (account_id, tracker_id);

-- What else is known of a sub-user, and what it sees beside the trackers bound to it; a user without a row has the defaults.
CREATE TABLE user_details (
    account_id       BIGINT NOT NULL,
    user_id          BIGINT NOT NULL,
    country          TEXT            CHECK (length(country) BETWEEN 1 AND 100), -- as it was written
    country_code     TEXT            CHECK (length(country_code) = 2),
    description      TEXT            CHECK (length(description) BETWEEN 0 AND 1000),
    message          TEXT            CHECK (length(message) BETWEEN 0 AND 1000),
    disabled_message TEXT            CHECK (length(disabled_message) BETWEEN 0 AND 1000),
    tags             TEXT   NOT NULL, -- a JSON object of texts
    privileges       TEXT   NOT NULL, -- a JSON list of texts
    group_id         BIGINT,          -- it sees the members of this group,
    tracker_id       BIGINT,          -- and this tracker
    admin_devices    BIGINT,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, group_id) REFERENCES tracker_groups (account_id, id),
    FOREIGN KEY (account_id, tracker_id) REFERENCES trackers (account_id, id)
) WITHOUT ROWID;

CREATE INDEX user_details_of_group ON user_details (account_id, group_id);

CREATE INDEX user_details_of_tracker ON user_details (account_id, tracker_id);

-- What a sub-user sees, in one place for whoever asks.
CREATE VIEW seen_trackers (account_id, user_id, tracker_id) AS
    SELECT account_id, user_id, tracker_id FROM bound_trackers
    UNION ALL
    SELECT d.account_id, d.user_id, t.id
    FROM user_details d JOIN trackers t ON t.account_id = d.account_id AND t.group_id = d.group_id
    UNION ALL
    SELECT account_id, user_id, tracker_id FROM user_details WHERE tracker_id IS NOT NULL;

-- What a device is called by beside its own id and its number, such as the ICCID of its SIM card.
CREATE TABLE tracker_identifiers (
    account_id BIGINT NOT NULL,
    tracker_id BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    value      TEXT   NOT NULL CHECK (length(value) BETWEEN 1 AND 32),
    PRIMARY KEY (account_id, tracker_id, kind),
    UNIQUE (kind, value),
    FOREIGN KEY (account_id, tracker_id) REFERENCES trackers (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- What an account notes of a tracker in its own fields.
CREATE TABLE custom_fields (
    account_id BIGINT NOT NULL,
    tracker_id BIGINT NOT NULL,
    number     BIGINT NOT NULL CHECK (number BETWEEN 1 AND 5),
    value      TEXT   NOT NULL CHECK (length(value) BETWEEN 1 AND 50),
    PRIMARY KEY (account_id, tracker_id, number),
    FOREIGN KEY (account_id, tracker_id) REFERENCES trackers (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- What is known of a device. A source without a row has just been registered.
CREATE TABLE source_states (
    account_id          BIGINT NOT NULL,
    source_id           BIGINT NOT NULL,
    connection          TEXT   NOT NULL,
    movement            TEXT   NOT NULL,
    movement_updated_at BIGINT,
    updated_at          BIGINT,
    located_at          BIGINT, -- NULL: where it is is not known, and the next seven mean nothing
    latitude            DOUBLE PRECISION,
    longitude           DOUBLE PRECISION,
    heading             BIGINT,
    speed               BIGINT,
    altitude            BIGINT,
    satellites          BIGINT,
    signal_level        BIGINT,
    battery_level       BIGINT,
    battery_updated_at  BIGINT,
    PRIMARY KEY (account_id, source_id),
    FOREIGN KEY (account_id, source_id) REFERENCES sources (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Trackers that were given up for good; their ids stay known.
CREATE TABLE corrupted_trackers (
    account_id   BIGINT NOT NULL REFERENCES users (id),
    id           BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    corrupted_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, id)
) WITHOUT ROWID;

CREATE TABLE tags (
    account_id BIGINT NOT NULL REFERENCES users (id),
    id         BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    name       TEXT   NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    color      TEXT   NOT NULL CHECK (length(color) = 6),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (id)
) WITHOUT ROWID;

CREATE TABLE tag_bindings (
    account_id BIGINT NOT NULL,
    tracker_id BIGINT NOT NULL,
    ordinal    BIGINT NOT NULL CHECK (ordinal BETWEEN 1 AND 5),
    tag_id     BIGINT NOT NULL,
    PRIMARY KEY (account_id, tracker_id, ordinal),
    UNIQUE (account_id, tracker_id, tag_id),
    FOREIGN KEY (account_id, tracker_id) REFERENCES trackers (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, tag_id) REFERENCES tags (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX tag_bindings_of_tag ON tag_bindings (account_id, tag_id);

-- What was done, by whom and from where; never a secret.
CREATE TABLE audit_records (
    account_id  BIGINT NOT NULL REFERENCES users (id),
    number      BIGINT NOT NULL CHECK (number BETWEEN 1 AND 9007199254740991),
    sub_user_id BIGINT, -- NULL: the owner, or the operator
    category    TEXT   NOT NULL,
    action      TEXT   NOT NULL,
    entry_id    BIGINT,
    payload     TEXT,   -- a JSON object
    host        TEXT,   -- the caller's address; NULL: the command line
    user_agent  TEXT    CHECK (length(user_agent) BETWEEN 0 AND 255),
    done_at     BIGINT NOT NULL,
    PRIMARY KEY (account_id, number)
) WITHOUT ROWID;

CREATE INDEX audit_records_by_moment ON audit_records (account_id, done_at);

CREATE INDEX audit_records_by_age ON audit_records (done_at);
