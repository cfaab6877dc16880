-- What the runs of contacts-backup that verify or prune came to, mailbox by mailbox: for their restarts and their reports. Numbers alone. And
-- room in the firings for a job's further schedules. A new table, and a column that is made longer at once, without a copy of the table: locks
-- nothing. Undo: drop the table; let the column be.

-- done: all of it was written; else the run was interrupted at this mailbox. snapshots: that there were before. versions, photos: that were
-- opened. damaged: things that are not what was stored. spared: snapshots kept for last copies alone. dropped: snapshots that the run hid.
-- purged: earlier deletions that it removed from the tables.
CREATE TABLE contacts_upkeep (
  run_id           BIGINT       NOT NULL,
  mailbox_id       INT          NOT NULL,
  organization_key VARCHAR(100) NOT NULL,
  done             BOOLEAN      NOT NULL,
  snapshots        INT          NOT NULL,
  versions         INT          NOT NULL,
  photos           INT          NOT NULL,
  damaged          INT          NOT NULL,
  spared           INT          NOT NULL,
  dropped          INT          NOT NULL,
  purged           INT          NOT NULL,
  PRIMARY KEY (run_id, mailbox_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- A job's name, or that and the kind of its further schedule: `acme-contacts verify`.
ALTER TABLE runner_firing MODIFY COLUMN job VARCHAR(120) NOT NULL;
