-- The audit log is found by moment.

CREATE INDEX audit_records_by_moment ON audit_records (account_id, done_at);
