-- How often a part of a run was done again after a transient failure. Adds a column with a constant default: at once, without
-- a copy of the table. Undo: drop the column.

ALTER TABLE runner_run ADD COLUMN retried INT DEFAULT 0 NOT NULL;
