-- A run that ends gives back what it holds, and the leases may be as many as there are mailboxes: without an index the database would look at,
-- and lock, every one of them. Fills the index while nobody writes; the table is small until then. Undo: DROP INDEX.

CREATE INDEX ix_runner_lease_run ON runner_lease (run_id);
