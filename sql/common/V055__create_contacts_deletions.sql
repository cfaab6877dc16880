-- Deleting from the backups: what is to go is marked with the number of its deletion, is hidden from then on, can be brought back until the
-- deletion is due, and is then removed from the tables. The tables are new with V050: nothing waits. Undo: drop the columns and tables, after
-- making sure that no row is marked, for it would be visible again.

INSERT INTO runner_sequence (name, next_value) VALUES ('contacts-deletion', 1);

-- what: MAILBOX, FOLDERS, CONTACTS or SNAPSHOTS. number: the first of those that were named (0 for a mailbox), numbers: how many were.
-- snapshots, versions: how many rows it marked. One of undone_at and purged_at at most is set.
CREATE TABLE contacts_deletion (
  id         BIGINT       NOT NULL,
  mailbox_id INT          NOT NULL,
  what       VARCHAR(16)  NOT NULL,
  number     INT          NOT NULL,
  numbers    INT          NOT NULL,
  snapshots  INT          NOT NULL,
  versions   INT          NOT NULL,
  deleted_at DATETIME(6)  NOT NULL,
  deleted_by VARCHAR(100) NOT NULL,
  purge_at   DATETIME(6)  NOT NULL,
  undone_at  DATETIME(6),
  purged_at  DATETIME(6),
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_contacts_deletion_mailbox ON contacts_deletion (mailbox_id);

-- The deletion that a row is marked by; null for none. Not indexed: it is asked within one mailbox.
ALTER TABLE contacts_snapshot ADD COLUMN deletion BIGINT;
ALTER TABLE contacts_folder ADD COLUMN deletion BIGINT;
ALTER TABLE contacts_version ADD COLUMN deletion BIGINT;

-- The deletion password: one row, a salted PBKDF2 hash of so many rounds. failures: wrong ones since the last right one.
CREATE TABLE contacts_deletion_password (
  id           INT           NOT NULL,
  salt         VARBINARY(64) NOT NULL,
  hash         VARBINARY(64) NOT NULL,
  rounds       INT           NOT NULL,
  set_at       DATETIME(6)   NOT NULL,
  failures     INT           NOT NULL,
  locked_until DATETIME(6),
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
