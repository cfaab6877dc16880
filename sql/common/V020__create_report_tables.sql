-- Mails on their way: a report waits here until a mail server has taken it. Times are UTC.
CREATE TABLE runner_mail (
  id              BIGINT        NOT NULL AUTO_INCREMENT,
  run_id          BIGINT        NOT NULL,
  -- What the mail is sent for, unique within the run: asked for twice, it is queued once.
  occasion        VARCHAR(100)  COLLATE utf8mb4_bin NOT NULL,
  -- Given once and sent with every attempt, so that a repeated mail can be recognised.
  message_id      VARCHAR(255)  COLLATE utf8mb4_bin NOT NULL,
  -- One address a line.
  recipients      TEXT          NOT NULL,
  -- Those of the recipients that no server has taken the mail for yet.
  pending         TEXT          NOT NULL,
  subject         VARCHAR(255)  NOT NULL,
  body_text       MEDIUMTEXT    NOT NULL,
  body_html       MEDIUMTEXT    NOT NULL,
  attachment_path VARCHAR(4096),
  attachment_name VARCHAR(255),
  state           VARCHAR(12)   NOT NULL,
  -- Since the mail was queued, or queued again by hand.
  attempts        INT           NOT NULL,
  created_at      DATETIME(6)   NOT NULL,
  next_attempt_at DATETIME(6)   NOT NULL,
  give_up_at      DATETIME(6)   NOT NULL,
  claimed_at      DATETIME(6),
  claimed_by      VARCHAR(255)  COLLATE utf8mb4_bin,
  sent_at         DATETIME(6),
  last_error      VARCHAR(1000),
  PRIMARY KEY (id),
  CONSTRAINT runner_mail_occasion UNIQUE (run_id, occasion),
  CONSTRAINT runner_mail_state CHECK (state IN ('waiting', 'sending', 'sent', 'undelivered'))
) DEFAULT CHARSET = utf8mb4;

CREATE INDEX runner_mail_due ON runner_mail (state, next_attempt_at);
