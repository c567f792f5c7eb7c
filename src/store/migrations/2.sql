-- What dashboards call around their groups: profiles, settings, tags, states of devices, the audit log.
-- When sessions were last used nobody knows but that it was not before they were made.

CREATE TABLE new_id_counters (
    entity  TEXT   NOT NULL PRIMARY KEY,
    next_id BIGINT NOT NULL CHECK (next_id BETWEEN 1 AND 9007199254740992) -- audit records outgrow 31 bits
) WITHOUT ROWID;

INSERT INTO new_id_counters (entity, next_id)
SELECT entity, next_id FROM id_counters;

DROP TABLE id_counters;

ALTER TABLE new_id_counters RENAME TO id_counters;

INSERT INTO id_counters (entity, next_id) VALUES ('tag', 1), ('audit_record', 1);

-- A label was the names of all rights; of many they were longer than a label may be from now on.
CREATE TABLE new_security_groups (
    account_id   BIGINT NOT NULL REFERENCES users (id),
    id           BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    label        TEXT   NOT NULL CHECK (length(label) BETWEEN 1 AND 255),
    store_period TEXT            CHECK (length(store_period) BETWEEN 2 AND 8),
    PRIMARY KEY (account_id, id),
    UNIQUE (id)
) WITHOUT ROWID;

INSERT INTO new_security_groups (account_id, id, label)
SELECT account_id, id, iif(length(label) > 255, 'Many rights', label) FROM security_groups;

DROP TABLE security_groups;

ALTER TABLE new_security_groups RENAME TO security_groups;

CREATE TABLE new_users (
    account_id        BIGINT  NOT NULL REFERENCES users (id),
    id                BIGINT  NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    login             TEXT    NOT NULL UNIQUE CHECK (length(login) BETWEEN 3 AND 254),
    password_hash     TEXT    NOT NULL,
    time_zone         TEXT    NOT NULL,
    locale            TEXT    NOT NULL,
    activated         BOOLEAN NOT NULL DEFAULT TRUE,  -- the owner's word about a sub-user
    disabled          BOOLEAN NOT NULL DEFAULT FALSE, -- the operator's word about anybody
    security_group_id BIGINT,
    created_at        BIGINT  NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (id),
    FOREIGN KEY (account_id, security_group_id) REFERENCES security_groups (account_id, id)
) WITHOUT ROWID;

INSERT INTO new_users (account_id, id, login, password_hash, time_zone, locale, disabled, security_group_id, created_at)
SELECT account_id, id, login, password_hash, time_zone, locale, disabled, security_group_id, created_at FROM users;

DROP TABLE users;

ALTER TABLE new_users RENAME TO users;

CREATE INDEX users_of_security_group ON users (account_id, security_group_id);

CREATE TABLE new_sessions (
    digest       BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id   BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL, -- as of some minutes ago: it is noted in memory first
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO new_sessions (digest, account_id, user_id, created_at, expires_at, last_used_at)
SELECT digest, account_id, user_id, created_at, expires_at, created_at FROM sessions;

DROP TABLE sessions;

ALTER TABLE new_sessions RENAME TO sessions;

CREATE INDEX sessions_of_user ON sessions (account_id, user_id);

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

CREATE INDEX audit_records_by_age ON audit_records (done_at);
