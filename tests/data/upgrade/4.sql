PRAGMA foreign_keys = OFF;
BEGIN;
PRAGMA application_id = 1299542900;
PRAGMA user_version = 4;

CREATE TABLE id_counters (
    entity  TEXT   NOT NULL PRIMARY KEY,
    next_id BIGINT NOT NULL CHECK (next_id BETWEEN 1 AND 9007199254740992) -- audit records outgrow 31 bits
) WITHOUT ROWID;

INSERT INTO id_counters VALUES
('api_key', 6),
('audit_record', 97),
('command', 18),
('security_group', 5),
('source', 44),
('tag', 2),
('tracker', 999960),
('tracker_group', 226),
('user', 9);

CREATE TABLE security_groups (
    account_id   BIGINT NOT NULL REFERENCES users (id),
    id           BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    label        TEXT   NOT NULL CHECK (length(label) BETWEEN 1 AND 255),
    store_period TEXT            CHECK (length(store_period) BETWEEN 2 AND 8),
    PRIMARY KEY (account_id, id),
    UNIQUE (id)
) WITHOUT ROWID;

INSERT INTO security_groups VALUES
(1, 1, 'tracker_update', NULL),
(1, 2, 'Many rights', NULL),
(1, 3, 'tag_update, reports', NULL),
(1, 4, 'Drivers', NULL);

CREATE TABLE security_group_rights (
    account_id        BIGINT NOT NULL,
    security_group_id BIGINT NOT NULL,
    name              TEXT   NOT NULL,
    PRIMARY KEY (account_id, security_group_id, name),
    FOREIGN KEY (account_id, security_group_id) REFERENCES security_groups (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO security_group_rights VALUES
(1, 1, 'tracker_update'),
(1, 2, 'checkin_update'),
(1, 2, 'delivery_session_create'),
(1, 2, 'employee_update'),
(1, 2, 'form_template_update'),
(1, 2, 'payment_create'),
(1, 2, 'place_update'),
(1, 2, 'places_custom_fields_update'),
(1, 2, 'reports'),
(1, 2, 'tag_update'),
(1, 2, 'task_update'),
(1, 2, 'tracker_configure'),
(1, 2, 'tracker_register'),
(1, 2, 'tracker_rule_update'),
(1, 2, 'tracker_set_output'),
(1, 2, 'tracker_update'),
(1, 2, 'vehicle_update'),
(1, 2, 'video_monitoring'),
(1, 2, 'weblocator_session_create'),
(1, 2, 'zone_update'),
(1, 3, 'reports'),
(1, 3, 'tag_update'),
(1, 4, 'tracker_update');

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

INSERT INTO users VALUES
(1, 1, 'ada@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$qTd99xqss28DCKK1/4KlEA$ABImFEU41INrsPpGBu5+dJsbsD5EB48P6R+C2nHV3Ag', 'Europe/Berlin', 'de_DE', 1, 0, NULL, NULL, NULL, 1795408055, 1795408055, 1795408059),
(1, 2, 'sue@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$qTd99xqss28DCKK1/4KlEA$ABImFEU41INrsPpGBu5+dJsbsD5EB48P6R+C2nHV3Ag', 'Europe/Berlin', 'en_US', 1, 0, 1, NULL, NULL, 1795408055, 1795408055, NULL),
(1, 4, 'ann@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$mwDRyRkj0Uq2wBH3lf9fcw$g/nwzI9tOGlrmNeO1HB6wo6mPnEOdjV7IIguIz71CiQ', 'UTC', 'en_US', 1, 0, 2, NULL, NULL, 1795408056, 1795408056, NULL),
(1, 5, 'bob@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$Ru7DYMNe/qW7yZTEiuFpkg$k7SIzkqtRkw7p29QKLOvIgMDidomDFareiFUYq96AUs', 'Asia/Kolkata', 'de', 1, 0, 4, NULL, NULL, 1795408057, 1795408059, NULL),
(1, 6, 'cat@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$C4AWrOLk44j09yLVOO8AhQ$cl3wUvoL4fGOOcnU+TaKdzpERtDWEQE1uqfdEGMcNf8', 'UTC', 'en_US', 1, 1, NULL, NULL, NULL, 1795408057, 1795408057, NULL),
(1, 8, 'jane@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$9Yimw0s8d0JA3EEpzqE6Ug$6Hj2NWY3JyuM6XaiF40gRADv4n684ZAC7K7RXEdM3mc', 'America/Bogota', 'de_DE', 1, 0, NULL, NULL, NULL, 1795408059, 1795408059, NULL),
(3, 3, 'otto@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$qTd99xqss28DCKK1/4KlEA$ABImFEU41INrsPpGBu5+dJsbsD5EB48P6R+C2nHV3Ag', 'UTC', 'de', 1, 0, NULL, NULL, NULL, 1795408055, 1795408055, NULL),
(7, 7, 'new@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$MbmbH4i96Qz815dsUnsn1g$xfZqEfQLDNSEiZeoJ4ZaZDJ3vG5Pri87TJ2KPjtVnf4', 'UTC', 'en_US', 1, 0, NULL, NULL, NULL, 1795408057, 1795408059, 1795408059);

CREATE INDEX users_of_security_group ON users (account_id, security_group_id);

CREATE TABLE account_names (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id),
    name       TEXT   NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60)
) WITHOUT ROWID;

INSERT INTO account_names VALUES
(1, 'Demo-Fleet');

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

INSERT INTO profiles VALUES
(1, 5, 'individual', 'Bob', '', 'Porter', '', '491701234567', '', '', '', '', '', '', '', '', '', '', '', '', ''),
(1, 8, 'individual', 'Jane', '', 'Doe', '', NULL, '', '', '', '', '', '', '', '', '', '', '', '', '');

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

