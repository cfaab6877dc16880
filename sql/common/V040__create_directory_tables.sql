-- What the family directory-sync keeps: the panel's mirror of Microsoft 365 directories, and the runner's own rows behind it. New
-- tables: locks nothing. Text compares by code point without padding (utf8mb4_0900_bin), so that Graph ids keep their case; times are UTC.
-- Undo: drop the views and tables; the next sync would read everything anew, and history would be lost.

-- One row for each user that ever was in scope; changed in place, never deleted.
CREATE TABLE panel_directory_user (
  organization_id     BIGINT        NOT NULL,
  graph_id            VARCHAR(128)  NOT NULL,
  user_principal_name VARCHAR(1024),
  display_name        VARCHAR(1024),
  given_name          VARCHAR(1024),
  surname             VARCHAR(1024),
  mail                VARCHAR(1024),
  account_enabled     BOOLEAN,
  user_type           VARCHAR(100),
  licenses            TEXT,
  on_premises_sync    BOOLEAN,
  job_title           VARCHAR(1024),
  department          VARCHAR(1024),
  office              VARCHAR(1024),
  mobile_phone        VARCHAR(1024),
  business_phones     TEXT,
  removed             BOOLEAN       NOT NULL,
  removed_why         VARCHAR(20),
  removed_run_id      BIGINT,
  removed_at          DATETIME(6),
  first_run_id        BIGINT        NOT NULL,
  first_at            DATETIME(6)   NOT NULL,
  changed_run_id      BIGINT        NOT NULL,
  changed_at          DATETIME(6)   NOT NULL,
  PRIMARY KEY (organization_id, graph_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- One row for each mail-enabled group that ever was in scope.
CREATE TABLE panel_directory_list (
  organization_id  BIGINT        NOT NULL,
  graph_id         VARCHAR(128)  NOT NULL,
  display_name     VARCHAR(1024),
  description      TEXT,
  mail             VARCHAR(1024),
  mail_nickname    VARCHAR(1024),
  mail_enabled     BOOLEAN,
  security_enabled BOOLEAN,
  group_types      VARCHAR(1024),
  visibility       VARCHAR(100),
  on_premises_sync BOOLEAN,
  removed          BOOLEAN       NOT NULL,
  removed_why      VARCHAR(20),
  removed_run_id   BIGINT,
  removed_at       DATETIME(6),
  first_run_id     BIGINT        NOT NULL,
  first_at         DATETIME(6)   NOT NULL,
  changed_run_id   BIGINT        NOT NULL,
  changed_at       DATETIME(6)   NOT NULL,
  PRIMARY KEY (organization_id, graph_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- Who holds an address: one row for each address of an organization, so that nobody else of it can hold it too. address_key: in
-- lower case; holder_kind: user, list.
CREATE TABLE panel_directory_address (
  organization_id BIGINT       NOT NULL,
  address_key     VARCHAR(512) NOT NULL,
  address         VARCHAR(512) NOT NULL,
  holder_kind     VARCHAR(10)  NOT NULL,
  holder_id       VARCHAR(128) NOT NULL,
  is_primary      BOOLEAN      NOT NULL,
  removed         BOOLEAN      NOT NULL,
  removed_run_id  BIGINT,
  removed_at      DATETIME(6),
  first_run_id    BIGINT       NOT NULL,
  first_at        DATETIME(6)  NOT NULL,
  changed_run_id  BIGINT       NOT NULL,
  changed_at      DATETIME(6)  NOT NULL,
  PRIMARY KEY (organization_id, address_key)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_panel_directory_address_holder ON panel_directory_address (organization_id, holder_id);
CREATE INDEX ix_panel_directory_address_key ON panel_directory_address (address_key);

-- Direct members of lists, of whatever kind: user, group, contact, device, service_principal, other.
CREATE TABLE panel_directory_member (
  organization_id BIGINT       NOT NULL,
  list_id         VARCHAR(128) NOT NULL,
  member_id       VARCHAR(128) NOT NULL,
  member_kind     VARCHAR(20)  NOT NULL,
  removed         BOOLEAN      NOT NULL,
  removed_run_id  BIGINT,
  removed_at      DATETIME(6),
  first_run_id    BIGINT       NOT NULL,
  first_at        DATETIME(6)  NOT NULL,
  changed_run_id  BIGINT       NOT NULL,
  changed_at      DATETIME(6)  NOT NULL,
  PRIMARY KEY (organization_id, list_id, member_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_panel_directory_member_member ON panel_directory_member (organization_id, member_id);

-- What happened, insert only: one row for each field that changed, one for each thing that was added, removed or returned.
CREATE TABLE panel_directory_event (
  id              BIGINT       NOT NULL AUTO_INCREMENT,
  organization_id BIGINT       NOT NULL,
  kind            VARCHAR(10)  NOT NULL,
  graph_id        VARCHAR(128) NOT NULL,
  item            VARCHAR(512),
  event           VARCHAR(10)  NOT NULL,
  field           VARCHAR(40),
  value_before    TEXT,
  value_after     TEXT,
  run_id          BIGINT       NOT NULL,
  at              DATETIME(6)  NOT NULL,
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_panel_directory_event_object ON panel_directory_event (organization_id, graph_id, id);

CREATE VIEW panel_directory_user_current AS
SELECT u.*, a.address AS primary_address
FROM panel_directory_user u
LEFT JOIN panel_directory_address a
  ON a.organization_id = u.organization_id AND a.holder_id = u.graph_id AND a.holder_kind = 'user' AND a.is_primary = TRUE AND a.removed = FALSE
WHERE u.removed = FALSE;

CREATE VIEW panel_directory_list_current AS
SELECT l.*, a.address AS primary_address,
       CASE WHEN l.group_types LIKE '%Unified%' THEN 'microsoft365' WHEN l.security_enabled = TRUE THEN 'mail-security' ELSE 'distribution' END AS list_type
FROM panel_directory_list l
LEFT JOIN panel_directory_address a
  ON a.organization_id = l.organization_id AND a.holder_id = l.graph_id AND a.holder_kind = 'list' AND a.is_primary = TRUE AND a.removed = FALSE
WHERE l.removed = FALSE;

CREATE VIEW panel_directory_address_current AS
SELECT * FROM panel_directory_address WHERE removed = FALSE;

-- Members of live lists; a member that is no user or list of the panel has its id alone.
CREATE VIEW panel_directory_member_current AS
SELECT m.organization_id, m.list_id, m.member_id, m.member_kind, m.first_run_id, m.first_at, m.changed_run_id, m.changed_at
FROM panel_directory_member m
JOIN panel_directory_list l ON l.organization_id = m.organization_id AND l.graph_id = m.list_id AND l.removed = FALSE
WHERE m.removed = FALSE;

-- Where the next delta round of an organization begins. The links are opaque, of any length, and kept whole. scope_hash: what they
-- were read for; another one means a full read.
CREATE TABLE runner_directory_position (
  organization_id BIGINT      NOT NULL,
  users_link      LONGTEXT    NOT NULL,
  groups_link     LONGTEXT    NOT NULL,
  scope_hash      VARCHAR(64) NOT NULL,
  run_id          BIGINT      NOT NULL,
  saved_at        DATETIME(6) NOT NULL,
  full_run_id     BIGINT      NOT NULL,
  full_at         DATETIME(6) NOT NULL,
  PRIMARY KEY (organization_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- How a plan's reading was done, and the links that become the organization's when the plan is applied; null in a plan that may save none.
CREATE TABLE runner_directory_plan (
  plan_id     BIGINT      NOT NULL,
  full_read   BOOLEAN     NOT NULL,
  why         VARCHAR(20) NOT NULL,
  scope_hash  VARCHAR(64) NOT NULL,
  began_at    DATETIME(6) NOT NULL,
  users_link  LONGTEXT,
  groups_link LONGTEXT,
  PRIMARY KEY (plan_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- Objects that must be read again by the next delta round, because a plan could not write all of them.
CREATE TABLE runner_directory_again (
  organization_id BIGINT       NOT NULL,
  kind            VARCHAR(10)  NOT NULL,
  graph_id        VARCHAR(128) NOT NULL,
  plan_id         BIGINT       NOT NULL,
  PRIMARY KEY (organization_id, kind, graph_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- Working rows of a plan being made: what the pages said of each object, put together. whole: content is all there is, else only what
-- changed. taken: the plan leaves it live in the panel. content: JSON by Graph's property names, an absent one is not known to have changed.
CREATE TABLE runner_directory_user (
  plan_id  BIGINT        NOT NULL,
  graph_id VARCHAR(128)  NOT NULL,
  present  BOOLEAN       NOT NULL,
  whole    BOOLEAN       NOT NULL,
  taken    BOOLEAN       NOT NULL,
  label    VARCHAR(400)  NOT NULL,
  content  LONGTEXT      NOT NULL,
  PRIMARY KEY (plan_id, graph_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

CREATE TABLE runner_directory_list (
  plan_id  BIGINT        NOT NULL,
  graph_id VARCHAR(128)  NOT NULL,
  present  BOOLEAN       NOT NULL,
  whole    BOOLEAN       NOT NULL,
  taken    BOOLEAN       NOT NULL,
  label    VARCHAR(400)  NOT NULL,
  content  LONGTEXT      NOT NULL,
  PRIMARY KEY (plan_id, graph_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

CREATE TABLE runner_directory_member (
  plan_id     BIGINT       NOT NULL,
  list_id     VARCHAR(128) NOT NULL,
  member_id   VARCHAR(128) NOT NULL,
  member_kind VARCHAR(20)  NOT NULL,
  present     BOOLEAN      NOT NULL,
  PRIMARY KEY (plan_id, list_id, member_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
