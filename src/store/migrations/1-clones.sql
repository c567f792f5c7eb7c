-- Trackers say whether they are clones, and sub-users see the trackers bound to them.
-- Nothing could make a clone before.

CREATE TABLE new_trackers (
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

INSERT INTO new_trackers (account_id, id, label, group_id, source_account_id, source_id, clone, created_at)
SELECT account_id, id, label, group_id, source_account_id, source_id, FALSE, created_at FROM trackers;

DROP TABLE trackers;

ALTER TABLE new_trackers RENAME TO trackers;

CREATE INDEX trackers_of_group ON trackers (account_id, group_id);

CREATE INDEX trackers_of_source ON trackers (source_account_id, source_id);

-- The trackers that a sub-user sees; an owner sees all.
CREATE TABLE bound_trackers (
    account_id BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    tracker_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, user_id, tracker_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, tracker_id) REFERENCES trackers (account_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX bound_users ON bound_trackers (account_id, tracker_id);
