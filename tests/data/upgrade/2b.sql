PRAGMA foreign_keys = OFF;
BEGIN;
PRAGMA application_id = 1299542900;
PRAGMA user_version = 2;

CREATE TABLE id_counters (
    entity  TEXT   NOT NULL PRIMARY KEY,
    next_id BIGINT NOT NULL CHECK (next_id BETWEEN 1 AND 9007199254740992) -- audit records outgrow 31 bits
) WITHOUT ROWID;

INSERT INTO id_counters VALUES
('api_key', 5),
('audit_record', 89),
('security_group', 5),
('source', 44),
('tag', 2),
('tracker', 999960),
('tracker_group', 225),
('user', 8);

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
    created_at        BIGINT  NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (id),
    FOREIGN KEY (account_id, security_group_id) REFERENCES security_groups (account_id, id)
) WITHOUT ROWID;

INSERT INTO users VALUES
(1, 1, 'ada@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$VlNAZuilF0QSV/1I4s6mOw$jFBaqMJN5IbhYpKycjp1piUwpaA40VJSRvnj6kqfPRY', 'Europe/Berlin', 'de_DE', 1, 0, NULL, 1795408048),
(1, 2, 'sue@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$VlNAZuilF0QSV/1I4s6mOw$jFBaqMJN5IbhYpKycjp1piUwpaA40VJSRvnj6kqfPRY', 'Europe/Berlin', 'en_US', 1, 0, 1, 1795408048),
(1, 4, 'ann@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$gy1WcRE70fxBtcrcnri2Bw$6erN9g7xGg5INKanMy2NxsC5bP/WNnqbX+J+OMxmH+c', 'UTC', 'en_US', 1, 0, 2, 1795408049),
(1, 5, 'bob@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$qOvJGmdfJjvWoJIT1HGHGA$C4HcFvrcflLh1T7wNEEQ992+l6inOh2c2Cv0EAWTZDA', 'Asia/Kolkata', 'de', 1, 0, 4, 1795408049),
(1, 6, 'cat@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$bhkDHiaFn0FXVATLknmZhA$ijdzu+n+QvxYqYD5DCvt4FcHejGG+vyKBXSNyEu5538', 'UTC', 'en_US', 1, 1, NULL, 1795408049),
(3, 3, 'otto@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$VlNAZuilF0QSV/1I4s6mOw$jFBaqMJN5IbhYpKycjp1piUwpaA40VJSRvnj6kqfPRY', 'UTC', 'de', 1, 0, NULL, 1795408048),
(7, 7, 'new@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$srbRfa7ATuftDy4kmtLEtw$FcMvEJPLHVNjTODO3BDT4IfhN4jWKcTNzwg5PaVLNi4', 'UTC', 'en_US', 1, 0, NULL, 1795408049);

