PRAGMA foreign_keys = OFF;
BEGIN;
PRAGMA application_id = 1299542900;
PRAGMA user_version = 1;

CREATE TABLE id_counters (
    entity  TEXT   NOT NULL PRIMARY KEY,
    next_id BIGINT NOT NULL CHECK (next_id BETWEEN 1 AND 2147483648)
) WITHOUT ROWID;

INSERT INTO id_counters VALUES
('security_group', 4),
('source', 44),
('tracker', 999960),
('tracker_group', 225),
('user', 8);

CREATE TABLE security_groups (
    account_id BIGINT NOT NULL REFERENCES users (id),
    id         BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    label      TEXT   NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (id)
) WITHOUT ROWID;

INSERT INTO security_groups VALUES
(1, 1, 'tracker_update'),
(1, 2, 'tracker_update, tracker_configure, tracker_set_output, tracker_register, tracker_rule_update, tag_update, task_update, form_template_update, zone_update, place_update, places_custom_fields_update, employee_update, vehicle_update, video_monitoring, payment_create, reports, weblocator_session_create, delivery_session_create, checkin_update'),
(1, 3, 'tag_update, reports');

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
(1, 3, 'tag_update');

CREATE TABLE users (
    account_id        BIGINT  NOT NULL REFERENCES users (id),
    id                BIGINT  NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    login             TEXT    NOT NULL UNIQUE CHECK (length(login) BETWEEN 3 AND 254),
    password_hash     TEXT    NOT NULL,
    time_zone         TEXT    NOT NULL,
    locale            TEXT    NOT NULL,
    disabled          BOOLEAN NOT NULL DEFAULT FALSE,
    security_group_id BIGINT,
    created_at        BIGINT  NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (id),
    FOREIGN KEY (account_id, security_group_id) REFERENCES security_groups (account_id, id)
) WITHOUT ROWID;

INSERT INTO users VALUES
(1, 1, 'ada@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$1CX7QlyST90anNSkHal28A$vqVh/dNJhS2fKvTOyYGBo6m1t4nMBKrtvm6mc6q1YpI', 'Europe/Berlin', 'en_US', 0, NULL, 1795408040),
(1, 2, 'sue@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$1CX7QlyST90anNSkHal28A$vqVh/dNJhS2fKvTOyYGBo6m1t4nMBKrtvm6mc6q1YpI', 'Europe/Berlin', 'en_US', 0, 1, 1795408040),
(1, 4, 'ann@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$0u5znAoNmxqHagfm+4uWdQ$XYqmpdzeoRkx33UNpQA/CZsPjb3kIEIWwlkYEAyuCyU', 'UTC', 'en_US', 0, 2, 1795408041),
(1, 5, 'bob@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$Y8pkGH6UXCcTq/fO8M+tLA$YYY3paZoEVbfEPJuVx2+CczI5y0QO95YLeZrdk9ix0Q', 'Asia/Kolkata', 'de', 0, 3, 1795408041),
(1, 6, 'cat@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$HPT/BueuecGqqtBhRN1UYg$wStT3TYMY5xY/IauyGYuYD4SCxIleMM507T/JtL81C4', 'UTC', 'en_US', 1, NULL, 1795408041),
(3, 3, 'otto@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$1CX7QlyST90anNSkHal28A$vqVh/dNJhS2fKvTOyYGBo6m1t4nMBKrtvm6mc6q1YpI', 'UTC', 'de', 0, NULL, 1795408040),
(7, 7, 'new@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$HSVjh5ItmLtnFz+IceEtGg$mXheOEtqtZ4JK8uND2azHzd4ORe2F0rQpecX4shyvlk', 'UTC', 'en_US', 0, NULL, 1795408041);

