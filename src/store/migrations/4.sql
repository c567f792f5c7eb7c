-- Commands count what they write, so that a server notices.

INSERT INTO id_counters (entity, next_id) VALUES ('command', 1);
