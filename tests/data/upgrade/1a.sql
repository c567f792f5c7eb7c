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
(1, 1, 'ada@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$R1zQY9b0UfdC1x84gx0JvA$3a9W50XqA6uVreKIFyPF6VrPqvE0lBemYEyRJz/UuHI', 'Europe/Berlin', 'en_US', 0, NULL, 1795408038),
(1, 2, 'sue@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$R1zQY9b0UfdC1x84gx0JvA$3a9W50XqA6uVreKIFyPF6VrPqvE0lBemYEyRJz/UuHI', 'Europe/Berlin', 'en_US', 0, 1, 1795408038),
(1, 4, 'ann@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$QiHx9RrnWG6nT9yNqSfRZQ$lRWqYqAtUIoPxFHSI8N/Sr8dxdoQcVd6SzwupitecUw', 'UTC', 'en_US', 0, 2, 1795408039),
(1, 5, 'bob@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$S88Ce+15UCR2Hb6ai8BuIA$8/blmfjfc9MFcCCwo3d7q95sEOi7/8uTX3Q/2m9I5Ns', 'Asia/Kolkata', 'de', 0, 3, 1795408039),
(1, 6, 'cat@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$Y51FbjIGIUVWiKYsrSUjlw$zHDme/SmrMnbo1QKqcLOfDDaDqHOSej2CM/E9RxL1Ps', 'UTC', 'en_US', 1, NULL, 1795408039),
(3, 3, 'otto@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$R1zQY9b0UfdC1x84gx0JvA$3a9W50XqA6uVreKIFyPF6VrPqvE0lBemYEyRJz/UuHI', 'UTC', 'de', 0, NULL, 1795408038),
(7, 7, 'new@demo.example', '$argon2id$v=19$m=47104,t=1,p=1$hEeIsZDgm1pJyqIjLTjXbA$5TDb9RlIkO1/g2X15K8pIXMozrzePQTeqRdtEcmg0gs', 'UTC', 'en_US', 0, NULL, 1795408039);