CREATE TABLE sessions (
    digest     BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO sessions VALUES
(x'0cbcb71a1b8f45c7ffd6f49ff8bf6a988888fd9472ce7d7e2553f419ca9b09df', 1, 1, 1795408040, 1798000040),
(x'74f94601538efb687becd367ae20f8c388e694fe7489cec2243f925907f7597a', 1, 4, 1795408042, 2110768042),
(x'9893379593813cc3c1f25beb5db282d4e564c3262ab3e37948942ad57b158ffa', 1, 2, 1795408042, 2110768042),
(x'aa0ae43fd3c394b748bd2b48d7b8d420300179ed9787cd4e9511075f1610a2db', 1, 2, 1795408040, 1798000040),
(x'deac8098bb46403ab97784fd1ff487105f264fe5d7e9100f1b63e5cee4e74329', 3, 3, 1795408040, 1798000040),
(x'e5324a59a020afb078c35089bf2def6e87481c30e788ec64ae20c8fc258b021d', 3, 3, 1795408042, 2110768042),
(x'ed10abb8548c2f7ca36cb23ebbf8f1d0da5353c77909405086c1f7a2e3636438', 1, 1, 1795408042, 2110768042);

CREATE INDEX sessions_of_user ON sessions (account_id, user_id);

CREATE TABLE api_keys (
    digest     BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    title      TEXT   NOT NULL CHECK (length(title) BETWEEN 1 AND 255),
    sealed     BLOB   NOT NULL,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO api_keys VALUES
(x'84d0e7094103498df4aa7756254b8e1fef65c70e44396fc6d305aab5fa782dba', 1, 1, 'Dashboard', x'63ff80ee4792183c91c7e81b5c0edfab50c906f5dc4fe1377d90af5ea16d859e97ecae5789934c8410dfffa2e305122f1cf39d749390e3ec4b381aba524032d3cf42653dda8214d8', 1795408041),
(x'a2ee56151d358fa7ea7f52b88abaefc7008a7c0495b4ec642b699519ca586fce', 3, 3, 'Office', x'91be6fafa38901b215198ed20a9d2f910ee9ca101fc97354283d9ed7508cb68256bb47088907713e2fd8ceb2de6a863e720ed8ebfac2434311a390de918b59c01cfc0ae1d861bada', 1795408042),
(x'e985e96e414917a85e5868590f5e93f4f0b1859d985c0a328331a61d190b5b8f', 1, 1, 'Wall', x'e50b444bc9124c65cca8bfbe88c7ff6b30f087808cacb8771dad762b8f6ad50a66766394ffcdbc078d263a25493bd6065e5cd3bdc3940366d4bfba98658fa3f709df86f7044855b8', 1795408041);

CREATE INDEX api_keys_of_user ON api_keys (account_id, user_id);

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
(1, 167, 'Main office', 'FF6DDC', 1795408040),
(1, 168, 'Refrigerated', '1E96DC', 1795408040),
(1, 169, 'Night shift', '4B0082', 1795408040),
(1, 222, 'Vans', '1E96DC', 1795408041),
(1, 223, 'Employees & co', '00FF00', 1795408042),
(3, 170, 'Quarry', 'E69A00', 1795408040),
(3, 171, 'Harbour', '50C878', 1795408040);

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
(1, 1, '001010000000001', 'unknown', '15555550001', 0, 1795408040),
(1, 2, '001010000000002', 'unknown', '15555550002', 0, 1795408040),
(1, 3, '001010000000003', 'unknown', '15555550003', 0, 1795408040),
(1, 4, '001010000000004', 'unknown', '15555550004', 0, 1795408040),
(1, 5, '001010000000005', 'unknown', '15555550005', 0, 1795408040),
(1, 6, '001010000000006', 'unknown', '15555550006', 0, 1795408040),
(1, 7, '001010000000007', 'unknown', '15555550007', 0, 1795408040),
(1, 8, '001010000000008', 'unknown', '15555550008', 0, 1795408040),
(1, 9, '001010000000009', 'unknown', '15555550009', 0, 1795408040),
(1, 10, '001010000000010', 'unknown', '15555550010', 0, 1795408040),
(1, 11, '001010000000011', 'unknown', '15555550011', 0, 1795408040),
(1, 12, '001010000000012', 'unknown', '15555550012', 0, 1795408040),
(1, 13, '001010000000013', 'unknown', '15555550013', 0, 1795408040),
(1, 14, '001010000000014', 'unknown', '15555550014', 0, 1795408040),
(1, 15, '001010000000015', 'unknown', '15555550015', 0, 1795408040),
(1, 16, '001010000000016', 'unknown', '15555550016', 0, 1795408040),
(1, 17, '001010000000017', 'unknown', '15555550017', 0, 1795408040),
(1, 18, '001010000000018', 'unknown', '15555550018', 0, 1795408040),
(1, 19, '001010000000019', 'unknown', '15555550019', 0, 1795408040),
(1, 20, '001010000000020', 'unknown', '15555550020', 0, 1795408040),
(1, 21, '001010000000021', 'unknown', '15555550021', 0, 1795408040),
(1, 22, '001010000000022', 'unknown', '15555550022', 0, 1795408040),
(1, 41, '860000000000001', 'telfmb920', '15555550101', 0, 1795408041),
(1, 42, '860000000000002', 'telfmb920', NULL, 0, 1795408041),
(1, 43, '860000000000003', 'unknown', NULL, 1, 1795408041),
(3, 23, '001010000000023', 'unknown', '15555550023', 0, 1795408040),
(3, 24, '001010000000024', 'unknown', '15555550024', 0, 1795408040),
(3, 25, '001010000000025', 'unknown', '15555550025', 0, 1795408040),
(3, 26, '001010000000026', 'unknown', '15555550026', 0, 1795408040),
(3, 27, '001010000000027', 'unknown', '15555550027', 0, 1795408040),
(3, 28, '001010000000028', 'unknown', '15555550028', 0, 1795408040),
(3, 29, '001010000000029', 'unknown', '15555550029', 0, 1795408040),
(3, 30, '001010000000030', 'unknown', '15555550030', 0, 1795408040),
(3, 31, '001010000000031', 'unknown', '15555550031', 0, 1795408040),
(3, 32, '001010000000032', 'unknown', '15555550032', 0, 1795408040),
(3, 33, '001010000000033', 'unknown', '15555550033', 0, 1795408040),
(3, 34, '001010000000034', 'unknown', '15555550034', 0, 1795408040),
(3, 35, '001010000000035', 'unknown', '15555550035', 0, 1795408040),
(3, 36, '001010000000036', 'unknown', '15555550036', 0, 1795408040),
(3, 37, '001010000000037', 'unknown', '15555550037', 0, 1795408040),
(3, 38, '001010000000038', 'unknown', '15555550038', 0, 1795408040),
(3, 39, '001010000000039', 'unknown', '15555550039', 0, 1795408040),
(3, 40, '001010000000040', 'unknown', '15555550040', 0, 1795408040);

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
(1, 991999, 'Spare unit 91', 223, 1, 1, 0, 1795408040),
(1, 999199, 'Spare unit 92', 223, 1, 2, 0, 1795408040),
(1, 999919, 'Loan unit 93', NULL, 1, 3, 0, 1795408040),
(1, 999920, 'Test bench', NULL, 1, 4, 0, 1795408040),
(1, 999921, 'Estate car 1', 167, 1, 5, 0, 1795408040),
(1, 999922, 'Estate car 2', 167, 1, 6, 0, 1795408040),
(1, 999923, 'Minibus', 167, 1, 7, 0, 1795408040),
(1, 999924, 'Pool car 1', 167, 1, 8, 0, 1795408040),
(1, 999925, 'Pool car 2', 167, 1, 9, 0, 1795408040),
(1, 999926, 'Courier bike', 167, 1, 10, 0, 1795408040),
(1, 999927, 'Reefer 11', 168, 1, 11, 0, 1795408040),
(1, 999928, 'Reefer 12', 168, 1, 12, 0, 1795408040),
(1, 999929, 'Reefer 13', 168, 1, 13, 0, 1795408040),
(1, 999930, 'Reefer 14', 168, 1, 14, 0, 1795408040),
(1, 999931, 'Reefer 15', 168, 1, 15, 0, 1795408040),
(1, 999932, 'Reefer 16', 168, 1, 16, 0, 1795408040),
(1, 999933, 'Sweeper 21', 169, 1, 17, 0, 1795408040),
(1, 999934, 'Sweeper 22', 169, 1, 18, 0, 1795408040),
(1, 999935, 'Gritter 23', 169, 1, 19, 0, 1795408040),
(1, 999936, 'Tanker 24', 169, 1, 20, 0, 1795408040),
(1, 999937, 'Tanker 25', 169, 1, 21, 0, 1795408040),
(1, 999938, 'Recovery 26', 169, 1, 22, 0, 1795408040),
(1, 999957, 'Van 1', 222, 1, 41, 0, 1795408041),
(1, 999958, 'Van 2', 222, 1, 42, 0, 1795408041),
(1, 999959, 'Truck Ünal', NULL, 1, 43, 0, 1795408041),
(3, 999939, 'Site van 8', NULL, 3, 23, 0, 1795408040),
(3, 999940, 'Site van 9', NULL, 3, 24, 0, 1795408040),
(3, 999941, 'Generator 10', NULL, 3, 25, 0, 1795408040),
(3, 999942, 'Trailer 11', NULL, 3, 26, 0, 1795408040),
(3, 999943, 'Trailer 12', NULL, 3, 27, 0, 1795408040),
(3, 999944, 'Excavator 1', 170, 3, 28, 0, 1795408040),
(3, 999945, 'Excavator 2', 170, 3, 29, 0, 1795408040),
(3, 999946, 'Loader 3', 170, 3, 30, 0, 1795408040),
(3, 999947, 'Loader 4', 170, 3, 31, 0, 1795408040),
(3, 999948, 'Dumper 5', 170, 3, 32, 0, 1795408040),
(3, 999949, 'Dumper 6', 170, 3, 33, 0, 1795408040),
(3, 999950, 'Drill 7', 170, 3, 34, 0, 1795408040),
(3, 999951, 'Tug Anna', 171, 3, 35, 0, 1795408040),
(3, 999952, 'Tug Berta', 171, 3, 36, 0, 1795408040),
(3, 999953, 'Crane 3', 171, 3, 37, 0, 1795408040),
(3, 999954, 'Reach stacker 4', 171, 3, 38, 0, 1795408040),
(3, 999955, 'Pilot boat', 171, 3, 39, 0, 1795408040),
(3, 999956, 'Barge 6', 171, 3, 40, 0, 1795408040);

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
(1, 2, 999199),
(1, 2, 999919),
(1, 2, 999920),
(1, 2, 999921),
(1, 2, 999922),
(1, 2, 999923),
(1, 2, 999924),
(1, 2, 999925),
(1, 2, 999926);

CREATE INDEX bound_users ON bound_trackers (account_id, tracker_id);

COMMIT;
