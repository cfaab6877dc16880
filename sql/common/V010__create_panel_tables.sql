-- The panel's tables that the family backend-sync fills. Insert-only: a fact (identity, settings group, address, member, grant)
-- never changes; what differs is a new row with the next version, and the *_current views show the newest one.
-- Text compares by code point without padding (utf8mb4_0900_bin); times are UTC.
-- Undo: drop the views and tables; nothing else depends on them.

CREATE TABLE panel_organization (
  id               BIGINT       NOT NULL,
  organization_key VARCHAR(100) NOT NULL,
  name             VARCHAR(255) NOT NULL,
  server_type      VARCHAR(20)  NOT NULL,
  tenant_id        VARCHAR(64),
  created_at       DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT uq_panel_organization_key UNIQUE (organization_key)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- Accepted domains, lower case. A domain belongs to one organization.
CREATE TABLE panel_domain (
  domain          VARCHAR(255) NOT NULL,
  organization_id BIGINT       NOT NULL,
  PRIMARY KEY (domain),
  CONSTRAINT fk_panel_domain_organization FOREIGN KEY (organization_id) REFERENCES panel_organization (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- One row for each mailbox, list or contact, whoever made it. The panel numbers its own below 2^40, Rollcall from 2^40 on.
CREATE TABLE panel_object (
  id              BIGINT      NOT NULL,
  organization_id BIGINT      NOT NULL,
  kind            VARCHAR(10) NOT NULL,
  run_id          BIGINT,
  observed_at     DATETIME(6) NOT NULL,
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_panel_object_organization ON panel_object (organization_id, id);

-- Who an object is on the backend, and whether it is there (state: present or gone). The *_hash columns are the first eight
-- bytes of SHA-256 of the lower-case text, for look-ups; the text itself decides.
CREATE TABLE panel_identity (
  object_id           BIGINT        NOT NULL,
  version             INT           NOT NULL,
  state               VARCHAR(10)   NOT NULL,
  type                VARCHAR(20)   NOT NULL,
  type_raw            VARCHAR(100)  NOT NULL,
  backend_guid        BINARY(16),
  exchange_guid       BINARY(16),
  entra_id            BINARY(16),
  distinguished_name  VARCHAR(2048),
  legacy_exchange_dn  VARCHAR(2048),
  sam_account_name    VARCHAR(256),
  user_principal_name VARCHAR(1024),
  dn_hash             BIGINT,
  legacy_dn_hash      BIGINT,
  sam_hash            BIGINT,
  upn_hash            BIGINT,
  run_id              BIGINT        NOT NULL,
  observed_at         DATETIME(6)   NOT NULL,
  PRIMARY KEY (object_id, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_panel_identity_backend_guid ON panel_identity (backend_guid);
CREATE INDEX ix_panel_identity_exchange_guid ON panel_identity (exchange_guid);
CREATE INDEX ix_panel_identity_entra_id ON panel_identity (entra_id);
CREATE INDEX ix_panel_identity_dn ON panel_identity (dn_hash);
CREATE INDEX ix_panel_identity_legacy_dn ON panel_identity (legacy_dn_hash);
CREATE INDEX ix_panel_identity_sam ON panel_identity (sam_hash);
CREATE INDEX ix_panel_identity_upn ON panel_identity (upn_hash);

-- One settings group of an object, as canonical JSON.
CREATE TABLE panel_settings (
  object_id    BIGINT      NOT NULL,
  section      VARCHAR(40) NOT NULL,
  version      INT         NOT NULL,
  content      LONGTEXT    NOT NULL,
  content_hash BINARY(32)  NOT NULL,
  run_id       BIGINT      NOT NULL,
  observed_at  DATETIME(6) NOT NULL,
  PRIMARY KEY (object_id, section, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- Who holds an address. address_key: prefix and value in lower case ("smtp:jane@acme.example"); address: the value as given.
CREATE TABLE panel_address (
  address_key     VARCHAR(512) NOT NULL,
  organization_id BIGINT       NOT NULL,
  version         INT          NOT NULL,
  state           VARCHAR(10)  NOT NULL,
  address         VARCHAR(512) NOT NULL,
  object_id       BIGINT       NOT NULL,
  is_primary      BOOLEAN      NOT NULL,
  run_id          BIGINT,
  observed_at     DATETIME(6)  NOT NULL,
  PRIMARY KEY (address_key, organization_id, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;
CREATE INDEX ix_panel_address_object ON panel_address (object_id);

-- Members of a list. target_key: "object:<id>" when the member is known, else "raw:<hash of the normalised text>".
CREATE TABLE panel_member (
  object_id   BIGINT        NOT NULL,
  target_key  VARCHAR(40)   NOT NULL,
  version     INT           NOT NULL,
  state       VARCHAR(10)   NOT NULL,
  target_id   BIGINT,
  target_raw  VARCHAR(2048) NOT NULL,
  run_id      BIGINT        NOT NULL,
  observed_at DATETIME(6)   NOT NULL,
  PRIMARY KEY (object_id, target_key, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

-- Grants on an object: full-access, send-as, send-on-behalf.
CREATE TABLE panel_grant (
  object_id   BIGINT        NOT NULL,
  permission  VARCHAR(20)   NOT NULL,
  target_key  VARCHAR(40)   NOT NULL,
  version     INT           NOT NULL,
  state       VARCHAR(10)   NOT NULL,
  target_id   BIGINT,
  target_raw  VARCHAR(2048) NOT NULL,
  run_id      BIGINT        NOT NULL,
  observed_at DATETIME(6)   NOT NULL,
  PRIMARY KEY (object_id, permission, target_key, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin;

CREATE VIEW panel_identity_current AS
SELECT f.* FROM panel_identity f
WHERE NOT EXISTS (SELECT 1 FROM panel_identity n WHERE n.object_id = f.object_id AND n.version > f.version);

CREATE VIEW panel_settings_current AS
SELECT f.* FROM panel_settings f
WHERE NOT EXISTS (
  SELECT 1 FROM panel_settings n WHERE n.object_id = f.object_id AND n.section = f.section AND n.version > f.version);

CREATE VIEW panel_address_current AS
SELECT f.* FROM panel_address f
WHERE NOT EXISTS (
  SELECT 1 FROM panel_address n
  WHERE n.address_key = f.address_key AND n.organization_id = f.organization_id AND n.version > f.version);

CREATE VIEW panel_member_current AS
SELECT f.* FROM panel_member f
WHERE NOT EXISTS (
  SELECT 1 FROM panel_member n WHERE n.object_id = f.object_id AND n.target_key = f.target_key AND n.version > f.version);

CREATE VIEW panel_grant_current AS
SELECT f.* FROM panel_grant f
WHERE NOT EXISTS (
  SELECT 1 FROM panel_grant n
  WHERE n.object_id = f.object_id AND n.permission = f.permission AND n.target_key = f.target_key AND n.version > f.version);

-- Every object with its newest identity; the identity columns are null for an object made by hand in the panel.
CREATE VIEW panel_object_current AS
SELECT o.id, o.organization_id, o.kind, i.state, i.type, i.type_raw, i.backend_guid, i.exchange_guid, i.entra_id,
       i.distinguished_name, i.sam_account_name, i.user_principal_name, a.address AS primary_address,
       i.version AS identity_version, i.run_id AS identity_run_id, i.observed_at
FROM panel_object o
LEFT JOIN panel_identity_current i ON i.object_id = o.id
LEFT JOIN panel_address_current a ON a.object_id = o.id AND a.is_primary = TRUE AND a.state = 'present';
