-- Live views of runs, and plans whose lines retention deleted. Nullable columns at the end: MySQL adds them in an instant, without
-- rewriting a row; the tables are locked for as long as running transactions on them take.
-- Undo: drop the columns.

-- How far the run's steps are, as JSON, written with the heartbeat; null when no process said so yet.
ALTER TABLE runner_run ADD COLUMN progress TEXT;

-- When the plan's lines were deleted; null while they are there.
ALTER TABLE runner_plan ADD COLUMN purged_at DATETIME(6);
