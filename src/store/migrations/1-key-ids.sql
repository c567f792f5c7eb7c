-- API keys have ids, by which they are listed in the order in which they were made.

CREATE TABLE new_api_keys (
    digest     BLOB   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    id         BIGINT NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    title      TEXT   NOT NULL CHECK (length(title) BETWEEN 1 AND 255),
    sealed     BLOB   NOT NULL,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO new_api_keys (digest, account_id, user_id, id, title, sealed, created_at)
SELECT digest, account_id, user_id, row_number() OVER (ORDER BY created_at, digest), title, sealed, created_at
FROM api_keys;

DROP TABLE api_keys;

ALTER TABLE new_api_keys RENAME TO api_keys;

CREATE INDEX api_keys_of_user ON api_keys (account_id, user_id, id);

INSERT INTO id_counters (entity, next_id) SELECT 'api_key', count(*) + 1 FROM api_keys;