CREATE INDEX users_of_security_group ON users (account_id, security_group_id);

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
(1, 5, 'individual', 'Bob', '', 'Porter', '', '491701234567', '', '', '', '', '', '', '', '', '', '', '', '', '');

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
(7, 7, 1, '$argon2id$v=19$m=47104,t=1,p=1$MO6/JjpEoijhygz85MCWSg$Iggkg7lXdnh5XY3DyjFgIxsAFEea4gYBnODU84hEoPY');

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
(x'01f77c7c6fe5383f0bcdf55b3ba09c740368c8552d4220f8ff1543dcd5f0bec2', 3, 3, 1795408050, 2110768050, 1795408050),
(x'0cbcb71a1b8f45c7ffd6f49ff8bf6a988888fd9472ce7d7e2553f419ca9b09df', 1, 1, 1795408048, 1798000048, 1795408048),
(x'35670c4ce042d432aedfe5343c5a1a9874c75fdfb435a8edafbc5ffe50fe8fc3', 1, 1, 1795408049, 2110768049, 1795408050),
(x'5599262ee0428bf031fdc2263eb8bbb93fb94510db4f3e5f9655383424ac90bb', 1, 2, 1795408050, 2110768050, 1795408050),
(x'796c7879a0e66e932b08eacd183fdd82624abd7f482b7e153c4c69d2fbec467b', 3, 3, 1795408048, 1798000048, 1795408048),
(x'8c31f64c8ee359dd45529fa76d55f86cd396038bae711b9f38f8111cf05fdbe3', 1, 4, 1795408050, 2110768050, 1795408050),
(x'acfb7796cf10a8c5f1e78cdce02cf8bfc1782d5e86beb3b4fba67ac56b18086a', 1, 1, 1795408050, 1798000050, 1795408050),
(x'e1b3dee5f110a13f701c71285f0c0a984df5c05f5cad703c34fbcc4148158b84', 7, 7, 1795408050, 1798000050, 1795408050),
(x'e3f0cae91b03bed81ffe8746bf7f7fa4737ab6d8a1c09aa6ed6647f2e5e5b848', 1, 2, 1795408048, 1798000048, 1795408048);

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
(x'3070fc747a7c8ed949bf421fd05bb38c631cebe2eca9e98099a2adbe3f18c435', 1, 1, 1, 'Dashboard', x'63df77a82e7c416036cbcc994b6f5fb142284d443c2325d179d81c8ed0282dc2ec7697529041fe5287a2aba81a3064844bd547103d0581f0d1b3fa3febb7b7fa0a670bf6440be104', 1795408049),
(x'88d9c5595a3c25b5aca002fe8c541414e6983c65ed30e6b959e82c47c9aa91ec', 3, 3, 3, 'Office', x'facf4fe534c4201280105b7a652ecf21a2e40fffb989d4b1e8e8c99de9e209ef97e8e2d9636fbc35127290197513b777132e908210d741e3b87f55d107366e07aee8593b8cc1ca1f', 1795408049),
(x'9ed5f7e9e53e326b2dc1bf84f7cd5e2da714df7853693739e3bbf5ea0ca829cf', 1, 1, 4, 'Third', x'25aa8347eba1e065547ec57d1fe1c116f9172cf62c5c9c508598c52868a91593442c6d22c6eb5152c5677955fc8a8744f86c224368a4278ff9aeed2422f183c8888c478a68636467', 1795408050),
(x'fd56c19ba839a81415fb672c76e7471ef1d01531ded9432b8b205f2d3804c8f8', 1, 1, 2, 'Wall', x'3f6f40b017e51fd587f96ba3bbae4e681caf19cd0a74d68ec75a67c1211c7bed9818bca87a15a381a3ff93bb88c46ccad71c71d6628ade88fd771ed823c556a7e7bb22392f9c356c', 1795408049);

CREATE INDEX api_keys_of_user ON api_keys (account_id, user_id, id);

CREATE TABLE tracker_groups (
    account_id BIGINT NOT NULL REFERENCES users (id),
    id         BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    title      TEXT   NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    color      TEXT   NOT NULL CHECK (length(color) = 6),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (id)
) WITHOUT ROWID;

