-- What the runner's database account may do on MySQL 8.4 or newer. No migration: Flyway looks for V*__*.sql alone.
--
-- Two accounts: this one runs the jobs; another one, which may create and alter tables, migrates. As an administrator, once:
--
--   CREATE DATABASE panel;
--   CREATE USER 'rollcall_owner'@'localhost' IDENTIFIED BY '...';
--   GRANT ALL PRIVILEGES ON panel.* TO 'rollcall_owner'@'localhost';
--   CREATE USER 'rollcall'@'%' IDENTIFIED BY '...';
--
-- As the owner, at first and after each new version of the program (the views run with the rights of whoever made them):
--
--   SPRING_DATASOURCE_USERNAME=rollcall_owner SPRING_DATASOURCE_PASSWORD=env:OWNER_PASSWORD scripts/rollcall db migrate
--
-- As an administrator, after the first migration and whenever this file changed:
--
--   sed 's/`panel`/`your_schema`/; s/`rollcall`@`%`/`your_account`@`your_host`/' sql/mysql/grants.sql | mysql
--
-- Then `scripts/rollcall db check`, as the runner's account, names what is missing.

-- What backend-sync writes: it adds, and can neither change nor delete.
GRANT SELECT, INSERT ON `panel`.panel_object   TO `rollcall`@`%`;
GRANT SELECT, INSERT ON `panel`.panel_identity TO `rollcall`@`%`;
GRANT SELECT, INSERT ON `panel`.panel_settings TO `rollcall`@`%`;
GRANT SELECT, INSERT ON `panel`.panel_address  TO `rollcall`@`%`;
GRANT SELECT, INSERT ON `panel`.panel_member   TO `rollcall`@`%`;
GRANT SELECT, INSERT ON `panel`.panel_grant    TO `rollcall`@`%`;

GRANT SELECT ON `panel`.panel_object_current   TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_identity_current TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_settings_current TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_address_current  TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_member_current   TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_grant_current    TO `rollcall`@`%`;

-- What directory-sync writes: it adds and changes, and deletes nothing; its history it can only add to.
GRANT SELECT, INSERT, UPDATE ON `panel`.panel_directory_user TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE ON `panel`.panel_directory_list TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE ON `panel`.panel_directory_address TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE ON `panel`.panel_directory_member TO `rollcall`@`%`;
GRANT SELECT, INSERT ON `panel`.panel_directory_event TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_directory_user_current TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_directory_list_current TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_directory_address_current TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_directory_member_current TO `rollcall`@`%`;

-- Organizations and their domains are the panel's own data: jobs only read them. `organizations add` and `organizations set`
-- are an administrator's commands: type them as the owner, as `db migrate` above.
GRANT SELECT ON `panel`.panel_organization TO `rollcall`@`%`;
GRANT SELECT ON `panel`.panel_domain       TO `rollcall`@`%`;

-- The runner's own tables.
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_sequence TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_run      TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_lease    TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_audit    TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_problem  TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_plan     TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_change   TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_key      TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_pending  TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_seen     TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_line     TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_mail     TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_schedule TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_firing   TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_directory_position TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_directory_plan TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_directory_again TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_directory_user TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_directory_list TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.runner_directory_member TO `rollcall`@`%`;

-- The backups of contacts.
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_key TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_mailbox TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_snapshot TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_folder TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_version TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_photo TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_deletion TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_deletion_password TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_restore TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_restore_item TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_restore_folder TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.contacts_upkeep TO `rollcall`@`%`;

-- Which migrations were run.
GRANT SELECT ON `panel`.runner_schema_history TO `rollcall`@`%`;

-- Spring Batch's tables.
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.BATCH_JOB_INSTANCE           TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.BATCH_JOB_EXECUTION          TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.BATCH_JOB_EXECUTION_PARAMS   TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.BATCH_JOB_EXECUTION_CONTEXT  TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.BATCH_STEP_EXECUTION         TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.BATCH_STEP_EXECUTION_CONTEXT TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.BATCH_JOB_INSTANCE_SEQ       TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.BATCH_JOB_EXECUTION_SEQ      TO `rollcall`@`%`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `panel`.BATCH_STEP_EXECUTION_SEQ     TO `rollcall`@`%`;