CREATE TABLE sessions (
    digest     BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO sessions VALUES
(x'053286e0ef6505f96741f76606a6f6c084e5b07ac4276fd55910d0f05bf9b32f', 1, 2, 1795408040, 2110768040),
(x'0cbcb71a1b8f45c7ffd6f49ff8bf6a988888fd9472ce7d7e2553f419ca9b09df', 1, 1, 1795408038, 1798000038),
(x'14d02526ad67351d59721c5090e6728c37ba3a3aea7033ae9d827d0f34c9feee', 3, 3, 1795408040, 2110768040),
(x'293ead1017d4d7bbfb8e4ed07eef6db0afac000b08d60c620016d8ac37dbd52e', 1, 1, 1795408039, 2110768039),
(x'2a0b768971cea7061c9253dd20049f55153e32c4cfdf89b97f7c42a5863fcfa1', 1, 4, 1795408040, 2110768040),
(x'b31f6e9477dc30011e1a685556066863b70f738635ab054456754cdf2ad601fe', 1, 2, 1795408038, 1798000038),
(x'bce87b16983bc609b9a8e16487d9c1e41967af884d6834bbfa4e9c5fc5f02d2e', 3, 3, 1795408038, 1798000038);

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
(x'30edf8274fbeddb212f69c1296489aea56835ac6516dc69be17589d90dd54a87', 1, 1, 'Wall', x'568cac4c8f8886b2049547d68b61847e12b1132d3e74d357d065b8a95bcf4fc53c7e20569205fbc1c5c65ca42ab38b6915184b2c66d49f5c66e6688e6b2648e449d251ddc7e80b77', 1795408039),
(x'4e08631aa9ca5f1e8d0b754afed1a32970c23591bd3901fccb5549b78dd70369', 1, 1, 'Dashboard', x'b046ce95bb67d747c5c136c1880ff6c8be4782da88198952e706984b01a8e43bc6e93c54a24fa49da6baa59d9a3f0ac32f7915ded70f42a1f493101e111be5ea7ff619c74ef8a8c8', 1795408039),
(x'dc951edc166e8c1598c8a993323bfbe362b289b58c605d1895c9cf3545bbd4d9', 3, 3, 'Office', x'c64bb76d964eb9c243c2fee8a9e9ec556a68bd0c491643956f6af345f725d99e7604ca23773f4d9798b1e18f74709ce10d2eeff3b076beb7fe87e35150a0daad9b742978e305ec23', 1795408039);

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
(1, 167, 'Main office', 'FF6DDC', 1795408038),
(1, 168, 'Refrigerated', '1E96DC', 1795408038),
(1, 169, 'Night shift', '4B0082', 1795408038),
(1, 222, 'Vans', '1E96DC', 1795408039),
(1, 223, 'Employees & co', '00FF00', 1795408040),
(3, 170, 'Quarry', 'E69A00', 1795408038),
(3, 171, 'Harbour', '50C878', 1795408038);

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
(1, 1, '001010000000001', 'unknown', '15555550001', 0, 1795408038),
(1, 2, '001010000000002', 'unknown', '15555550002', 0, 1795408038),
(1, 3, '001010000000003', 'unknown', '15555550003', 0, 1795408038),
(1, 4, '001010000000004', 'unknown', '15555550004', 0, 1795408038),
(1, 5, '001010000000005', 'unknown', '15555550005', 0, 1795408038),
(1, 6, '001010000000006', 'unknown', '15555550006', 0, 1795408038),
(1, 7, '001010000000007', 'unknown', '15555550007', 0, 1795408038),
(1, 8, '001010000000008', 'unknown', '15555550008', 0, 1795408038),
(1, 9, '001010000000009', 'unknown', '15555550009', 0, 1795408038),
(1, 10, '001010000000010', 'unknown', '15555550010', 0, 1795408038),
(1, 11, '001010000000011', 'unknown', '15555550011', 0, 1795408038),
(1, 12, '001010000000012', 'unknown', '15555550012', 0, 1795408038),
(1, 13, '001010000000013', 'unknown', '15555550013', 0, 1795408038),
(1, 14, '001010000000014', 'unknown', '15555550014', 0, 1795408038),
(1, 15, '001010000000015', 'unknown', '15555550015', 0, 1795408038),
(1, 16, '001010000000016', 'unknown', '15555550016', 0, 1795408038),
(1, 17, '001010000000017', 'unknown', '15555550017', 0, 1795408038),
(1, 18, '001010000000018', 'unknown', '15555550018', 0, 1795408038),
(1, 19, '001010000000019', 'unknown', '15555550019', 0, 1795408038),
(1, 20, '001010000000020', 'unknown', '15555550020', 0, 1795408038),
(1, 21, '001010000000021', 'unknown', '15555550021', 0, 1795408038),
(1, 22, '001010000000022', 'unknown', '15555550022', 0, 1795408038),
(1, 41, '860000000000001', 'telfmb920', '15555550101', 0, 1795408039),
(1, 42, '860000000000002', 'telfmb920', NULL, 0, 1795408039),
(1, 43, '860000000000003', 'unknown', NULL, 1, 1795408039),
(3, 23, '001010000000023', 'unknown', '15555550023', 0, 1795408038),
(3, 24, '001010000000024', 'unknown', '15555550024', 0, 1795408038),
(3, 25, '001010000000025', 'unknown', '15555550025', 0, 1795408038),
(3, 26, '001010000000026', 'unknown', '15555550026', 0, 1795408038),
(3, 27, '001010000000027', 'unknown', '15555550027', 0, 1795408038),
(3, 28, '001010000000028', 'unknown', '15555550028', 0, 1795408038),
(3, 29, '001010000000029', 'unknown', '15555550029', 0, 1795408038),
(3, 30, '001010000000030', 'unknown', '15555550030', 0, 1795408038),
(3, 31, '001010000000031', 'unknown', '15555550031', 0, 1795408038),
(3, 32, '001010000000032', 'unknown', '15555550032', 0, 1795408038),
(3, 33, '001010000000033', 'unknown', '15555550033', 0, 1795408038),
(3, 34, '001010000000034', 'unknown', '15555550034', 0, 1795408038),
(3, 35, '001010000000035', 'unknown', '15555550035', 0, 1795408038),
(3, 36, '001010000000036', 'unknown', '15555550036', 0, 1795408038),
(3, 37, '001010000000037', 'unknown', '15555550037', 0, 1795408038),
(3, 38, '001010000000038', 'unknown', '15555550038', 0, 1795408038),
(3, 39, '001010000000039', 'unknown', '15555550039', 0, 1795408038),
(3, 40, '001010000000040', 'unknown', '15555550040', 0, 1795408038);

CREATE TABLE trackers (
    account_id        BIGINT NOT NULL REFERENCES users (id),
    id                BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    label             TEXT   NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
    group_id          BIGINT,          -- NULL: the default group, 0 on the wire
    source_account_id BIGINT NOT NULL, -- the account that the device was registered in; another one's for a clone
    source_id         BIGINT NOT NULL,
    created_at        BIGINT NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (id),
    FOREIGN KEY (account_id, group_id) REFERENCES tracker_groups (account_id, id),
    FOREIGN KEY (source_account_id, source_id) REFERENCES sources (account_id, id)
) WITHOUT ROWID;

INSERT INTO trackers VALUES
(1, 991999, 'Spare unit 91', 223, 1, 1, 1795408038),
(1, 999199, 'Spare unit 92', 223, 1, 2, 1795408038),
(1, 999919, 'Loan unit 93', NULL, 1, 3, 1795408038),
(1, 999920, 'Test bench', NULL, 1, 4, 1795408038),
(1, 999921, 'Estate car 1', 167, 1, 5, 1795408038),
(1, 999922, 'Estate car 2', 167, 1, 6, 1795408038),
(1, 999923, 'Minibus', 167, 1, 7, 1795408038),
(1, 999924, 'Pool car 1', 167, 1, 8, 1795408038),
(1, 999925, 'Pool car 2', 167, 1, 9, 1795408038),
(1, 999926, 'Courier bike', 167, 1, 10, 1795408038),
(1, 999927, 'Reefer 11', 168, 1, 11, 1795408038),
(1, 999928, 'Reefer 12', 168, 1, 12, 1795408038),
(1, 999929, 'Reefer 13', 168, 1, 13, 1795408038),
(1, 999930, 'Reefer 14', 168, 1, 14, 1795408038),
(1, 999931, 'Reefer 15', 168, 1, 15, 1795408038),
(1, 999932, 'Reefer 16', 168, 1, 16, 1795408038),
(1, 999933, 'Sweeper 21', 169, 1, 17, 1795408038),
(1, 999934, 'Sweeper 22', 169, 1, 18, 1795408038),
(1, 999935, 'Gritter 23', 169, 1, 19, 1795408038),
(1, 999936, 'Tanker 24', 169, 1, 20, 1795408038),
(1, 999937, 'Tanker 25', 169, 1, 21, 1795408038),
(1, 999938, 'Recovery 26', 169, 1, 22, 1795408038),
(1, 999957, 'Van 1', 222, 1, 41, 1795408039),
(1, 999958, 'Van 2', 222, 1, 42, 1795408039),
(1, 999959, 'Truck Ünal', NULL, 1, 43, 1795408039),
(3, 999939, 'Site van 8', NULL, 3, 23, 1795408038),
(3, 999940, 'Site van 9', NULL, 3, 24, 1795408038),
(3, 999941, 'Generator 10', NULL, 3, 25, 1795408038),
(3, 999942, 'Trailer 11', NULL, 3, 26, 1795408038),
(3, 999943, 'Trailer 12', NULL, 3, 27, 1795408038),
(3, 999944, 'Excavator 1', 170, 3, 28, 1795408038),
(3, 999945, 'Excavator 2', 170, 3, 29, 1795408038),
(3, 999946, 'Loader 3', 170, 3, 30, 1795408038),
(3, 999947, 'Loader 4', 170, 3, 31, 1795408038),
(3, 999948, 'Dumper 5', 170, 3, 32, 1795408038),
(3, 999949, 'Dumper 6', 170, 3, 33, 1795408038),
(3, 999950, 'Drill 7', 170, 3, 34, 1795408038),
(3, 999951, 'Tug Anna', 171, 3, 35, 1795408038),
(3, 999952, 'Tug Berta', 171, 3, 36, 1795408038),
(3, 999953, 'Crane 3', 171, 3, 37, 1795408038),
(3, 999954, 'Reach stacker 4', 171, 3, 38, 1795408038),
(3, 999955, 'Pilot boat', 171, 3, 39, 1795408038),
(3, 999956, 'Barge 6', 171, 3, 40, 1795408038);

CREATE INDEX trackers_of_group ON trackers (account_id, group_id);

CREATE INDEX trackers_of_source ON trackers (source_account_id, source_id);

COMMIT;
