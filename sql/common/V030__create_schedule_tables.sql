-- The schedules of `serve`: one row for each job that starts by itself, kept by db-scheduler, and what was fired. New tables: locks
-- nothing. Undo: drop both; `serve` makes the rows anew, and forgets one missed firing for each job at most.

-- The columns are db-scheduler's (16.x). task_instance: the job. task_data: the firing's time, and the schedule that it comes from.
-- execution_time: when a serve process takes it up. Times are UTC.
CREATE TABLE runner_schedule (
  task_name            VARCHAR(100) NOT NULL,
  task_instance        VARCHAR(100) NOT NULL,
  task_data            BLOB,
  execution_time       DATETIME(6)  NOT NULL,
  picked               BOOLEAN      NOT NULL,
  picked_by            VARCHAR(50),
  last_success         DATETIME(6),
  last_failure         DATETIME(6),
  consecutive_failures INT,
  last_heartbeat       DATETIME(6),
  version              BIGINT       NOT NULL,
  priority             SMALLINT,
  PRIMARY KEY (task_name, task_instance)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_runner_schedule_due ON runner_schedule (execution_time);
CREATE INDEX ix_runner_schedule_heartbeat ON runner_schedule (last_heartbeat);

-- Each firing and its run, written together: what keeps a firing from being run twice.
CREATE TABLE runner_firing (
  job    VARCHAR(100) NOT NULL,
  due_at DATETIME(6)  NOT NULL,
  run_id BIGINT       NOT NULL,
  PRIMARY KEY (job, due_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
