-- The runner's own tables: runs, leases, plans and their working rows, problems, audit. Freely updated by the program.
-- Undo: drop them; the panel's tables do not depend on them.

CREATE TABLE runner_sequence (
  name       VARCHAR(20) NOT NULL,
  next_value BIGINT      NOT NULL,
  PRIMARY KEY (name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
INSERT INTO runner_sequence (name, next_value) VALUES ('run', 1);
INSERT INTO runner_sequence (name, next_value) VALUES ('plan', 1);
INSERT INTO runner_sequence (name, next_value) VALUES ('problem', 1);
INSERT INTO runner_sequence (name, next_value) VALUES ('audit', 1);
INSERT INTO runner_sequence (name, next_value) VALUES ('mail', 1);
INSERT INTO runner_sequence (name, next_value) VALUES ('organization', 1);
INSERT INTO runner_sequence (name, next_value) VALUES ('object', 1099511627776);

CREATE TABLE runner_run (
  id                BIGINT        NOT NULL,
  job               VARCHAR(100)  NOT NULL,
  family            VARCHAR(40)   NOT NULL,
  kind              VARCHAR(10)   NOT NULL,
  only_objects      TEXT,
  plan_id           BIGINT,
  accept_drop       BOOLEAN       NOT NULL,
  requested_by      VARCHAR(100)  NOT NULL,
  definition_digest VARCHAR(64)   NOT NULL,
  organizations     TEXT          NOT NULL,
  status            VARCHAR(20)   NOT NULL,
  stop_requested    BOOLEAN       NOT NULL,
  owner_host        VARCHAR(255),
  owner_pid         BIGINT,
  owner_started     DATETIME(6),
  heartbeat_at      DATETIME(6),
  started_at        DATETIME(6)   NOT NULL,
  ended_at          DATETIME(6),
  superseded_by     BIGINT,
  summary           TEXT,
  reason            TEXT,
  report_file       VARCHAR(1024),
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_runner_run_job ON runner_run (job, id);

-- One writer at a time for a resource ("backend-sync/acme"). A token only rises; a chunk that finds another token than its
-- run's does not commit. run_id: the holder; null when nobody holds it. The holder's heartbeat is its run's.
CREATE TABLE runner_lease (
  resource VARCHAR(200) NOT NULL,
  token    BIGINT       NOT NULL,
  run_id   BIGINT,
  PRIMARY KEY (resource)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

CREATE TABLE runner_audit (
  id     BIGINT       NOT NULL,
  at     DATETIME(6)  NOT NULL,
  actor  VARCHAR(100) NOT NULL,
  action VARCHAR(40)  NOT NULL,
  target VARCHAR(255) NOT NULL,
  reason TEXT,
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

CREATE TABLE runner_problem (
  id               BIGINT      NOT NULL,
  run_id           BIGINT      NOT NULL,
  organization_key VARCHAR(100),
  kind             VARCHAR(20) NOT NULL,
  item             TEXT        NOT NULL,
  message          TEXT        NOT NULL,
  advice           TEXT        NOT NULL,
  step             VARCHAR(20) NOT NULL,
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_runner_problem_run ON runner_problem (run_id, id);

-- What a sync run found for one organization. state: MAKING, OPEN (may be applied), REFUSED (by a gate), APPROVED, APPLYING, APPLIED,
-- EXPIRED.
CREATE TABLE runner_plan (
  id                BIGINT       NOT NULL,
  run_id            BIGINT       NOT NULL,
  job               VARCHAR(100) NOT NULL,
  family            VARCHAR(40)  NOT NULL,
  run_kind          VARCHAR(10)  NOT NULL,
  organization_id   BIGINT       NOT NULL,
  organization_key  VARCHAR(100) NOT NULL,
  definition_digest VARCHAR(64)  NOT NULL,
  source_digest     VARCHAR(64),
  state             VARCHAR(20)  NOT NULL,
  digest            VARCHAR(64),
  records_read      BIGINT       NOT NULL,
  complete          BOOLEAN      NOT NULL,
  tally             TEXT         NOT NULL,
  gates             TEXT,
  last_seq          BIGINT       NOT NULL,
  created_at        DATETIME(6)  NOT NULL,
  applied_at        DATETIME(6),
  applied_run_id    BIGINT,
  approved_by       VARCHAR(100),
  approved_until    DATETIME(6),
  failure           TEXT,
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_runner_plan_run ON runner_plan (run_id);
CREATE INDEX ix_runner_plan_organization ON runner_plan (organization_id, family, id);

-- The plan's lines, one for each object, in order. payload: deflated JSON in Base64 (Connector/J turns a BLOB into hexadecimal text byte by
-- byte, which takes longer than everything else about the line); an added object's and a staged line hold the source's record.
CREATE TABLE runner_change (
  plan_id   BIGINT       NOT NULL,
  seq       BIGINT       NOT NULL,
  object_id BIGINT       NOT NULL,
  kind      VARCHAR(12)  NOT NULL,
  operation VARCHAR(10)  NOT NULL,
  label     VARCHAR(400) NOT NULL,
  payload   LONGTEXT     NOT NULL,
  digest    BINARY(32)   NOT NULL,
  line_hash BINARY(32),
  PRIMARY KEY (plan_id, seq)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- Working rows of a plan being made; gone when it is applied or refused.
CREATE TABLE runner_key (
  plan_id   BIGINT     NOT NULL,
  key_hash  BINARY(16) NOT NULL,
  object_id BIGINT     NOT NULL,
  PRIMARY KEY (plan_id, key_hash)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- Lines of a plan that the second pass must look at: key_hash is what an object yet to come must answer to, zero when the line must be
-- looked at in any case.
CREATE TABLE runner_pending (
  plan_id  BIGINT     NOT NULL,
  seq      BIGINT     NOT NULL,
  key_hash BINARY(16) NOT NULL,
  PRIMARY KEY (plan_id, seq, key_hash)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

CREATE TABLE runner_seen (
  plan_id BIGINT   NOT NULL,
  seq     BIGINT   NOT NULL,
  objects LONGBLOB NOT NULL,
  PRIMARY KEY (plan_id, seq)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- The hash of the record that an object's panel rows came from: an unchanged record is recognised before it is parsed. Read in the
-- order of its key, which is the order of the source as long as that does not change, else by hash.
CREATE TABLE runner_line (
  organization_id BIGINT     NOT NULL,
  object_id       BIGINT     NOT NULL,
  line_hash       BINARY(32) NOT NULL,
  PRIMARY KEY (organization_id, object_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
-- Not with organization_id in front: MySQL would then sort all of an organization's hashes for each page in the order of object_id.
CREATE INDEX ix_runner_line_hash ON runner_line (line_hash);
