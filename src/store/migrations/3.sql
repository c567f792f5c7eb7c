-- Two more dialects: tokens, idle sessions, applications; what describes users and groups, and what devices are called by.
-- When users and groups were last changed nobody knows but that it was not before they were made.

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
    valid_from        BIGINT,                         -- before it and
    valid_until       BIGINT,                         -- from then on the user counts as disabled
    created_at        BIGINT  NOT NULL,
    modified_at       BIGINT  NOT NULL,
    last_login_at     BIGINT,
    PRIMARY KEY (account_id, id),
    UNIQUE (id),
    FOREIGN KEY (account_id, security_group_id) REFERENCES security_groups (account_id, id)
) WITHOUT ROWID;

INSERT INTO new_users (account_id, id, login, password_hash, time_zone, locale, activated, disabled, security_group_id,
                       created_at, modified_at)
SELECT account_id, id, login, password_hash, time_zone, locale, activated, disabled, security_group_id,
       created_at, created_at
FROM users;

DROP TABLE users;

ALTER TABLE new_users RENAME TO users;

CREATE INDEX users_of_security_group ON users (account_id, security_group_id);

CREATE TABLE new_tracker_groups (
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

INSERT INTO new_tracker_groups (account_id, id, title, color, created_at, modified_at)
SELECT account_id, id, title, color, created_at, created_at FROM tracker_groups;

DROP TABLE tracker_groups;

ALTER TABLE new_tracker_groups RENAME TO tracker_groups;

CREATE INDEX tracker_groups_by_title ON tracker_groups (account_id, title);

-- What an account is called where accounts have names.
CREATE TABLE account_names (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id),
    name       TEXT   NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60)
) WITHOUT ROWID;

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

-- A device's number is a name of the device, too.
CREATE INDEX sources_by_phone ON sources (phone);

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
