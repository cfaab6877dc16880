-- What the family contacts-backup keeps: snapshots of people's contacts. Everything that a person wrote is sealed (AES-256-GCM), and what is
-- looked up is an HMAC under a key derived from the store's; docs/contacts-store.md tells the format. New tables: locks nothing. Times are UTC.
-- Undo: drop the tables; the backups are lost.
--
-- Deleting and retention put their columns and tables into a migration of their own (adding a column is instant in MySQL 8).

INSERT INTO runner_sequence (name, next_value) VALUES ('contacts-mailbox', 1);

-- The store's data key, wrapped by the operator's key: one row. key_id names that key without telling it, key_ref is where it was kept when
-- it wrapped: env:NAME or file:/path.
CREATE TABLE contacts_key (
  id         INT            NOT NULL,
  key_id     VARCHAR(16)    NOT NULL,
  key_ref    VARCHAR(1024)  NOT NULL,
  wrapped    VARBINARY(200) NOT NULL,
  created_at DATETIME(6)    NOT NULL,
  rotated_at DATETIME(6),
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- A mailbox that was ever backed up. identity: Graph's id and the address as last told, sealed. next_number: of its folders, contacts and
-- photos. last_seq: of the newest complete snapshot, deleted ones included; 0 for none. links: where the next delta round of each folder
-- begins as of that snapshot, sealed.
CREATE TABLE contacts_mailbox (
  id              INT         NOT NULL,
  organization_id BIGINT      NOT NULL,
  graph_key       BINARY(16)  NOT NULL,
  address_key     BINARY(16)  NOT NULL,
  identity        LONGBLOB    NOT NULL,
  addressed_at    DATETIME(6) NOT NULL,
  next_number     INT         NOT NULL,
  last_seq        INT         NOT NULL,
  links           LONGBLOB,
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE UNIQUE INDEX ux_contacts_mailbox_graph ON contacts_mailbox (graph_key);
CREATE INDEX ix_contacts_mailbox_address ON contacts_mailbox (address_key);

-- The state of a mailbox at one time. completed_at: null while it is written; what was written of it then is taken back by the next one.
-- writer: who writes it, told anew by each. bytes: what the snapshot added to the store, sealed as it is.
CREATE TABLE contacts_snapshot (
  mailbox_id   INT         NOT NULL,
  seq          INT         NOT NULL,
  run_id       BIGINT      NOT NULL,
  writer       BIGINT      NOT NULL,
  begun_at     DATETIME(6) NOT NULL,
  completed_at DATETIME(6),
  folders      INT         NOT NULL,
  contacts     INT         NOT NULL,
  added        INT         NOT NULL,
  changed      INT         NOT NULL,
  removed      INT         NOT NULL,
  bytes        BIGINT      NOT NULL,
  PRIMARY KEY (mailbox_id, seq)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_contacts_snapshot_run ON contacts_snapshot (run_id);

-- A folder as it was from one snapshot until before another; until_seq is null while it still is.
CREATE TABLE contacts_folder (
  mailbox_id  INT        NOT NULL,
  from_seq    INT        NOT NULL,
  number      INT        NOT NULL,
  until_seq   INT,
  graph_key   BINARY(16) NOT NULL,
  content_key BINARY(16) NOT NULL,
  content     LONGBLOB   NOT NULL,
  PRIMARY KEY (mailbox_id, from_seq, number)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_contacts_folder_until ON contacts_folder (mailbox_id, until_seq);

-- A contact as it was from one snapshot until before another, in one folder (its number). The key's order lets a snapshot append its rows.
CREATE TABLE contacts_version (
  mailbox_id  INT        NOT NULL,
  from_seq    INT        NOT NULL,
  number      INT        NOT NULL,
  until_seq   INT,
  folder      INT        NOT NULL,
  photo       INT,
  graph_key   BINARY(16) NOT NULL,
  content_key BINARY(16) NOT NULL,
  content     LONGBLOB   NOT NULL,
  PRIMARY KEY (mailbox_id, from_seq, number)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_contacts_version_number ON contacts_version (mailbox_id, number);
CREATE INDEX ix_contacts_version_graph ON contacts_version (mailbox_id, graph_key);
CREATE INDEX ix_contacts_version_until ON contacts_version (mailbox_id, until_seq, folder);

-- A photo, once for each mailbox however many contacts and versions have it. first_seq: the snapshot that brought it.
CREATE TABLE contacts_photo (
  mailbox_id INT        NOT NULL,
  number     INT        NOT NULL,
  first_seq  INT        NOT NULL,
  photo_key  BINARY(16) NOT NULL,
  content    LONGBLOB   NOT NULL,
  PRIMARY KEY (mailbox_id, number)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE UNIQUE INDEX ux_contacts_photo_key ON contacts_photo (mailbox_id, photo_key);
CREATE INDEX ix_contacts_photo_first ON contacts_photo (mailbox_id, first_seq);
