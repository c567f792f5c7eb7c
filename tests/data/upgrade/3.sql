PRAGMA foreign_keys = OFF;
BEGIN;
PRAGMA application_id = 1299542900;
PRAGMA user_version = 3;

CREATE TABLE id_counters (
    entity  TEXT   NOT NULL PRIMARY KEY,
    next_id BIGINT NOT NULL CHECK (next_id BETWEEN 1 AND 9007199254740992) -- audit records outgrow 31 bits
) WITHOUT ROWID;

INSERT INTO id_counters VALUES
('api_key', 6),
('audit_record', 97),
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
(1, 1, 'ada@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$TcQZZTNuQqDbMtzrAPwZUA$vWwZMMxrtrzf47FJHzbrE/qLRcoT3Fk0jZTaNfsPHWs', 'Europe/Berlin', 'de_DE', 1, 0, NULL, NULL, NULL, 1795408051, 1795408051, 1795408054),
(1, 2, 'sue@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$TcQZZTNuQqDbMtzrAPwZUA$vWwZMMxrtrzf47FJHzbrE/qLRcoT3Fk0jZTaNfsPHWs', 'Europe/Berlin', 'en_US', 1, 0, 1, NULL, NULL, 1795408051, 1795408051, NULL),
(1, 4, 'ann@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$2A8CGFeXLyksCgJ/lmoi1g$dLsdzYhFdvlZHtqXMUBgXsDfv7zs4LSdmVl+uTAbakg', 'UTC', 'en_US', 1, 0, 2, NULL, NULL, 1795408052, 1795408052, NULL),
(1, 5, 'bob@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$43NgnHmuDLgWXawPI64TpQ$NaL8DRGOYg7tgoHpLIqYf6itMbLpF2PNKUzxx9XXrRg', 'Asia/Kolkata', 'de', 1, 0, 4, NULL, NULL, 1795408052, 1795408054, NULL),
(1, 6, 'cat@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$O6okJ1+VaSGB86gkw+TUlA$O4X4esl4lRIzyPMBTi/KkRnsE5ZpUjOKIFlrvw14hlI', 'UTC', 'en_US', 1, 1, NULL, NULL, NULL, 1795408052, 1795408053, NULL),
(1, 8, 'jane@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$ohg9KZz4BGxOLo9eKyWjgA$wt7itKSZTeEESCWu998J+A7RMm6oxrjpCVGmjpODo3w', 'America/Bogota', 'de_DE', 1, 0, NULL, NULL, NULL, 1795408055, 1795408055, NULL),
(3, 3, 'otto@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$TcQZZTNuQqDbMtzrAPwZUA$vWwZMMxrtrzf47FJHzbrE/qLRcoT3Fk0jZTaNfsPHWs', 'UTC', 'de', 1, 0, NULL, NULL, NULL, 1795408051, 1795408051, NULL),
(7, 7, 'new@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$it3SJRDClJvWK0saWuFfBg$ll8/4ifcUepnvHIcKS3wNYJZ66fAQGpx/g4KMZjGbUU', 'UTC', 'en_US', 1, 0, NULL, NULL, NULL, 1795408052, 1795408054, 1795408054);

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
(7, 7, 1, '$argon2id$v=19$m=47104,t=1,p=1$IgCMg68/2ZyAE7cQOleHCQ$9R8IuG4ZX4IAhOXsvSUtut5tDmCOowWvIHpYab/adaw');

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
(x'0cbcb71a1b8f45c7ffd6f49ff8bf6a988888fd9472ce7d7e2553f419ca9b09df', 1, 1, 1795408051, 1798000051, 1795408051),
(x'8259cf5eb332ab2bb5d768c4f1ea07da11f9598ff232de4f0996509a86f00a5a', 1, 4, 1795408053, 2110768053, 1795408055),
(x'8456e0cb1333f8517457d2a515fbb3077725fd072de7cd2839de7cdc2fe9c1ff', 1, 1, 1795408054, 1798000054, 1795408054),
(x'b1b154e8eef82ea9dbd241a0143617e9a97a67739b8ad71c301d998a3188358a', 1, 2, 1795408051, 1798000051, 1795408051),
(x'c530457145a1a64536b99f23ed9eed2f836085a646c0b268fd41ccddb57e5de5', 1, 2, 1795408053, 2110768053, 1795408055),
(x'd44d42c6a38cd0b6a9e590823f5a9e67e81cbb140235a910653fa3c1489cdede', 3, 3, 1795408051, 1798000051, 1795408051),
(x'd5d57838b0d4524887e9aca3d1e905c899813c642337604a5c2177cdea12fa93', 3, 3, 1795408053, 2110768053, 1795408055),
(x'dd666d6710f2b67b0e94cfb3a2734b039f1d3266b669aedb4d3598aef5454940', 1, 1, 1795408053, 2110768053, 1795408055),
(x'f383464856ff1605651469c58e214e2298d52e6fab10c6932c26950c40eeecb6', 7, 7, 1795408054, 1798000054, 1795408054);

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
(x'085122795bee13c027110c0a3ea02bb38c2c6564981147b90e293b5f127e16f1', 1, 1, 2, 'Dashboard', x'e54e17fca7072eb63a893475d70a716eeb831fed89283f8ff95a6abc819628c40f2c16e7ebe4f3f1a4011dd671a21c898dfc9a62b9f11427beabb597e696e780bb6284f783811e12', 1795408053),
(x'27d2853634a2907adc56dd0ad33335c2bea00fd90b97772e23333b39d399e2da', 1, 1, 1, 'Demo', x'26b2b6db6b4864cf00eb1a43427d22fe79fd4d00fc6e22f94a488b90f11b449bb204a77f9cceebe68fa9ed2fbf814adf8c3c46a192c2fdd77770de6731d7ddd06b08821877ebdd4a', 1795408051),
(x'84fad92b92fe0bacd592309f6f03e79a73432e94f6cc6dab4fc30d48187a6383', 1, 1, 5, 'Third', x'7e58458ac9363fedffb1c093a72e139a683e37cc72586b1518f89b155c4b880de8e4e3bb636b821bb6d459be86e8729a191988cc22342a8e394c6bdf66b237f7992e37bcbddaa809', 1795408054),
(x'b77dbc6bdab04da5354b559414639451f0cc29a3f61156c357148b36d23a4b35', 3, 3, 4, 'Office', x'2df88b67e6a068d8edfc2cd91de306ef4b4ad64663394d47fecb8faf19724e102f27cc3212935727c45c049d2ca6d9f200b96942a867db40bebd554d40ac32492dae8e70eba54049', 1795408053),
(x'be6984380105f5d5e7942bd952cda427c331785ca6ec07f50d5d4eaeb378cfca', 1, 1, 3, 'Wall', x'cd640a15caaf5ec5c071017f23f8887b89c913bfcdc3383f5f1108edc497fb3c229ff051f40a664d6d4dcbfb580b6f1387bc36bc14aedb76529b259c7d951dd41413d2020db99019', 1795408053);

