-- Restoring contacts: what each restore, and each undo of one, is to do, and how far it is. Numbers alone, no word that a person wrote: who may
-- read these tables learns how many contacts were put back, not which. New tables: locks nothing. Times are UTC.
-- Undo: drop the tables; a restore that was interrupted can then not be continued, and none can be undone.

-- A restore by its run. token: begins the marker of each contact that it makes. source: the mailbox and snapshot that it takes contacts from;
-- target: the mailbox that it writes to. before_seq: the target's snapshot that it was planned by; null before that. placement: NEW_FOLDER or
-- IN_PLACE. new_folder: what the new one is called. conflict: SKIP, COPY or REPLACE. undo_of: the restore that this one undoes; undone_by: the one that undoes this.
CREATE TABLE contacts_restore (
  run_id         BIGINT      NOT NULL,
  token          VARCHAR(32) NOT NULL,
  source_mailbox INT         NOT NULL,
  source_seq     INT         NOT NULL,
  target_mailbox INT         NOT NULL,
  before_seq     INT,
  placement      VARCHAR(16) NOT NULL,
  new_folder     VARCHAR(64) NOT NULL,
  conflict       VARCHAR(16) NOT NULL,
  force_changed  BOOLEAN     NOT NULL,
  undo_of        BIGINT,
  undone_by      BIGINT,
  PRIMARY KEY (run_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- What a restore does about one contact. action: CREATE, REPLACE, REMOVE or SKIP, reason: why it is skipped. source: the contact's number in the
-- source snapshot, folder: that of its folder there; existing: the number of the target's contact that it meets. state: OPEN, DONE or FAILED.
CREATE TABLE contacts_restore_item (
  run_id   BIGINT      NOT NULL,
  position INT         NOT NULL,
  action   VARCHAR(16) NOT NULL,
  reason   VARCHAR(24),
  source   INT,
  folder   INT,
  existing INT,
  state    VARCHAR(16) NOT NULL,
  PRIMARY KEY (run_id, position)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- A folder that a restore makes, written before it is made. folder: the number of the source's folder that it stands for; 0 for the one that
-- holds all others of a restore to a new folder.
CREATE TABLE contacts_restore_folder (
  run_id BIGINT NOT NULL,
  folder INT    NOT NULL,
  PRIMARY KEY (run_id, folder)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