INSERT INTO user_settings VALUES
(1, 1, 'metric', NULL, NULL, 'google', 'google', 0);

CREATE TABLE ui_settings (
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    key        TEXT   NOT NULL CHECK (length(key) BETWEEN 1 AND 50),
    value      TEXT   NOT NULL CHECK (length(value) BETWEEN 0 AND 8192),
    PRIMARY KEY (account_id, user_id, key),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO ui_settings VALUES
(1, 1, 'map_zoom', '12');

CREATE TABLE account_settings (
    account_id          BIGINT  NOT NULL PRIMARY KEY REFERENCES users (id),
    auto_overwrite      BOOLEAN NOT NULL, -- whether new files replace old ones once the storage is full
    balance_alert_mails TEXT    NOT NULL  -- a JSON list of addresses
) WITHOUT ROWID;

INSERT INTO account_settings VALUES
(1, 1, '["ada@demo.example"]');

CREATE TABLE former_passwords (
    account_id    BIGINT NOT NULL,
    user_id       BIGINT NOT NULL,
    number        BIGINT NOT NULL,
    password_hash TEXT   NOT NULL,
    PRIMARY KEY (account_id, user_id, number),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO former_passwords VALUES
(7, 7, 1, '$argon2id$v=19$m=47104,t=1,p=1$+QmAYB+cQ/5/mErJIluFxw$eXOx3JOWR4DqFITyjeDeGRarlxZtcClVLy9mT0rj4ro');

CREATE TABLE sessions (
    digest       BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id   BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL, -- as of some minutes ago: it is noted in memory first
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO sessions VALUES
(x'0cbcb71a1b8f45c7ffd6f49ff8bf6a988888fd9472ce7d7e2553f419ca9b09df', 1, 1, 1795408055, 1798000055, 1795408055),
(x'0d63ff0db3ff6a77ee71f39e45f890bb362ff4226651b759564ffe29851f25c5', 1, 4, 1795408058, 2110768058, 1795408059),
(x'172f8589396342c1eea2669b8e3078ba30aaf34a15206d53253fc8dce3ba58da', 7, 7, 1795408059, 1798000059, 1795408059),
(x'1cde078a08782cfbf3416703b5b46f5a14016d705c58325fa3236afa7519b578', 1, 2, 1795408055, 1798000055, 1795408055),
(x'265518bfc4c1cd890509a89a15bfcf28dbedee409f18e71b7ccc2e126437888b', 1, 2, 1795408058, 2110768058, 1795408059),
(x'3cb83d1cf6a78991e724a6c6694b9f94735bab7fc45fcd6782d8e8d022a93012', 3, 3, 1795408055, 1798000055, 1795408055),
(x'524f677050b38164d3a9fd241cb5f60d2dab0002defad6c06995cd0a916d9c0d', 1, 1, 1795408058, 2110768058, 1795408059),
(x'a4dc87dab5e39c43eab5ab3af9fc136eb7ac3f3520184bdf3279be30372ec1ef', 1, 1, 1795408058, 1798000058, 1795408058),
(x'd0f332adeab35fb88e066c079632ace5a2aa500c34e6b5fc1b5d29f36baa85d3', 3, 3, 1795408058, 2110768058, 1795408059);

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

INSERT INTO api_keys VALUES
(x'032f21b661762f06a4c4ea9a96e428062e8281190d32f0e29951af7e33abcbee', 1, 1, 3, 'Wall', x'9ac04f5d3fcbbfa51beee4a1d8aab293a3425d3c114282d24699aecb283cf9db3ef10de52a58657baf4e58729b7b0e3786fb1b98ee82485034cf7cd2f5c9b3cda39ed4b83bf8d7ae', 1795408057),
(x'54fb0b54e370e15d2b631bce19c4614302732484b86d6ebcdc5edbafd4cdf3e1', 1, 1, 5, 'Third', x'20f47a164628c8d3b6246daff01ced0e4f4d2869127a1c00e505e89e597c1d4ab6ca38b6353a0e3f8ac4f7742108d897aa0e2ca9e52849c4d659998dad268c52019750583f39ddf7', 1795408058),
(x'6e33d8b0f8ae892ec0880539fde4a70355def5f7ea9aee6a7ea9db7706374c78', 1, 1, 1, 'Demo', x'c480e0e499936c58b8578e461c4a6e358a22a08bee373fa4ccceb0d4c89363756dfe025a6d6e00e1a55e8e92395a92786869a69af843cdb48085c00deabd8306f50083d1e0d2440c', 1795408055),
(x'904b63b1019a0fd1e3eaedcbcde3145e582a6469ad1cac9bfa92308fb51280fb', 3, 3, 4, 'Office', x'50e930aa77644e894547bc26cac334a305312a66a953bf99cfec072de956f96218c618f09b37d6efc5ccdc21a3d3e828aacfd757708974b7cc468fece980f5cb84d4dda2949d6ef6', 1795408057),
(x'ac91f33102848c2c73f56555c2db114cce14329c5d7e9f460eb556e737019482', 1, 1, 2, 'Dashboard', x'051f70b81c2fdfebb5d88976b38bb2628ad94fc3e848da540693a68255c13ea16becfdfba3f68bead6277e48b5043e00dbb50086fee35eab3219f20d038f24ebf7ab8fad57bdd94c', 1795408057);

CREATE INDEX api_keys_of_user ON api_keys (account_id, user_id, id);

CREATE TABLE key_tokens (
    digest     BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id BIGINT NOT NULL,
    key_digest BLOB   NOT NULL CHECK (length(key_digest) = 32) REFERENCES api_keys (digest) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;

INSERT INTO key_tokens VALUES
(x'b6b38cf671cf60457c500ad17c92df61fa7ab77e6dbdc638c003141245570fb3', 1, x'ac91f33102848c2c73f56555c2db114cce14329c5d7e9f460eb556e737019482', 1795408059, 1795494459);

CREATE INDEX key_tokens_of_key ON key_tokens (key_digest, created_at);

CREATE TABLE idle_sessions (
    digest       BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id   BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL, -- as of some minutes ago: it is noted in memory first
    ended_at     BIGINT,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO idle_sessions VALUES
(x'b6a5e1917033c07c0cc3f57c2b8edf5141c7eee4a094b75d61025aa6d9ab1003', 1, 1, 1795408059, 1795408059, NULL);

CREATE INDEX idle_sessions_of_user ON idle_sessions (account_id, user_id);

CREATE TABLE failed_logins (
    account_id   BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    failures     BIGINT NOT NULL,
    locked_until BIGINT,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO failed_logins VALUES
(3, 3, 1, NULL);

CREATE TABLE applications (
    key              TEXT   NOT NULL PRIMARY KEY CHECK (length(key) = 32), -- names it, and is no secret
    title            TEXT   NOT NULL CHECK (length(title) BETWEEN 1 AND 255),
    secret_digest    BLOB   NOT NULL CHECK (length(secret_digest) = 32),
    created_at       BIGINT NOT NULL,
    token_digest     BLOB   UNIQUE CHECK (length(token_digest) = 32),
    token_sealed     BLOB,
    token_expires_at BIGINT
) WITHOUT ROWID;

INSERT INTO applications VALUES
('e5ae9b0038c077325c218011e967a4e2', 'Gateway', x'62903bce5cd80e886818343fc6a8816264ecd2c8e82677dcf106addb6d59cb8e', 1795408059, NULL, NULL, NULL),
('fcae28cee0ad882e905b0fe63a44f7fe', 'Demo', x'4d980ae6729a33a1e23388377e08a8bd99c24efcf1865cbc8e16c4928fa49825', 1795408055, NULL, NULL, NULL);

CREATE TABLE api_usage (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id),
    calls      BIGINT NOT NULL,
    day        BIGINT NOT NULL,
    day_calls  BIGINT NOT NULL
) WITHOUT ROWID;

INSERT INTO api_usage VALUES
(1, 3, 20780, 3);

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

INSERT INTO tracker_groups VALUES
(1, 167, 'Main office', 'FF6DDC', NULL, 1795408055, 1795408055),
(1, 168, 'Refrigerated', '1E96DC', NULL, 1795408055, 1795408055),
(1, 169, 'Night shift', '4B0082', NULL, 1795408055, 1795408055),
(1, 222, 'Vans', '1E96DC', NULL, 1795408056, 1795408056),
(1, 223, 'Employees & co', '00FF00', NULL, 1795408058, 1795408058),
(1, 225, 'From Plaspy', '1E96DC', 'Made there', 1795408059, 1795408059),
(3, 170, 'Quarry', 'E69A00', NULL, 1795408055, 1795408055),
(3, 171, 'Harbour', '50C878', NULL, 1795408055, 1795408055);

CREATE INDEX tracker_groups_by_title ON tracker_groups (account_id, title);

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

INSERT INTO sources VALUES
(1, 1, '001010000000001', 'unknown', '15555550001', 0, 1795408055),
(1, 2, '001010000000002', 'unknown', '15555550002', 0, 1795408055),
(1, 4, '001010000000004', 'unknown', '15555550004', 0, 1795408055),
(1, 5, '001010000000005', 'unknown', '15555550005', 0, 1795408055),
(1, 6, '001010000000006', 'unknown', '15555550006', 0, 1795408055),
(1, 7, '001010000000007', 'unknown', '15555550007', 0, 1795408055),
(1, 8, '001010000000008', 'unknown', '15555550008', 0, 1795408055),
(1, 9, '001010000000009', 'unknown', '15555550009', 0, 1795408055),
(1, 10, '001010000000010', 'unknown', '15555550010', 0, 1795408055),
(1, 11, '001010000000011', 'unknown', '15555550011', 0, 1795408055),
(1, 12, '001010000000012', 'unknown', '15555550012', 0, 1795408055),
(1, 13, '001010000000013', 'unknown', '15555550013', 0, 1795408055),
(1, 14, '001010000000014', 'unknown', '15555550014', 0, 1795408055),
(1, 15, '001010000000015', 'unknown', '15555550015', 0, 1795408055),
(1, 16, '001010000000016', 'unknown', '15555550016', 0, 1795408055),
(1, 17, '001010000000017', 'unknown', '15555550017', 0, 1795408055),
(1, 18, '001010000000018', 'unknown', '15555550018', 0, 1795408055),
(1, 19, '001010000000019', 'unknown', '15555550019', 0, 1795408055),
(1, 20, '001010000000020', 'unknown', '15555550020', 0, 1795408055),
(1, 21, '001010000000021', 'unknown', '15555550021', 0, 1795408055),
(1, 22, '001010000000022', 'unknown', '15555550022', 0, 1795408055),
(1, 41, '860000000000001', 'telfmb920', '15555550101', 0, 1795408056),
(1, 42, '860000000000002', 'telfmb920', NULL, 0, 1795408056),
(1, 43, '860000000000003', 'unknown', NULL, 1, 1795408056),
(3, 23, '001010000000023', 'unknown', '15555550023', 0, 1795408055),
(3, 24, '001010000000024', 'unknown', '15555550024', 0, 1795408055),
(3, 25, '001010000000025', 'unknown', '15555550025', 0, 1795408055),
(3, 26, '001010000000026', 'unknown', '15555550026', 0, 1795408055),
(3, 27, '001010000000027', 'unknown', '15555550027', 0, 1795408055),
(3, 28, '001010000000028', 'unknown', '15555550028', 0, 1795408055),
(3, 29, '001010000000029', 'unknown', '15555550029', 0, 1795408055),
(3, 30, '001010000000030', 'unknown', '15555550030', 0, 1795408055),
(3, 31, '001010000000031', 'unknown', '15555550031', 0, 1795408055),
(3, 32, '001010000000032', 'unknown', '15555550032', 0, 1795408055),
(3, 33, '001010000000033', 'unknown', '15555550033', 0, 1795408055),
(3, 34, '001010000000034', 'unknown', '15555550034', 0, 1795408055),
(3, 35, '001010000000035', 'unknown', '15555550035', 0, 1795408055),
(3, 36, '001010000000036', 'unknown', '15555550036', 0, 1795408055),
(3, 37, '001010000000037', 'unknown', '15555550037', 0, 1795408055),
(3, 38, '001010000000038', 'unknown', '15555550038', 0, 1795408055),
(3, 39, '001010000000039', 'unknown', '15555550039', 0, 1795408055),
(3, 40, '001010000000040', 'unknown', '15555550040', 0, 1795408055);

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

INSERT INTO trackers VALUES
(1, 991999, 'Spare unit 91', 223, 1, 1, 0, 1795408055),
(1, 999199, 'Spare unit 92', 223, 1, 2, 0, 1795408055),
(1, 999920, 'Test bench', NULL, 1, 4, 0, 1795408055),
(1, 999921, 'Estate car 1', 167, 1, 5, 0, 1795408055),
(1, 999922, 'Estate car 2', 167, 1, 6, 0, 1795408055),
(1, 999923, 'Minibus', 167, 1, 7, 0, 1795408055),
(1, 999924, 'Pool car 1', 167, 1, 8, 0, 1795408055),
(1, 999925, 'Pool car 2', 167, 1, 9, 0, 1795408055),
(1, 999926, 'Courier bike', 167, 1, 10, 0, 1795408055),
(1, 999927, 'Reefer 11', 168, 1, 11, 0, 1795408055),
(1, 999928, 'Reefer 12', 168, 1, 12, 0, 1795408055),
(1, 999929, 'Reefer 13', 168, 1, 13, 0, 1795408055),
(1, 999930, 'Reefer 14', 168, 1, 14, 0, 1795408055),
(1, 999931, 'Reefer 15', 168, 1, 15, 0, 1795408055),
(1, 999932, 'Reefer 16', 168, 1, 16, 0, 1795408055),
(1, 999933, 'Sweeper 21', 169, 1, 17, 0, 1795408055),
(1, 999934, 'Sweeper 22', 169, 1, 18, 0, 1795408055),
(1, 999935, 'Gritter 23', 169, 1, 19, 0, 1795408055),
(1, 999936, 'Tanker 24', 169, 1, 20, 0, 1795408055),
(1, 999937, 'Tanker 25', 169, 1, 21, 0, 1795408055),
(1, 999938, 'Recovery 26', 169, 1, 22, 0, 1795408055),
(1, 999957, 'Van 1', 222, 1, 41, 0, 1795408056),
(1, 999958, 'Van 2', 222, 1, 42, 0, 1795408056),
(1, 999959, 'Truck Ünal', NULL, 1, 43, 0, 1795408056),
(3, 999939, 'Site van 8', NULL, 3, 23, 0, 1795408055),
(3, 999940, 'Site van 9', NULL, 3, 24, 0, 1795408055),
(3, 999941, 'Generator 10', NULL, 3, 25, 0, 1795408055),
(3, 999942, 'Trailer 11', NULL, 3, 26, 0, 1795408055),
(3, 999943, 'Trailer 12', NULL, 3, 27, 0, 1795408055),
(3, 999944, 'Excavator 1', 170, 3, 28, 0, 1795408055),
(3, 999945, 'Excavator 2', 170, 3, 29, 0, 1795408055),
(3, 999946, 'Loader 3', 170, 3, 30, 0, 1795408055),
(3, 999947, 'Loader 4', 170, 3, 31, 0, 1795408055),
(3, 999948, 'Dumper 5', 170, 3, 32, 0, 1795408055),
(3, 999949, 'Dumper 6', 170, 3, 33, 0, 1795408055),
(3, 999950, 'Drill 7', 170, 3, 34, 0, 1795408055),
(3, 999951, 'Tug Anna', 171, 3, 35, 0, 1795408055),
(3, 999952, 'Tug Berta', 171, 3, 36, 0, 1795408055),
(3, 999953, 'Crane 3', 171, 3, 37, 0, 1795408055),
(3, 999954, 'Reach stacker 4', 171, 3, 38, 0, 1795408055),
(3, 999955, 'Pilot boat', 171, 3, 39, 0, 1795408055),
(3, 999956, 'Barge 6', 171, 3, 40, 0, 1795408055);

CREATE INDEX trackers_of_group ON trackers (account_id, group_id);

CREATE INDEX trackers_of_source ON trackers (source_account_id, source_id);

CREATE TABLE bound_trackers (
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    tracker_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, user_id, tracker_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, tracker_id) REFERENCES trackers (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO bound_trackers VALUES
(1, 2, 991999),
(1, 5, 991999),
(1, 2, 999199),
(1, 5, 999199),
(1, 2, 999920),
(1, 2, 999921),
(1, 2, 999922),
(1, 2, 999923),
(1, 2, 999924),
(1, 2, 999925),
(1, 2, 999926);

CREATE INDEX bound_users ON bound_trackers (account_id, tracker_id);

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

INSERT INTO user_details VALUES
(1, 8, 'CO', 'CO', 'In Bogota', NULL, NULL, '{"team":"west"}', '["TrackerUpdate"]', NULL, NULL, NULL);

CREATE INDEX user_details_of_group ON user_details (account_id, group_id);

CREATE INDEX user_details_of_tracker ON user_details (account_id, tracker_id);

CREATE VIEW seen_trackers (account_id, user_id, tracker_id) AS
    SELECT account_id, user_id, tracker_id FROM bound_trackers
    UNION ALL
    SELECT d.account_id, d.user_id, t.id
    FROM user_details d JOIN trackers t ON t.account_id = d.account_id AND t.group_id = d.group_id
    UNION ALL
    SELECT account_id, user_id, tracker_id FROM user_details WHERE tracker_id IS NOT NULL;

CREATE TABLE tracker_identifiers (
    account_id BIGINT NOT NULL,
    tracker_id BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    value      TEXT   NOT NULL CHECK (length(value) BETWEEN 1 AND 32),
    PRIMARY KEY (account_id, tracker_id, kind),
    UNIQUE (kind, value),
    FOREIGN KEY (account_id, tracker_id) REFERENCES trackers (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO tracker_identifiers VALUES
(1, 999199, 'iccId', '8949000000000000001');

CREATE TABLE custom_fields (
    account_id BIGINT NOT NULL,
    tracker_id BIGINT NOT NULL,
    number     BIGINT NOT NULL CHECK (number BETWEEN 1 AND 5),
    value      TEXT   NOT NULL CHECK (length(value) BETWEEN 1 AND 50),
    PRIMARY KEY (account_id, tracker_id, number),
    FOREIGN KEY (account_id, tracker_id) REFERENCES trackers (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO custom_fields VALUES
(1, 999199, 1, 'West');

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

CREATE TABLE corrupted_trackers (
    account_id   BIGINT NOT NULL REFERENCES users (id),
    id           BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    corrupted_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, id)
) WITHOUT ROWID;

INSERT INTO corrupted_trackers VALUES
(1, 999919, 1795408058);

CREATE TABLE tags (
    account_id BIGINT NOT NULL REFERENCES users (id),
    id         BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    name       TEXT   NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    color      TEXT   NOT NULL CHECK (length(color) = 6),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (id)
) WITHOUT ROWID;

INSERT INTO tags VALUES
(1, 1, 'Heavy', 'E69A00', 1795408058);

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

INSERT INTO tag_bindings VALUES
(1, 999199, 1, 1);

CREATE INDEX tag_bindings_of_tag ON tag_bindings (account_id, tag_id);

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

INSERT INTO audit_records VALUES
(1, 1, NULL, 'user', 'create', 1, '{"after":{"login":"ada@demo.example","security_group_id":null}}', NULL, NULL, 1795408055),
(1, 2, NULL, 'security_group', 'create', 1, '{"after":{"label":"tracker_update","rights":["tracker_update"],"store_period":null}}', NULL, NULL, 1795408055),
(1, 3, NULL, 'subuser', 'register', 2, '{"after":{"login":"sue@demo.example","security_group_id":1}}', NULL, NULL, 1795408055),
(1, 5, NULL, 'user', 'login', 1, NULL, NULL, NULL, 1795408055),
(1, 6, NULL, 'subuser', 'session_create', 2, NULL, NULL, NULL, 1795408055),
(1, 8, NULL, 'tracker', 'register', 991999, '{"after":{"device_id":"001010000000001","group_id":0,"label":"Spare unit 91","model":"unknown","phone":"15555550001"}}', NULL, NULL, 1795408055),
(1, 9, NULL, 'tracker', 'register', 999199, '{"after":{"device_id":"001010000000002","group_id":0,"label":"Spare unit 92","model":"unknown","phone":"15555550002"}}', NULL, NULL, 1795408055),
(1, 10, NULL, 'tracker', 'register', 999919, '{"after":{"device_id":"001010000000003","group_id":0,"label":"Loan unit 93","model":"unknown","phone":"15555550003"}}', NULL, NULL, 1795408055),
(1, 11, NULL, 'tracker', 'register', 999920, '{"after":{"device_id":"001010000000004","group_id":0,"label":"Test bench","model":"unknown","phone":"15555550004"}}', NULL, NULL, 1795408055),
(1, 12, NULL, 'tracker_group', 'create', 167, '{"after":{"color":"FF6DDC","title":"Main office"}}', NULL, NULL, 1795408055),
(1, 13, NULL, 'tracker', 'register', 999921, '{"after":{"device_id":"001010000000005","group_id":167,"label":"Estate car 1","model":"unknown","phone":"15555550005"}}', NULL, NULL, 1795408055),
(1, 14, NULL, 'tracker', 'register', 999922, '{"after":{"device_id":"001010000000006","group_id":167,"label":"Estate car 2","model":"unknown","phone":"15555550006"}}', NULL, NULL, 1795408055),
(1, 15, NULL, 'tracker', 'register', 999923, '{"after":{"device_id":"001010000000007","group_id":167,"label":"Minibus","model":"unknown","phone":"15555550007"}}', NULL, NULL, 1795408055),
(1, 16, NULL, 'tracker', 'register', 999924, '{"after":{"device_id":"001010000000008","group_id":167,"label":"Pool car 1","model":"unknown","phone":"15555550008"}}', NULL, NULL, 1795408055),
(1, 17, NULL, 'tracker', 'register', 999925, '{"after":{"device_id":"001010000000009","group_id":167,"label":"Pool car 2","model":"unknown","phone":"15555550009"}}', NULL, NULL, 1795408055),
(1, 18, NULL, 'tracker', 'register', 999926, '{"after":{"device_id":"001010000000010","group_id":167,"label":"Courier bike","model":"unknown","phone":"15555550010"}}', NULL, NULL, 1795408055),
(1, 19, NULL, 'tracker_group', 'create', 168, '{"after":{"color":"1E96DC","title":"Refrigerated"}}', NULL, NULL, 1795408055),
(1, 20, NULL, 'tracker', 'register', 999927, '{"after":{"device_id":"001010000000011","group_id":168,"label":"Reefer 11","model":"unknown","phone":"15555550011"}}', NULL, NULL, 1795408055),
(1, 21, NULL, 'tracker', 'register', 999928, '{"after":{"device_id":"001010000000012","group_id":168,"label":"Reefer 12","model":"unknown","phone":"15555550012"}}', NULL, NULL, 1795408055),
(1, 22, NULL, 'tracker', 'register', 999929, '{"after":{"device_id":"001010000000013","group_id":168,"label":"Reefer 13","model":"unknown","phone":"15555550013"}}', NULL, NULL, 1795408055),
(1, 23, NULL, 'tracker', 'register', 999930, '{"after":{"device_id":"001010000000014","group_id":168,"label":"Reefer 14","model":"unknown","phone":"15555550014"}}', NULL, NULL, 1795408055),
(1, 24, NULL, 'tracker', 'register', 999931, '{"after":{"device_id":"001010000000015","group_id":168,"label":"Reefer 15","model":"unknown","phone":"15555550015"}}', NULL, NULL, 1795408055),
(1, 25, NULL, 'tracker', 'register', 999932, '{"after":{"device_id":"001010000000016","group_id":168,"label":"Reefer 16","model":"unknown","phone":"15555550016"}}', NULL, NULL, 1795408055),
(1, 26, NULL, 'tracker_group', 'create', 169, '{"after":{"color":"4B0082","title":"Night shift"}}', NULL, NULL, 1795408055),
(1, 27, NULL, 'tracker', 'register', 999933, '{"after":{"device_id":"001010000000017","group_id":169,"label":"Sweeper 21","model":"unknown","phone":"15555550017"}}', NULL, NULL, 1795408055),
(1, 28, NULL, 'tracker', 'register', 999934, '{"after":{"device_id":"001010000000018","group_id":169,"label":"Sweeper 22","model":"unknown","phone":"15555550018"}}', NULL, NULL, 1795408055),
(1, 29, NULL, 'tracker', 'register', 999935, '{"after":{"device_id":"001010000000019","group_id":169,"label":"Gritter 23","model":"unknown","phone":"15555550019"}}', NULL, NULL, 1795408055),
(1, 30, NULL, 'tracker', 'register', 999936, '{"after":{"device_id":"001010000000020","group_id":169,"label":"Tanker 24","model":"unknown","phone":"15555550020"}}', NULL, NULL, 1795408055),
(1, 31, NULL, 'tracker', 'register', 999937, '{"after":{"device_id":"001010000000021","group_id":169,"label":"Tanker 25","model":"unknown","phone":"15555550021"}}', NULL, NULL, 1795408055),
(1, 32, NULL, 'tracker', 'register', 999938, '{"after":{"device_id":"001010000000022","group_id":169,"label":"Recovery 26","model":"unknown","phone":"15555550022"}}', NULL, NULL, 1795408055),
(1, 33, NULL, 'subuser', 'tracker_bind', 2, '{"after":{"trackers":[991999,999199,999919,999920,999921,999922,999923,999924,999925,999926]}}', NULL, NULL, 1795408055),
(1, 54, NULL, 'api_key', 'create', 1, '{"after":{"title":"Demo"}}', NULL, NULL, 1795408055),
(1, 55, NULL, 'tracker_group', 'create', 222, '{"after":{"color":"1E96DC","title":"Vans"}}', NULL, NULL, 1795408056),
(1, 56, NULL, 'tracker', 'import', NULL, '{"after":{"groups_created":1,"imported":3}}', NULL, NULL, 1795408056),
(1, 57, NULL, 'tracker', 'block', 999959, '{"after":{"blocked":true},"before":{"blocked":false}}', NULL, NULL, 1795408056),
(1, 58, NULL, 'security_group', 'create', 2, '{"after":{"label":"Many rights","rights":["tracker_update","tracker_configure","tracker_set_output","tracker_register","tracker_rule_update","tag_update","task_update","form_template_update","zone_update","place_update","places_custom_fields_update","employee_update","vehicle_update","video_monitoring","payment_create","reports","weblocator_session_create","delivery_session_create","checkin_update"],"store_period":null}}', NULL, NULL, 1795408056),
(1, 59, NULL, 'subuser', 'register', 4, '{"after":{"login":"ann@demo.example","security_group_id":2}}', NULL, NULL, 1795408056),
(1, 60, NULL, 'security_group', 'create', 3, '{"after":{"label":"tag_update, reports","rights":["tag_update","reports"],"store_period":null}}', NULL, NULL, 1795408057),
(1, 61, NULL, 'subuser', 'register', 5, '{"after":{"login":"bob@demo.example","security_group_id":3}}', NULL, NULL, 1795408057),
(1, 62, NULL, 'subuser', 'register', 6, '{"after":{"login":"cat@demo.example","security_group_id":null}}', NULL, NULL, 1795408057),
(1, 64, NULL, 'user', 'disable', 6, '{"after":{"disabled":true},"before":{"disabled":false}}', NULL, NULL, 1795408057),
(1, 65, NULL, 'api_key', 'create', 2, '{"after":{"title":"Dashboard"}}', NULL, NULL, 1795408057),
(1, 66, NULL, 'api_key', 'create', 3, '{"after":{"title":"Wall"}}', NULL, NULL, 1795408057),
(1, 68, NULL, 'user', 'login', 1, NULL, NULL, NULL, 1795408058),
(1, 69, NULL, 'subuser', 'session_create', 2, NULL, NULL, NULL, 1795408058),
(1, 70, NULL, 'subuser', 'session_create', 4, NULL, NULL, NULL, 1795408058),
(1, 72, NULL, 'tracker_group', 'create', 223, '{"after":{"color":"FF6DDC","title":"Employees"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 73, NULL, 'tracker_group', 'create', 224, '{"after":{"color":"000000","title":"Gone"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 74, NULL, 'tracker_group', 'assign', 223, '{"after":{"group_id":223},"before":[{"group_id":0,"trackers":[991999,999199]}]}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 75, NULL, 'tracker_group', 'update', 223, '{"after":{"color":"00FF00","title":"Employees & co"},"before":{"color":"FF6DDC","title":"Employees"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 76, NULL, 'tracker_group', 'delete', 224, '{"before":{"color":"000000","title":"Gone","trackers":[]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 77, NULL, 'user', 'login', 1, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 78, NULL, 'tag', 'create', 1, '{"after":{"color":"E69A00","name":"Heavy"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 79, NULL, 'tracker', 'tags_set', 999199, '{"after":{"tag_bindings":[{"ordinal":1,"tag_id":1}]},"before":{"tag_bindings":[]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 80, NULL, 'account', 'settings_update', NULL, '{"after":{"auto_overwrite":true,"balance_alert_emails":["ada@demo.example"]},"before":{"auto_overwrite":false,"balance_alert_emails":[]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 81, NULL, 'user', 'settings_update', 1, '{"after":{"date_format":null,"geocoder":"google","hour_mode":null,"locale":"de_DE","measurement_system":"metric","route_provider":"google","time_zone":"Europe/Berlin","translit":false},"before":{"date_format":null,"geocoder":null,"hour_mode":null,"locale":"en_US","measurement_system":"metric","route_provider":null,"time_zone":"Europe/Berlin","translit":false}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 82, NULL, 'user', 'ui_settings_update', 1, '{"after":{"characters":2},"before":null,"key":"map_zoom"}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 83, NULL, 'tracker', 'corrupt', 999919, '{"before":{"device_id":"001010000000003","group_id":0,"label":"Loan unit 93","model":"unknown","phone":"15555550003"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 84, NULL, 'api_key', 'create', 5, '{"after":{"title":"Third"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 85, NULL, 'security_group', 'create', 4, '{"after":{"label":"Drivers","rights":["tracker_update"],"store_period":null}}', '127.0.0.1', 'Python-urllib/3.11', 1795408058),
(1, 88, NULL, 'subuser', 'update', 5, '{"after":{"activated":true,"login":"bob@demo.example","profile":{"first_name":"Bob","iec":"","last_name":"Porter","legal_name":"","legal_type":"individual","middle_name":"","phone":"491701234567","post":{"city":"","country":"","index":"","region":"","street_address":""},"registered":{"city":"","country":"","index":"","region":"","street_address":""},"state_reg_num":"","tin":""},"security_group_id":4},"before":{"activated":true,"login":"bob@demo.example","profile":{"first_name":"","iec":"","last_name":"","legal_name":"","legal_type":"individual","middle_name":"","phone":null,"post":{"city":"","country":"","index":"","region":"","street_address":""},"registered":{"city":"","country":"","index":"","region":"","street_address":""},"state_reg_num":"","tin":""},"security_group_id":3}}', '127.0.0.1', 'Python-urllib/3.11', 1795408059),
(1, 89, NULL, 'subuser', 'tracker_bind', 5, '{"after":{"trackers":[991999,999199]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408059),
(1, 90, NULL, 'user', 'token_create', 1, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408059),
(1, 91, NULL, 'tracker', 'identifier_set', 999199, '{"after":{"id":"8949000000000000001","kind":"iccId"},"before":null}', NULL, NULL, 1795408059),
(1, 92, NULL, 'account', 'name_set', NULL, '{"after":{"name":"Demo-Fleet"},"before":{"name":"0000000001-00001"}}', NULL, NULL, 1795408059),
(1, 93, NULL, 'user', 'login', 1, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408059),
(1, 94, NULL, 'tracker_group', 'create', 225, '{"after":{"color":"1E96DC","description":"Made there","title":"From Plaspy"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408059),
(1, 95, NULL, 'tracker', 'custom_fields_update', NULL, '{"after":{"fields":{"CustomField1":"West"},"trackers":[999199]},"before":[{"fields":{"CustomField1":""},"tracker_id":999199}]}', '127.0.0.1', 'Python-urllib/3.11', 1795408059),
(1, 96, NULL, 'subuser', 'register', 8, '{"after":{"activated":true,"details":{"admin_devices":null,"country":"CO","description":"In Bogota","disabled_message":null,"group":null,"message":null,"privileges":["TrackerUpdate"],"tags":{"team":"west"},"tracker":null},"login":"jane@demo.example","profile":{"first_name":"Jane","iec":"","last_name":"Doe","legal_name":"","legal_type":"individual","middle_name":"","phone":null,"post":{"city":"","country":"","index":"","region":"","street_address":""},"registered":{"city":"","country":"","index":"","region":"","street_address":""},"state_reg_num":"","tin":""},"security_group_id":null,"time_zone":"America/Bogota","valid_from":null,"valid_until":null}}', '127.0.0.1', 'Python-urllib/3.11', 1795408059),
(3, 4, NULL, 'user', 'create', 3, '{"after":{"login":"otto@demo.example","security_group_id":null}}', NULL, NULL, 1795408055),
(3, 7, NULL, 'user', 'login', 3, NULL, NULL, NULL, 1795408055),
(3, 34, NULL, 'tracker', 'register', 999939, '{"after":{"device_id":"001010000000023","group_id":0,"label":"Site van 8","model":"unknown","phone":"15555550023"}}', NULL, NULL, 1795408055),
(3, 35, NULL, 'tracker', 'register', 999940, '{"after":{"device_id":"001010000000024","group_id":0,"label":"Site van 9","model":"unknown","phone":"15555550024"}}', NULL, NULL, 1795408055),
(3, 36, NULL, 'tracker', 'register', 999941, '{"after":{"device_id":"001010000000025","group_id":0,"label":"Generator 10","model":"unknown","phone":"15555550025"}}', NULL, NULL, 1795408055),
(3, 37, NULL, 'tracker', 'register', 999942, '{"after":{"device_id":"001010000000026","group_id":0,"label":"Trailer 11","model":"unknown","phone":"15555550026"}}', NULL, NULL, 1795408055),
(3, 38, NULL, 'tracker', 'register', 999943, '{"after":{"device_id":"001010000000027","group_id":0,"label":"Trailer 12","model":"unknown","phone":"15555550027"}}', NULL, NULL, 1795408055),
(3, 39, NULL, 'tracker_group', 'create', 170, '{"after":{"color":"E69A00","title":"Quarry"}}', NULL, NULL, 1795408055),
(3, 40, NULL, 'tracker', 'register', 999944, '{"after":{"device_id":"001010000000028","group_id":170,"label":"Excavator 1","model":"unknown","phone":"15555550028"}}', NULL, NULL, 1795408055),
(3, 41, NULL, 'tracker', 'register', 999945, '{"after":{"device_id":"001010000000029","group_id":170,"label":"Excavator 2","model":"unknown","phone":"15555550029"}}', NULL, NULL, 1795408055),
(3, 42, NULL, 'tracker', 'register', 999946, '{"after":{"device_id":"001010000000030","group_id":170,"label":"Loader 3","model":"unknown","phone":"15555550030"}}', NULL, NULL, 1795408055),
(3, 43, NULL, 'tracker', 'register', 999947, '{"after":{"device_id":"001010000000031","group_id":170,"label":"Loader 4","model":"unknown","phone":"15555550031"}}', NULL, NULL, 1795408055),
(3, 44, NULL, 'tracker', 'register', 999948, '{"after":{"device_id":"001010000000032","group_id":170,"label":"Dumper 5","model":"unknown","phone":"15555550032"}}', NULL, NULL, 1795408055),
(3, 45, NULL, 'tracker', 'register', 999949, '{"after":{"device_id":"001010000000033","group_id":170,"label":"Dumper 6","model":"unknown","phone":"15555550033"}}', NULL, NULL, 1795408055),
(3, 46, NULL, 'tracker', 'register', 999950, '{"after":{"device_id":"001010000000034","group_id":170,"label":"Drill 7","model":"unknown","phone":"15555550034"}}', NULL, NULL, 1795408055),
(3, 47, NULL, 'tracker_group', 'create', 171, '{"after":{"color":"50C878","title":"Harbour"}}', NULL, NULL, 1795408055),
(3, 48, NULL, 'tracker', 'register', 999951, '{"after":{"device_id":"001010000000035","group_id":171,"label":"Tug Anna","model":"unknown","phone":"15555550035"}}', NULL, NULL, 1795408055),
(3, 49, NULL, 'tracker', 'register', 999952, '{"after":{"device_id":"001010000000036","group_id":171,"label":"Tug Berta","model":"unknown","phone":"15555550036"}}', NULL, NULL, 1795408055),
(3, 50, NULL, 'tracker', 'register', 999953, '{"after":{"device_id":"001010000000037","group_id":171,"label":"Crane 3","model":"unknown","phone":"15555550037"}}', NULL, NULL, 1795408055),
(3, 51, NULL, 'tracker', 'register', 999954, '{"after":{"device_id":"001010000000038","group_id":171,"label":"Reach stacker 4","model":"unknown","phone":"15555550038"}}', NULL, NULL, 1795408055),
(3, 52, NULL, 'tracker', 'register', 999955, '{"after":{"device_id":"001010000000039","group_id":171,"label":"Pilot boat","model":"unknown","phone":"15555550039"}}', NULL, NULL, 1795408055),
(3, 53, NULL, 'tracker', 'register', 999956, '{"after":{"device_id":"001010000000040","group_id":171,"label":"Barge 6","model":"unknown","phone":"15555550040"}}', NULL, NULL, 1795408055),
(3, 67, NULL, 'api_key', 'create', 4, '{"after":{"title":"Office"}}', NULL, NULL, 1795408057),
(3, 71, NULL, 'user', 'login', 3, NULL, NULL, NULL, 1795408058),
(7, 63, NULL, 'user', 'create', 7, '{"after":{"login":"new@demo.example","security_group_id":null}}', NULL, NULL, 1795408057),
(7, 86, NULL, 'user', 'login', 7, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408059),
(7, 87, NULL, 'user', 'password_set', 7, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408059);

CREATE INDEX audit_records_by_moment ON audit_records (account_id, done_at);

CREATE INDEX audit_records_by_age ON audit_records (done_at);

COMMIT;