CREATE INDEX api_keys_of_user ON api_keys (account_id, user_id, id);

CREATE TABLE key_tokens (
    digest     BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id BIGINT NOT NULL,
    key_digest BLOB   NOT NULL CHECK (length(key_digest) = 32) REFERENCES api_keys (digest) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;

INSERT INTO key_tokens VALUES
(x'53aded6c63373b23cf7eb98236a64458460c975fc3497214652b040fa1f1d95a', 1, x'085122795bee13c027110c0a3ea02bb38c2c6564981147b90e293b5f127e16f1', 1795408054, 1795494454);

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
(x'5e6592291b66658c1d65ec41a972acc454231ca2c5047930646a23fa3323686f', 1, 1, 1795408054, 1795408055, NULL);

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
('e2516e42118e60219864413d7cfa2dc3', 'Demo', x'aa75bbcc5d1f15bf1e46f344638b1efcaf6e61025e0796160acbdad1e8ce165f', 1795408051, NULL, NULL, NULL),
('f836a1fc673b06f85292a0d525104995', 'Gateway', x'03d145d1436b30ac69d0e1c63e0cfc87401a64fd42b0947f6decede7d0e3d997', 1795408054, NULL, NULL, NULL);

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
(1, 167, 'Main office', 'FF6DDC', NULL, 1795408051, 1795408051),
(1, 168, 'Refrigerated', '1E96DC', NULL, 1795408051, 1795408051),
(1, 169, 'Night shift', '4B0082', NULL, 1795408051, 1795408051),
(1, 222, 'Vans', '1E96DC', NULL, 1795408052, 1795408052),
(1, 223, 'Employees & co', '00FF00', NULL, 1795408053, 1795408053),
(1, 225, 'From Plaspy', '1E96DC', 'Made there', 1795408055, 1795408055),
(3, 170, 'Quarry', 'E69A00', NULL, 1795408051, 1795408051),
(3, 171, 'Harbour', '50C878', NULL, 1795408051, 1795408051);

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
(1, 1, '001010000000001', 'unknown', '15555550001', 0, 1795408051),
(1, 2, '001010000000002', 'unknown', '15555550002', 0, 1795408051),
(1, 4, '001010000000004', 'unknown', '15555550004', 0, 1795408051),
(1, 5, '001010000000005', 'unknown', '15555550005', 0, 1795408051),
(1, 6, '001010000000006', 'unknown', '15555550006', 0, 1795408051),
(1, 7, '001010000000007', 'unknown', '15555550007', 0, 1795408051),
(1, 8, '001010000000008', 'unknown', '15555550008', 0, 1795408051),
(1, 9, '001010000000009', 'unknown', '15555550009', 0, 1795408051),
(1, 10, '001010000000010', 'unknown', '15555550010', 0, 1795408051),
(1, 11, '001010000000011', 'unknown', '15555550011', 0, 1795408051),
(1, 12, '001010000000012', 'unknown', '15555550012', 0, 1795408051),
(1, 13, '001010000000013', 'unknown', '15555550013', 0, 1795408051),
(1, 14, '001010000000014', 'unknown', '15555550014', 0, 1795408051),
(1, 15, '001010000000015', 'unknown', '15555550015', 0, 1795408051),
(1, 16, '001010000000016', 'unknown', '15555550016', 0, 1795408051),
(1, 17, '001010000000017', 'unknown', '15555550017', 0, 1795408051),
(1, 18, '001010000000018', 'unknown', '15555550018', 0, 1795408051),
(1, 19, '001010000000019', 'unknown', '15555550019', 0, 1795408051),
(1, 20, '001010000000020', 'unknown', '15555550020', 0, 1795408051),
(1, 21, '001010000000021', 'unknown', '15555550021', 0, 1795408051),
(1, 22, '001010000000022', 'unknown', '15555550022', 0, 1795408051),
(1, 41, '860000000000001', 'telfmb920', '15555550101', 0, 1795408052),
(1, 42, '860000000000002', 'telfmb920', NULL, 0, 1795408052),
(1, 43, '860000000000003', 'unknown', NULL, 1, 1795408052),
(3, 23, '001010000000023', 'unknown', '15555550023', 0, 1795408051),
(3, 24, '001010000000024', 'unknown', '15555550024', 0, 1795408051),
(3, 25, '001010000000025', 'unknown', '15555550025', 0, 1795408051),
(3, 26, '001010000000026', 'unknown', '15555550026', 0, 1795408051),
(3, 27, '001010000000027', 'unknown', '15555550027', 0, 1795408051),
(3, 28, '001010000000028', 'unknown', '15555550028', 0, 1795408051),
(3, 29, '001010000000029', 'unknown', '15555550029', 0, 1795408051),
(3, 30, '001010000000030', 'unknown', '15555550030', 0, 1795408051),
(3, 31, '001010000000031', 'unknown', '15555550031', 0, 1795408051),
(3, 32, '001010000000032', 'unknown', '15555550032', 0, 1795408051),
(3, 33, '001010000000033', 'unknown', '15555550033', 0, 1795408051),
(3, 34, '001010000000034', 'unknown', '15555550034', 0, 1795408051),
(3, 35, '001010000000035', 'unknown', '15555550035', 0, 1795408051),
(3, 36, '001010000000036', 'unknown', '15555550036', 0, 1795408051),
(3, 37, '001010000000037', 'unknown', '15555550037', 0, 1795408051),
(3, 38, '001010000000038', 'unknown', '15555550038', 0, 1795408051),
(3, 39, '001010000000039', 'unknown', '15555550039', 0, 1795408051),
(3, 40, '001010000000040', 'unknown', '15555550040', 0, 1795408051);

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
(1, 991999, 'Spare unit 91', 223, 1, 1, 0, 1795408051),
(1, 999199, 'Spare unit 92', 223, 1, 2, 0, 1795408051),
(1, 999920, 'Test bench', NULL, 1, 4, 0, 1795408051),
(1, 999921, 'Estate car 1', 167, 1, 5, 0, 1795408051),
(1, 999922, 'Estate car 2', 167, 1, 6, 0, 1795408051),
(1, 999923, 'Minibus', 167, 1, 7, 0, 1795408051),
(1, 999924, 'Pool car 1', 167, 1, 8, 0, 1795408051),
(1, 999925, 'Pool car 2', 167, 1, 9, 0, 1795408051),
(1, 999926, 'Courier bike', 167, 1, 10, 0, 1795408051),
(1, 999927, 'Reefer 11', 168, 1, 11, 0, 1795408051),
(1, 999928, 'Reefer 12', 168, 1, 12, 0, 1795408051),
(1, 999929, 'Reefer 13', 168, 1, 13, 0, 1795408051),
(1, 999930, 'Reefer 14', 168, 1, 14, 0, 1795408051),
(1, 999931, 'Reefer 15', 168, 1, 15, 0, 1795408051),
(1, 999932, 'Reefer 16', 168, 1, 16, 0, 1795408051),
(1, 999933, 'Sweeper 21', 169, 1, 17, 0, 1795408051),
(1, 999934, 'Sweeper 22', 169, 1, 18, 0, 1795408051),
(1, 999935, 'Gritter 23', 169, 1, 19, 0, 1795408051),
(1, 999936, 'Tanker 24', 169, 1, 20, 0, 1795408051),
(1, 999937, 'Tanker 25', 169, 1, 21, 0, 1795408051),
(1, 999938, 'Recovery 26', 169, 1, 22, 0, 1795408051),
(1, 999957, 'Van 1', 222, 1, 41, 0, 1795408052),
(1, 999958, 'Van 2', 222, 1, 42, 0, 1795408052),
(1, 999959, 'Truck Ünal', NULL, 1, 43, 0, 1795408052),
(3, 999939, 'Site van 8', NULL, 3, 23, 0, 1795408051),
(3, 999940, 'Site van 9', NULL, 3, 24, 0, 1795408051),
(3, 999941, 'Generator 10', NULL, 3, 25, 0, 1795408051),
(3, 999942, 'Trailer 11', NULL, 3, 26, 0, 1795408051),
(3, 999943, 'Trailer 12', NULL, 3, 27, 0, 1795408051),
(3, 999944, 'Excavator 1', 170, 3, 28, 0, 1795408051),
(3, 999945, 'Excavator 2', 170, 3, 29, 0, 1795408051),
(3, 999946, 'Loader 3', 170, 3, 30, 0, 1795408051),
(3, 999947, 'Loader 4', 170, 3, 31, 0, 1795408051),
(3, 999948, 'Dumper 5', 170, 3, 32, 0, 1795408051),
(3, 999949, 'Dumper 6', 170, 3, 33, 0, 1795408051),
(3, 999950, 'Drill 7', 170, 3, 34, 0, 1795408051),
(3, 999951, 'Tug Anna', 171, 3, 35, 0, 1795408051),
(3, 999952, 'Tug Berta', 171, 3, 36, 0, 1795408051),
(3, 999953, 'Crane 3', 171, 3, 37, 0, 1795408051),
(3, 999954, 'Reach stacker 4', 171, 3, 38, 0, 1795408051),
(3, 999955, 'Pilot boat', 171, 3, 39, 0, 1795408051),
(3, 999956, 'Barge 6', 171, 3, 40, 0, 1795408051);

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
(1, 999919, 1795408054);

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
(1, 1, 'Heavy', 'E69A00', 1795408054);

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
(1, 1, NULL, 'user', 'create', 1, '{"after":{"login":"ada@demo.example","security_group_id":null}}', NULL, NULL, 1795408051),
(1, 2, NULL, 'security_group', 'create', 1, '{"after":{"label":"tracker_update","rights":["tracker_update"],"store_period":null}}', NULL, NULL, 1795408051),
(1, 3, NULL, 'subuser', 'register', 2, '{"after":{"login":"sue@demo.example","security_group_id":1}}', NULL, NULL, 1795408051),
(1, 5, NULL, 'user', 'login', 1, NULL, NULL, NULL, 1795408051),
(1, 6, NULL, 'subuser', 'session_create', 2, NULL, NULL, NULL, 1795408051),
(1, 8, NULL, 'tracker', 'register', 991999, '{"after":{"device_id":"001010000000001","group_id":0,"label":"Spare unit 91","model":"unknown","phone":"15555550001"}}', NULL, NULL, 1795408051),
(1, 9, NULL, 'tracker', 'register', 999199, '{"after":{"device_id":"001010000000002","group_id":0,"label":"Spare unit 92","model":"unknown","phone":"15555550002"}}', NULL, NULL, 1795408051),
(1, 10, NULL, 'tracker', 'register', 999919, '{"after":{"device_id":"001010000000003","group_id":0,"label":"Loan unit 93","model":"unknown","phone":"15555550003"}}', NULL, NULL, 1795408051),
(1, 11, NULL, 'tracker', 'register', 999920, '{"after":{"device_id":"001010000000004","group_id":0,"label":"Test bench","model":"unknown","phone":"15555550004"}}', NULL, NULL, 1795408051),
(1, 12, NULL, 'tracker_group', 'create', 167, '{"after":{"color":"FF6DDC","title":"Main office"}}', NULL, NULL, 1795408051),
(1, 13, NULL, 'tracker', 'register', 999921, '{"after":{"device_id":"001010000000005","group_id":167,"label":"Estate car 1","model":"unknown","phone":"15555550005"}}', NULL, NULL, 1795408051),
(1, 14, NULL, 'tracker', 'register', 999922, '{"after":{"device_id":"001010000000006","group_id":167,"label":"Estate car 2","model":"unknown","phone":"15555550006"}}', NULL, NULL, 1795408051),
(1, 15, NULL, 'tracker', 'register', 999923, '{"after":{"device_id":"001010000000007","group_id":167,"label":"Minibus","model":"unknown","phone":"15555550007"}}', NULL, NULL, 1795408051),
(1, 16, NULL, 'tracker', 'register', 999924, '{"after":{"device_id":"001010000000008","group_id":167,"label":"Pool car 1","model":"unknown","phone":"15555550008"}}', NULL, NULL, 1795408051),
(1, 17, NULL, 'tracker', 'register', 999925, '{"after":{"device_id":"001010000000009","group_id":167,"label":"Pool car 2","model":"unknown","phone":"15555550009"}}', NULL, NULL, 1795408051),
(1, 18, NULL, 'tracker', 'register', 999926, '{"after":{"device_id":"001010000000010","group_id":167,"label":"Courier bike","model":"unknown","phone":"15555550010"}}', NULL, NULL, 1795408051),
(1, 19, NULL, 'tracker_group', 'create', 168, '{"after":{"color":"1E96DC","title":"Refrigerated"}}', NULL, NULL, 1795408051),
(1, 20, NULL, 'tracker', 'register', 999927, '{"after":{"device_id":"001010000000011","group_id":168,"label":"Reefer 11","model":"unknown","phone":"15555550011"}}', NULL, NULL, 1795408051),
(1, 21, NULL, 'tracker', 'register', 999928, '{"after":{"device_id":"001010000000012","group_id":168,"label":"Reefer 12","model":"unknown","phone":"15555550012"}}', NULL, NULL, 1795408051),
(1, 22, NULL, 'tracker', 'register', 999929, '{"after":{"device_id":"001010000000013","group_id":168,"label":"Reefer 13","model":"unknown","phone":"15555550013"}}', NULL, NULL, 1795408051),
(1, 23, NULL, 'tracker', 'register', 999930, '{"after":{"device_id":"001010000000014","group_id":168,"label":"Reefer 14","model":"unknown","phone":"15555550014"}}', NULL, NULL, 1795408051),
(1, 24, NULL, 'tracker', 'register', 999931, '{"after":{"device_id":"001010000000015","group_id":168,"label":"Reefer 15","model":"unknown","phone":"15555550015"}}', NULL, NULL, 1795408051),
(1, 25, NULL, 'tracker', 'register', 999932, '{"after":{"device_id":"001010000000016","group_id":168,"label":"Reefer 16","model":"unknown","phone":"15555550016"}}', NULL, NULL, 1795408051),
(1, 26, NULL, 'tracker_group', 'create', 169, '{"after":{"color":"4B0082","title":"Night shift"}}', NULL, NULL, 1795408051),
(1, 27, NULL, 'tracker', 'register', 999933, '{"after":{"device_id":"001010000000017","group_id":169,"label":"Sweeper 21","model":"unknown","phone":"15555550017"}}', NULL, NULL, 1795408051),
(1, 28, NULL, 'tracker', 'register', 999934, '{"after":{"device_id":"001010000000018","group_id":169,"label":"Sweeper 22","model":"unknown","phone":"15555550018"}}', NULL, NULL, 1795408051),
(1, 29, NULL, 'tracker', 'register', 999935, '{"after":{"device_id":"001010000000019","group_id":169,"label":"Gritter 23","model":"unknown","phone":"15555550019"}}', NULL, NULL, 1795408051),
(1, 30, NULL, 'tracker', 'register', 999936, '{"after":{"device_id":"001010000000020","group_id":169,"label":"Tanker 24","model":"unknown","phone":"15555550020"}}', NULL, NULL, 1795408051),
(1, 31, NULL, 'tracker', 'register', 999937, '{"after":{"device_id":"001010000000021","group_id":169,"label":"Tanker 25","model":"unknown","phone":"15555550021"}}', NULL, NULL, 1795408051),
(1, 32, NULL, 'tracker', 'register', 999938, '{"after":{"device_id":"001010000000022","group_id":169,"label":"Recovery 26","model":"unknown","phone":"15555550022"}}', NULL, NULL, 1795408051),
(1, 33, NULL, 'subuser', 'tracker_bind', 2, '{"after":{"trackers":[991999,999199,999919,999920,999921,999922,999923,999924,999925,999926]}}', NULL, NULL, 1795408051),
(1, 54, NULL, 'api_key', 'create', 1, '{"after":{"title":"Demo"}}', NULL, NULL, 1795408051),
(1, 55, NULL, 'tracker_group', 'create', 222, '{"after":{"color":"1E96DC","title":"Vans"}}', NULL, NULL, 1795408052),
(1, 56, NULL, 'tracker', 'import', NULL, '{"after":{"groups_created":1,"imported":3}}', NULL, NULL, 1795408052),
(1, 57, NULL, 'tracker', 'block', 999959, '{"after":{"blocked":true},"before":{"blocked":false}}', NULL, NULL, 1795408052),
(1, 58, NULL, 'security_group', 'create', 2, '{"after":{"label":"Many rights","rights":["tracker_update","tracker_configure","tracker_set_output","tracker_register","tracker_rule_update","tag_update","task_update","form_template_update","zone_update","place_update","places_custom_fields_update","employee_update","vehicle_update","video_monitoring","payment_create","reports","weblocator_session_create","delivery_session_create","checkin_update"],"store_period":null}}', NULL, NULL, 1795408052),
(1, 59, NULL, 'subuser', 'register', 4, '{"after":{"login":"ann@demo.example","security_group_id":2}}', NULL, NULL, 1795408052),
(1, 60, NULL, 'security_group', 'create', 3, '{"after":{"label":"tag_update, reports","rights":["tag_update","reports"],"store_period":null}}', NULL, NULL, 1795408052),
(1, 61, NULL, 'subuser', 'register', 5, '{"after":{"login":"bob@demo.example","security_group_id":3}}', NULL, NULL, 1795408052),
(1, 62, NULL, 'subuser', 'register', 6, '{"after":{"login":"cat@demo.example","security_group_id":null}}', NULL, NULL, 1795408052),
(1, 64, NULL, 'user', 'disable', 6, '{"after":{"disabled":true},"before":{"disabled":false}}', NULL, NULL, 1795408053),
(1, 65, NULL, 'api_key', 'create', 2, '{"after":{"title":"Dashboard"}}', NULL, NULL, 1795408053),
(1, 66, NULL, 'api_key', 'create', 3, '{"after":{"title":"Wall"}}', NULL, NULL, 1795408053),
(1, 68, NULL, 'user', 'login', 1, NULL, NULL, NULL, 1795408053),
(1, 69, NULL, 'subuser', 'session_create', 2, NULL, NULL, NULL, 1795408053),
(1, 70, NULL, 'subuser', 'session_create', 4, NULL, NULL, NULL, 1795408053),
(1, 72, NULL, 'tracker_group', 'create', 223, '{"after":{"color":"FF6DDC","title":"Employees"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408053),
(1, 73, NULL, 'tracker_group', 'create', 224, '{"after":{"color":"000000","title":"Gone"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408053),
(1, 74, NULL, 'tracker_group', 'assign', 223, '{"after":{"group_id":223},"before":[{"group_id":0,"trackers":[991999,999199]}]}', '127.0.0.1', 'Python-urllib/3.11', 1795408053),
(1, 75, NULL, 'tracker_group', 'update', 223, '{"after":{"color":"00FF00","title":"Employees & co"},"before":{"color":"FF6DDC","title":"Employees"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408053),
(1, 76, NULL, 'tracker_group', 'delete', 224, '{"before":{"color":"000000","title":"Gone","trackers":[]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408053),
(1, 77, NULL, 'user', 'login', 1, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 78, NULL, 'tag', 'create', 1, '{"after":{"color":"E69A00","name":"Heavy"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 79, NULL, 'tracker', 'tags_set', 999199, '{"after":{"tag_bindings":[{"ordinal":1,"tag_id":1}]},"before":{"tag_bindings":[]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 80, NULL, 'account', 'settings_update', NULL, '{"after":{"auto_overwrite":true,"balance_alert_emails":["ada@demo.example"]},"before":{"auto_overwrite":false,"balance_alert_emails":[]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 81, NULL, 'user', 'settings_update', 1, '{"after":{"date_format":null,"geocoder":"google","hour_mode":null,"locale":"de_DE","measurement_system":"metric","route_provider":"google","time_zone":"Europe/Berlin","translit":false},"before":{"date_format":null,"geocoder":null,"hour_mode":null,"locale":"en_US","measurement_system":"metric","route_provider":null,"time_zone":"Europe/Berlin","translit":false}}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 82, NULL, 'user', 'ui_settings_update', 1, '{"after":{"characters":2},"before":null,"key":"map_zoom"}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 83, NULL, 'tracker', 'corrupt', 999919, '{"before":{"device_id":"001010000000003","group_id":0,"label":"Loan unit 93","model":"unknown","phone":"15555550003"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 84, NULL, 'api_key', 'create', 5, '{"after":{"title":"Third"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 85, NULL, 'security_group', 'create', 4, '{"after":{"label":"Drivers","rights":["tracker_update"],"store_period":null}}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 88, NULL, 'subuser', 'update', 5, '{"after":{"activated":true,"login":"bob@demo.example","profile":{"first_name":"Bob","iec":"","last_name":"Porter","legal_name":"","legal_type":"individual","middle_name":"","phone":"491701234567","post":{"city":"","country":"","index":"","region":"","street_address":""},"registered":{"city":"","country":"","index":"","region":"","street_address":""},"state_reg_num":"","tin":""},"security_group_id":4},"before":{"activated":true,"login":"bob@demo.example","profile":{"first_name":"","iec":"","last_name":"","legal_name":"","legal_type":"individual","middle_name":"","phone":null,"post":{"city":"","country":"","index":"","region":"","street_address":""},"registered":{"city":"","country":"","index":"","region":"","street_address":""},"state_reg_num":"","tin":""},"security_group_id":3}}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 89, NULL, 'subuser', 'tracker_bind', 5, '{"after":{"trackers":[991999,999199]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 90, NULL, 'user', 'token_create', 1, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 91, NULL, 'tracker', 'identifier_set', 999199, '{"after":{"id":"8949000000000000001","kind":"iccId"},"before":null}', NULL, NULL, 1795408054),
(1, 92, NULL, 'account', 'name_set', NULL, '{"after":{"name":"Demo-Fleet"},"before":{"name":"0000000001-00001"}}', NULL, NULL, 1795408054),
(1, 93, NULL, 'user', 'login', 1, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(1, 94, NULL, 'tracker_group', 'create', 225, '{"after":{"color":"1E96DC","description":"Made there","title":"From Plaspy"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408055),
(1, 95, NULL, 'tracker', 'custom_fields_update', NULL, '{"after":{"fields":{"CustomField1":"West"},"trackers":[999199]},"before":[{"fields":{"CustomField1":""},"tracker_id":999199}]}', '127.0.0.1', 'Python-urllib/3.11', 1795408055),
(1, 96, NULL, 'subuser', 'register', 8, '{"after":{"activated":true,"details":{"admin_devices":null,"country":"CO","description":"In Bogota","disabled_message":null,"group":null,"message":null,"privileges":["TrackerUpdate"],"tags":{"team":"west"},"tracker":null},"login":"jane@demo.example","profile":{"first_name":"Jane","iec":"","last_name":"Doe","legal_name":"","legal_type":"individual","middle_name":"","phone":null,"post":{"city":"","country":"","index":"","region":"","street_address":""},"registered":{"city":"","country":"","index":"","region":"","street_address":""},"state_reg_num":"","tin":""},"security_group_id":null,"time_zone":"America/Bogota","valid_from":null,"valid_until":null}}', '127.0.0.1', 'Python-urllib/3.11', 1795408055),
(3, 4, NULL, 'user', 'create', 3, '{"after":{"login":"otto@demo.example","security_group_id":null}}', NULL, NULL, 1795408051),
(3, 7, NULL, 'user', 'login', 3, NULL, NULL, NULL, 1795408051),
(3, 34, NULL, 'tracker', 'register', 999939, '{"after":{"device_id":"001010000000023","group_id":0,"label":"Site van 8","model":"unknown","phone":"15555550023"}}', NULL, NULL, 1795408051),
(3, 35, NULL, 'tracker', 'register', 999940, '{"after":{"device_id":"001010000000024","group_id":0,"label":"Site van 9","model":"unknown","phone":"15555550024"}}', NULL, NULL, 1795408051),
(3, 36, NULL, 'tracker', 'register', 999941, '{"after":{"device_id":"001010000000025","group_id":0,"label":"Generator 10","model":"unknown","phone":"15555550025"}}', NULL, NULL, 1795408051),
(3, 37, NULL, 'tracker', 'register', 999942, '{"after":{"device_id":"001010000000026","group_id":0,"label":"Trailer 11","model":"unknown","phone":"15555550026"}}', NULL, NULL, 1795408051),
(3, 38, NULL, 'tracker', 'register', 999943, '{"after":{"device_id":"001010000000027","group_id":0,"label":"Trailer 12","model":"unknown","phone":"15555550027"}}', NULL, NULL, 1795408051),
(3, 39, NULL, 'tracker_group', 'create', 170, '{"after":{"color":"E69A00","title":"Quarry"}}', NULL, NULL, 1795408051),
(3, 40, NULL, 'tracker', 'register', 999944, '{"after":{"device_id":"001010000000028","group_id":170,"label":"Excavator 1","model":"unknown","phone":"15555550028"}}', NULL, NULL, 1795408051),
(3, 41, NULL, 'tracker', 'register', 999945, '{"after":{"device_id":"001010000000029","group_id":170,"label":"Excavator 2","model":"unknown","phone":"15555550029"}}', NULL, NULL, 1795408051),
(3, 42, NULL, 'tracker', 'register', 999946, '{"after":{"device_id":"001010000000030","group_id":170,"label":"Loader 3","model":"unknown","phone":"15555550030"}}', NULL, NULL, 1795408051),
(3, 43, NULL, 'tracker', 'register', 999947, '{"after":{"device_id":"001010000000031","group_id":170,"label":"Loader 4","model":"unknown","phone":"15555550031"}}', NULL, NULL, 1795408051),
(3, 44, NULL, 'tracker', 'register', 999948, '{"after":{"device_id":"001010000000032","group_id":170,"label":"Dumper 5","model":"unknown","phone":"15555550032"}}', NULL, NULL, 1795408051),
(3, 45, NULL, 'tracker', 'register', 999949, '{"after":{"device_id":"001010000000033","group_id":170,"label":"Dumper 6","model":"unknown","phone":"15555550033"}}', NULL, NULL, 1795408051),
(3, 46, NULL, 'tracker', 'register', 999950, '{"after":{"device_id":"001010000000034","group_id":170,"label":"Drill 7","model":"unknown","phone":"15555550034"}}', NULL, NULL, 1795408051),
(3, 47, NULL, 'tracker_group', 'create', 171, '{"after":{"color":"50C878","title":"Harbour"}}', NULL, NULL, 1795408051),
(3, 48, NULL, 'tracker', 'register', 999951, '{"after":{"device_id":"001010000000035","group_id":171,"label":"Tug Anna","model":"unknown","phone":"15555550035"}}', NULL, NULL, 1795408051),
(3, 49, NULL, 'tracker', 'register', 999952, '{"after":{"device_id":"001010000000036","group_id":171,"label":"Tug Berta","model":"unknown","phone":"15555550036"}}', NULL, NULL, 1795408051),
(3, 50, NULL, 'tracker', 'register', 999953, '{"after":{"device_id":"001010000000037","group_id":171,"label":"Crane 3","model":"unknown","phone":"15555550037"}}', NULL, NULL, 1795408051),
(3, 51, NULL, 'tracker', 'register', 999954, '{"after":{"device_id":"001010000000038","group_id":171,"label":"Reach stacker 4","model":"unknown","phone":"15555550038"}}', NULL, NULL, 1795408051),
(3, 52, NULL, 'tracker', 'register', 999955, '{"after":{"device_id":"001010000000039","group_id":171,"label":"Pilot boat","model":"unknown","phone":"15555550039"}}', NULL, NULL, 1795408051),
(3, 53, NULL, 'tracker', 'register', 999956, '{"after":{"device_id":"001010000000040","group_id":171,"label":"Barge 6","model":"unknown","phone":"15555550040"}}', NULL, NULL, 1795408051),
(3, 67, NULL, 'api_key', 'create', 4, '{"after":{"title":"Office"}}', NULL, NULL, 1795408053),
(3, 71, NULL, 'user', 'login', 3, NULL, NULL, NULL, 1795408053),
(7, 63, NULL, 'user', 'create', 7, '{"after":{"login":"new@demo.example","security_group_id":null}}', NULL, NULL, 1795408052),
(7, 86, NULL, 'user', 'login', 7, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408054),
(7, 87, NULL, 'user', 'password_set', 7, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408054);

CREATE INDEX audit_records_by_moment ON audit_records (account_id, done_at);

CREATE INDEX audit_records_by_age ON audit_records (done_at);

COMMIT;