INSERT INTO tracker_groups VALUES
(1, 167, 'Main office', 'FF6DDC', 1795408048),
(1, 168, 'Refrigerated', '1E96DC', 1795408048),
(1, 169, 'Night shift', '4B0082', 1795408048),
(1, 222, 'Vans', '1E96DC', 1795408048),
(1, 223, 'Employees & co', '00FF00', 1795408050),
(3, 170, 'Quarry', 'E69A00', 1795408048),
(3, 171, 'Harbour', '50C878', 1795408048);

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
(1, 1, '001010000000001', 'unknown', '15555550001', 0, 1795408048),
(1, 2, '001010000000002', 'unknown', '15555550002', 0, 1795408048),
(1, 4, '001010000000004', 'unknown', '15555550004', 0, 1795408048),
(1, 5, '001010000000005', 'unknown', '15555550005', 0, 1795408048),
(1, 6, '001010000000006', 'unknown', '15555550006', 0, 1795408048),
(1, 7, '001010000000007', 'unknown', '15555550007', 0, 1795408048),
(1, 8, '001010000000008', 'unknown', '15555550008', 0, 1795408048),
(1, 9, '001010000000009', 'unknown', '15555550009', 0, 1795408048),
(1, 10, '001010000000010', 'unknown', '15555550010', 0, 1795408048),
(1, 11, '001010000000011', 'unknown', '15555550011', 0, 1795408048),
(1, 12, '001010000000012', 'unknown', '15555550012', 0, 1795408048),
(1, 13, '001010000000013', 'unknown', '15555550013', 0, 1795408048),
(1, 14, '001010000000014', 'unknown', '15555550014', 0, 1795408048),
(1, 15, '001010000000015', 'unknown', '15555550015', 0, 1795408048),
(1, 16, '001010000000016', 'unknown', '15555550016', 0, 1795408048),
(1, 17, '001010000000017', 'unknown', '15555550017', 0, 1795408048),
(1, 18, '001010000000018', 'unknown', '15555550018', 0, 1795408048),
(1, 19, '001010000000019', 'unknown', '15555550019', 0, 1795408048),
(1, 20, '001010000000020', 'unknown', '15555550020', 0, 1795408048),
(1, 21, '001010000000021', 'unknown', '15555550021', 0, 1795408048),
(1, 22, '001010000000022', 'unknown', '15555550022', 0, 1795408048),
(1, 41, '860000000000001', 'telfmb920', '15555550101', 0, 1795408048),
(1, 42, '860000000000002', 'telfmb920', NULL, 0, 1795408048),
(1, 43, '860000000000003', 'unknown', NULL, 1, 1795408048),
(3, 23, '001010000000023', 'unknown', '15555550023', 0, 1795408048),
(3, 24, '001010000000024', 'unknown', '15555550024', 0, 1795408048),
(3, 25, '001010000000025', 'unknown', '15555550025', 0, 1795408048),
(3, 26, '001010000000026', 'unknown', '15555550026', 0, 1795408048),
(3, 27, '001010000000027', 'unknown', '15555550027', 0, 1795408048),
(3, 28, '001010000000028', 'unknown', '15555550028', 0, 1795408048),
(3, 29, '001010000000029', 'unknown', '15555550029', 0, 1795408048),
(3, 30, '001010000000030', 'unknown', '15555550030', 0, 1795408048),
(3, 31, '001010000000031', 'unknown', '15555550031', 0, 1795408048),
(3, 32, '001010000000032', 'unknown', '15555550032', 0, 1795408048),
(3, 33, '001010000000033', 'unknown', '15555550033', 0, 1795408048),
(3, 34, '001010000000034', 'unknown', '15555550034', 0, 1795408048),
(3, 35, '001010000000035', 'unknown', '15555550035', 0, 1795408048),
(3, 36, '001010000000036', 'unknown', '15555550036', 0, 1795408048),
(3, 37, '001010000000037', 'unknown', '15555550037', 0, 1795408048),
(3, 38, '001010000000038', 'unknown', '15555550038', 0, 1795408048),
(3, 39, '001010000000039', 'unknown', '15555550039', 0, 1795408048),
(3, 40, '001010000000040', 'unknown', '15555550040', 0, 1795408048);

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
(1, 991999, 'Spare unit 91', 223, 1, 1, 0, 1795408048),
(1, 999199, 'Spare unit 92', 223, 1, 2, 0, 1795408048),
(1, 999920, 'Test bench', NULL, 1, 4, 0, 1795408048),
(1, 999921, 'Estate car 1', 167, 1, 5, 0, 1795408048),
(1, 999922, 'Estate car 2', 167, 1, 6, 0, 1795408048),
(1, 999923, 'Minibus', 167, 1, 7, 0, 1795408048),
(1, 999924, 'Pool car 1', 167, 1, 8, 0, 1795408048),
(1, 999925, 'Pool car 2', 167, 1, 9, 0, 1795408048),
(1, 999926, 'Courier bike', 167, 1, 10, 0, 1795408048),
(1, 999927, 'Reefer 11', 168, 1, 11, 0, 1795408048),
(1, 999928, 'Reefer 12', 168, 1, 12, 0, 1795408048),
(1, 999929, 'Reefer 13', 168, 1, 13, 0, 1795408048),
(1, 999930, 'Reefer 14', 168, 1, 14, 0, 1795408048),
(1, 999931, 'Reefer 15', 168, 1, 15, 0, 1795408048),
(1, 999932, 'Reefer 16', 168, 1, 16, 0, 1795408048),
(1, 999933, 'Sweeper 21', 169, 1, 17, 0, 1795408048),
(1, 999934, 'Sweeper 22', 169, 1, 18, 0, 1795408048),
(1, 999935, 'Gritter 23', 169, 1, 19, 0, 1795408048),
(1, 999936, 'Tanker 24', 169, 1, 20, 0, 1795408048),
(1, 999937, 'Tanker 25', 169, 1, 21, 0, 1795408048),
(1, 999938, 'Recovery 26', 169, 1, 22, 0, 1795408048),
(1, 999957, 'Van 1', 222, 1, 41, 0, 1795408048),
(1, 999958, 'Van 2', 222, 1, 42, 0, 1795408048),
(1, 999959, 'Truck Ünal', NULL, 1, 43, 0, 1795408048),
(3, 999939, 'Site van 8', NULL, 3, 23, 0, 1795408048),
(3, 999940, 'Site van 9', NULL, 3, 24, 0, 1795408048),
(3, 999941, 'Generator 10', NULL, 3, 25, 0, 1795408048),
(3, 999942, 'Trailer 11', NULL, 3, 26, 0, 1795408048),
(3, 999943, 'Trailer 12', NULL, 3, 27, 0, 1795408048),
(3, 999944, 'Excavator 1', 170, 3, 28, 0, 1795408048),
(3, 999945, 'Excavator 2', 170, 3, 29, 0, 1795408048),
(3, 999946, 'Loader 3', 170, 3, 30, 0, 1795408048),
(3, 999947, 'Loader 4', 170, 3, 31, 0, 1795408048),
(3, 999948, 'Dumper 5', 170, 3, 32, 0, 1795408048),
(3, 999949, 'Dumper 6', 170, 3, 33, 0, 1795408048),
(3, 999950, 'Drill 7', 170, 3, 34, 0, 1795408048),
(3, 999951, 'Tug Anna', 171, 3, 35, 0, 1795408048),
(3, 999952, 'Tug Berta', 171, 3, 36, 0, 1795408048),
(3, 999953, 'Crane 3', 171, 3, 37, 0, 1795408048),
(3, 999954, 'Reach stacker 4', 171, 3, 38, 0, 1795408048),
(3, 999955, 'Pilot boat', 171, 3, 39, 0, 1795408048),
(3, 999956, 'Barge 6', 171, 3, 40, 0, 1795408048);

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
(1, 999919, 1795408050);

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
(1, 1, 'Heavy', 'E69A00', 1795408050);

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
(1, 1, NULL, 'user', 'create', 1, '{"after":{"login":"ada@demo.example","security_group_id":null}}', NULL, NULL, 1795408048),
(1, 2, NULL, 'security_group', 'create', 1, '{"after":{"label":"tracker_update","rights":["tracker_update"],"store_period":null}}', NULL, NULL, 1795408048),
(1, 3, NULL, 'subuser', 'register', 2, '{"after":{"login":"sue@demo.example","security_group_id":1}}', NULL, NULL, 1795408048),
(1, 5, NULL, 'user', 'login', 1, NULL, NULL, NULL, 1795408048),
(1, 6, NULL, 'subuser', 'session_create', 2, NULL, NULL, NULL, 1795408048),
(1, 8, NULL, 'tracker', 'register', 991999, '{"after":{"device_id":"001010000000001","group_id":0,"label":"Spare unit 91","model":"unknown","phone":"15555550001"}}', NULL, NULL, 1795408048),
(1, 9, NULL, 'tracker', 'register', 999199, '{"after":{"device_id":"001010000000002","group_id":0,"label":"Spare unit 92","model":"unknown","phone":"15555550002"}}', NULL, NULL, 1795408048),
(1, 10, NULL, 'tracker', 'register', 999919, '{"after":{"device_id":"001010000000003","group_id":0,"label":"Loan unit 93","model":"unknown","phone":"15555550003"}}', NULL, NULL, 1795408048),
(1, 11, NULL, 'tracker', 'register', 999920, '{"after":{"device_id":"001010000000004","group_id":0,"label":"Test bench","model":"unknown","phone":"15555550004"}}', NULL, NULL, 1795408048),
(1, 12, NULL, 'tracker_group', 'create', 167, '{"after":{"color":"FF6DDC","title":"Main office"}}', NULL, NULL, 1795408048),
(1, 13, NULL, 'tracker', 'register', 999921, '{"after":{"device_id":"001010000000005","group_id":167,"label":"Estate car 1","model":"unknown","phone":"15555550005"}}', NULL, NULL, 1795408048),
(1, 14, NULL, 'tracker', 'register', 999922, '{"after":{"device_id":"001010000000006","group_id":167,"label":"Estate car 2","model":"unknown","phone":"15555550006"}}', NULL, NULL, 1795408048),
(1, 15, NULL, 'tracker', 'register', 999923, '{"after":{"device_id":"001010000000007","group_id":167,"label":"Minibus","model":"unknown","phone":"15555550007"}}', NULL, NULL, 1795408048),
(1, 16, NULL, 'tracker', 'register', 999924, '{"after":{"device_id":"001010000000008","group_id":167,"label":"Pool car 1","model":"unknown","phone":"15555550008"}}', NULL, NULL, 1795408048),
(1, 17, NULL, 'tracker', 'register', 999925, '{"after":{"device_id":"001010000000009","group_id":167,"label":"Pool car 2","model":"unknown","phone":"15555550009"}}', NULL, NULL, 1795408048),
(1, 18, NULL, 'tracker', 'register', 999926, '{"after":{"device_id":"001010000000010","group_id":167,"label":"Courier bike","model":"unknown","phone":"15555550010"}}', NULL, NULL, 1795408048),
(1, 19, NULL, 'tracker_group', 'create', 168, '{"after":{"color":"1E96DC","title":"Refrigerated"}}', NULL, NULL, 1795408048),
(1, 20, NULL, 'tracker', 'register', 999927, '{"after":{"device_id":"001010000000011","group_id":168,"label":"Reefer 11","model":"unknown","phone":"15555550011"}}', NULL, NULL, 1795408048),
(1, 21, NULL, 'tracker', 'register', 999928, '{"after":{"device_id":"001010000000012","group_id":168,"label":"Reefer 12","model":"unknown","phone":"15555550012"}}', NULL, NULL, 1795408048),
(1, 22, NULL, 'tracker', 'register', 999929, '{"after":{"device_id":"001010000000013","group_id":168,"label":"Reefer 13","model":"unknown","phone":"15555550013"}}', NULL, NULL, 1795408048),
(1, 23, NULL, 'tracker', 'register', 999930, '{"after":{"device_id":"001010000000014","group_id":168,"label":"Reefer 14","model":"unknown","phone":"15555550014"}}', NULL, NULL, 1795408048),
(1, 24, NULL, 'tracker', 'register', 999931, '{"after":{"device_id":"001010000000015","group_id":168,"label":"Reefer 15","model":"unknown","phone":"15555550015"}}', NULL, NULL, 1795408048),
(1, 25, NULL, 'tracker', 'register', 999932, '{"after":{"device_id":"001010000000016","group_id":168,"label":"Reefer 16","model":"unknown","phone":"15555550016"}}', NULL, NULL, 1795408048),
(1, 26, NULL, 'tracker_group', 'create', 169, '{"after":{"color":"4B0082","title":"Night shift"}}', NULL, NULL, 1795408048),
(1, 27, NULL, 'tracker', 'register', 999933, '{"after":{"device_id":"001010000000017","group_id":169,"label":"Sweeper 21","model":"unknown","phone":"15555550017"}}', NULL, NULL, 1795408048),
(1, 28, NULL, 'tracker', 'register', 999934, '{"after":{"device_id":"001010000000018","group_id":169,"label":"Sweeper 22","model":"unknown","phone":"15555550018"}}', NULL, NULL, 1795408048),
(1, 29, NULL, 'tracker', 'register', 999935, '{"after":{"device_id":"001010000000019","group_id":169,"label":"Gritter 23","model":"unknown","phone":"15555550019"}}', NULL, NULL, 1795408048),
(1, 30, NULL, 'tracker', 'register', 999936, '{"after":{"device_id":"001010000000020","group_id":169,"label":"Tanker 24","model":"unknown","phone":"15555550020"}}', NULL, NULL, 1795408048),
(1, 31, NULL, 'tracker', 'register', 999937, '{"after":{"device_id":"001010000000021","group_id":169,"label":"Tanker 25","model":"unknown","phone":"15555550021"}}', NULL, NULL, 1795408048),
(1, 32, NULL, 'tracker', 'register', 999938, '{"after":{"device_id":"001010000000022","group_id":169,"label":"Recovery 26","model":"unknown","phone":"15555550022"}}', NULL, NULL, 1795408048),
(1, 33, NULL, 'subuser', 'tracker_bind', 2, '{"after":{"trackers":[991999,999199,999919,999920,999921,999922,999923,999924,999925,999926]}}', NULL, NULL, 1795408048),
(1, 54, NULL, 'tracker_group', 'create', 222, '{"after":{"color":"1E96DC","title":"Vans"}}', NULL, NULL, 1795408048),
(1, 55, NULL, 'tracker', 'import', NULL, '{"after":{"groups_created":1,"imported":3}}', NULL, NULL, 1795408048),
(1, 56, NULL, 'tracker', 'block', 999959, '{"after":{"blocked":true},"before":{"blocked":false}}', NULL, NULL, 1795408048),
(1, 57, NULL, 'security_group', 'create', 2, '{"after":{"label":"Many rights","rights":["tracker_update","tracker_configure","tracker_set_output","tracker_register","tracker_rule_update","tag_update","task_update","form_template_update","zone_update","place_update","places_custom_fields_update","employee_update","vehicle_update","video_monitoring","payment_create","reports","weblocator_session_create","delivery_session_create","checkin_update"],"store_period":null}}', NULL, NULL, 1795408049),
(1, 58, NULL, 'subuser', 'register', 4, '{"after":{"login":"ann@demo.example","security_group_id":2}}', NULL, NULL, 1795408049),
(1, 59, NULL, 'security_group', 'create', 3, '{"after":{"label":"tag_update, reports","rights":["tag_update","reports"],"store_period":null}}', NULL, NULL, 1795408049),
(1, 60, NULL, 'subuser', 'register', 5, '{"after":{"login":"bob@demo.example","security_group_id":3}}', NULL, NULL, 1795408049),
(1, 61, NULL, 'subuser', 'register', 6, '{"after":{"login":"cat@demo.example","security_group_id":null}}', NULL, NULL, 1795408049),
(1, 63, NULL, 'user', 'disable', 6, '{"after":{"disabled":true},"before":{"disabled":false}}', NULL, NULL, 1795408049),
(1, 64, NULL, 'api_key', 'create', 1, '{"after":{"title":"Dashboard"}}', NULL, NULL, 1795408049),
(1, 65, NULL, 'api_key', 'create', 2, '{"after":{"title":"Wall"}}', NULL, NULL, 1795408049),
(1, 67, NULL, 'user', 'login', 1, NULL, NULL, NULL, 1795408049),
(1, 68, NULL, 'subuser', 'session_create', 2, NULL, NULL, NULL, 1795408050),
(1, 69, NULL, 'subuser', 'session_create', 4, NULL, NULL, NULL, 1795408050),
(1, 71, NULL, 'tracker_group', 'create', 223, '{"after":{"color":"FF6DDC","title":"Employees"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 72, NULL, 'tracker_group', 'create', 224, '{"after":{"color":"000000","title":"Gone"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 73, NULL, 'tracker_group', 'assign', 223, '{"after":{"group_id":223},"before":[{"group_id":0,"trackers":[991999,999199]}]}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 74, NULL, 'tracker_group', 'update', 223, '{"after":{"color":"00FF00","title":"Employees & co"},"before":{"color":"FF6DDC","title":"Employees"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 75, NULL, 'tracker_group', 'delete', 224, '{"before":{"color":"000000","title":"Gone","trackers":[]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 76, NULL, 'user', 'login', 1, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 77, NULL, 'tag', 'create', 1, '{"after":{"color":"E69A00","name":"Heavy"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 78, NULL, 'tracker', 'tags_set', 999199, '{"after":{"tag_bindings":[{"ordinal":1,"tag_id":1}]},"before":{"tag_bindings":[]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 79, NULL, 'account', 'settings_update', NULL, '{"after":{"auto_overwrite":true,"balance_alert_emails":["ada@demo.example"]},"before":{"auto_overwrite":false,"balance_alert_emails":[]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 80, NULL, 'user', 'settings_update', 1, '{"after":{"date_format":null,"geocoder":"google","hour_mode":null,"locale":"de_DE","measurement_system":"metric","route_provider":"google","time_zone":"Europe/Berlin","translit":false},"before":{"date_format":null,"geocoder":null,"hour_mode":null,"locale":"en_US","measurement_system":"metric","route_provider":null,"time_zone":"Europe/Berlin","translit":false}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 81, NULL, 'user', 'ui_settings_update', 1, '{"after":{"characters":2},"before":null,"key":"map_zoom"}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 82, NULL, 'tracker', 'corrupt', 999919, '{"before":{"device_id":"001010000000003","group_id":0,"label":"Loan unit 93","model":"unknown","phone":"15555550003"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 83, NULL, 'api_key', 'create', 4, '{"after":{"title":"Third"}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 84, NULL, 'security_group', 'create', 4, '{"after":{"label":"Drivers","rights":["tracker_update"],"store_period":null}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 87, NULL, 'subuser', 'update', 5, '{"after":{"activated":true,"login":"bob@demo.example","profile":{"first_name":"Bob","iec":"","last_name":"Porter","legal_name":"","legal_type":"individual","middle_name":"","phone":"491701234567","post":{"city":"","country":"","index":"","region":"","street_address":""},"registered":{"city":"","country":"","index":"","region":"","street_address":""},"state_reg_num":"","tin":""},"security_group_id":4},"before":{"activated":true,"login":"bob@demo.example","profile":{"first_name":"","iec":"","last_name":"","legal_name":"","legal_type":"individual","middle_name":"","phone":null,"post":{"city":"","country":"","index":"","region":"","street_address":""},"registered":{"city":"","country":"","index":"","region":"","street_address":""},"state_reg_num":"","tin":""},"security_group_id":3}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(1, 88, NULL, 'subuser', 'tracker_bind', 5, '{"after":{"trackers":[991999,999199]}}', '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(3, 4, NULL, 'user', 'create', 3, '{"after":{"login":"otto@demo.example","security_group_id":null}}', NULL, NULL, 1795408048),
(3, 7, NULL, 'user', 'login', 3, NULL, NULL, NULL, 1795408048),
(3, 34, NULL, 'tracker', 'register', 999939, '{"after":{"device_id":"001010000000023","group_id":0,"label":"Site van 8","model":"unknown","phone":"15555550023"}}', NULL, NULL, 1795408048),
(3, 35, NULL, 'tracker', 'register', 999940, '{"after":{"device_id":"001010000000024","group_id":0,"label":"Site van 9","model":"unknown","phone":"15555550024"}}', NULL, NULL, 1795408048),
(3, 36, NULL, 'tracker', 'register', 999941, '{"after":{"device_id":"001010000000025","group_id":0,"label":"Generator 10","model":"unknown","phone":"15555550025"}}', NULL, NULL, 1795408048),
(3, 37, NULL, 'tracker', 'register', 999942, '{"after":{"device_id":"001010000000026","group_id":0,"label":"Trailer 11","model":"unknown","phone":"15555550026"}}', NULL, NULL, 1795408048),
(3, 38, NULL, 'tracker', 'register', 999943, '{"after":{"device_id":"001010000000027","group_id":0,"label":"Trailer 12","model":"unknown","phone":"15555550027"}}', NULL, NULL, 1795408048),
(3, 39, NULL, 'tracker_group', 'create', 170, '{"after":{"color":"E69A00","title":"Quarry"}}', NULL, NULL, 1795408048),
(3, 40, NULL, 'tracker', 'register', 999944, '{"after":{"device_id":"001010000000028","group_id":170,"label":"Excavator 1","model":"unknown","phone":"15555550028"}}', NULL, NULL, 1795408048),
(3, 41, NULL, 'tracker', 'register', 999945, '{"after":{"device_id":"001010000000029","group_id":170,"label":"Excavator 2","model":"unknown","phone":"15555550029"}}', NULL, NULL, 1795408048),
(3, 42, NULL, 'tracker', 'register', 999946, '{"after":{"device_id":"001010000000030","group_id":170,"label":"Loader 3","model":"unknown","phone":"15555550030"}}', NULL, NULL, 1795408048),
(3, 43, NULL, 'tracker', 'register', 999947, '{"after":{"device_id":"001010000000031","group_id":170,"label":"Loader 4","model":"unknown","phone":"15555550031"}}', NULL, NULL, 1795408048),
(3, 44, NULL, 'tracker', 'register', 999948, '{"after":{"device_id":"001010000000032","group_id":170,"label":"Dumper 5","model":"unknown","phone":"15555550032"}}', NULL, NULL, 1795408048),
(3, 45, NULL, 'tracker', 'register', 999949, '{"after":{"device_id":"001010000000033","group_id":170,"label":"Dumper 6","model":"unknown","phone":"15555550033"}}', NULL, NULL, 1795408048),
(3, 46, NULL, 'tracker', 'register', 999950, '{"after":{"device_id":"001010000000034","group_id":170,"label":"Drill 7","model":"unknown","phone":"15555550034"}}', NULL, NULL, 1795408048),
(3, 47, NULL, 'tracker_group', 'create', 171, '{"after":{"color":"50C878","title":"Harbour"}}', NULL, NULL, 1795408048),
(3, 48, NULL, 'tracker', 'register', 999951, '{"after":{"device_id":"001010000000035","group_id":171,"label":"Tug Anna","model":"unknown","phone":"15555550035"}}', NULL, NULL, 1795408048),
(3, 49, NULL, 'tracker', 'register', 999952, '{"after":{"device_id":"001010000000036","group_id":171,"label":"Tug Berta","model":"unknown","phone":"15555550036"}}', NULL, NULL, 1795408048),
(3, 50, NULL, 'tracker', 'register', 999953, '{"after":{"device_id":"001010000000037","group_id":171,"label":"Crane 3","model":"unknown","phone":"15555550037"}}', NULL, NULL, 1795408048),
(3, 51, NULL, 'tracker', 'register', 999954, '{"after":{"device_id":"001010000000038","group_id":171,"label":"Reach stacker 4","model":"unknown","phone":"15555550038"}}', NULL, NULL, 1795408048),
(3, 52, NULL, 'tracker', 'register', 999955, '{"after":{"device_id":"001010000000039","group_id":171,"label":"Pilot boat","model":"unknown","phone":"15555550039"}}', NULL, NULL, 1795408048),
(3, 53, NULL, 'tracker', 'register', 999956, '{"after":{"device_id":"001010000000040","group_id":171,"label":"Barge 6","model":"unknown","phone":"15555550040"}}', NULL, NULL, 1795408048),
(3, 66, NULL, 'api_key', 'create', 3, '{"after":{"title":"Office"}}', NULL, NULL, 1795408049),
(3, 70, NULL, 'user', 'login', 3, NULL, NULL, NULL, 1795408050),
(7, 62, NULL, 'user', 'create', 7, '{"after":{"login":"new@demo.example","security_group_id":null}}', NULL, NULL, 1795408049),
(7, 85, NULL, 'user', 'login', 7, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408050),
(7, 86, NULL, 'user', 'password_set', 7, NULL, '127.0.0.1', 'Python-urllib/3.11', 1795408050);

CREATE INDEX audit_records_by_moment ON audit_records (account_id, done_at);

CREATE INDEX audit_records_by_age ON audit_records (done_at);

COMMIT;
