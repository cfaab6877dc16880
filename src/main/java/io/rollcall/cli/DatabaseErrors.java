package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a database's errors mean to a person. */
final class DatabaseErrors {
  // https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
  private static final int ACCESS_TO_DATABASE_DENIED = 1044;
  private static final int ACCESS_DENIED = 1045;
  private static final int UNKNOWN_DATABASE = 1049;
  private static final int COMMAND_DENIED = 1142;
  // https://www.h2database.com/javadoc/org/h2/api/ErrorCode.html
  private static final int ALREADY_OPEN = 90020;
  private static final int WRONG_USER_OR_PASSWORD = 28000;
  private static final int FILE_CORRUPTED = 90030;

  private static final String WHERE =
      "spring.datasource.url in rollcall.yaml, or SPRING_DATASOURCE_URL";
  private static final String WHO =
      "check spring.datasource.username and spring.datasource.password (env:NAME or file:/path)";

  private DatabaseErrors() {}

  /**
   * Translates an error.
   *
   * @param connected the database had answered before
   * @return empty when it is none that has words of its own
   */
  static Optional<Failure> translate(
      SQLException error, @Nullable DatabaseAddress address, boolean connected) {
    DatabaseAddress at = address == null ? DatabaseAddress.of("", "") : address;
    String state = Objects.toString(error.getSQLState(), "");
    return switch (error.getErrorCode()) {
      case ALREADY_OPEN -> Optional.of(inUse(at));
      case ACCESS_DENIED, WRONG_USER_OR_PASSWORD ->
          wrong("the database at %s does not let %s in".formatted(at.place(), at.user()), WHO);
      case ACCESS_TO_DATABASE_DENIED ->
          wrong(
              // MySQL says the same of a database that does not exist to who may not know that.
              "%s may not use the database %s at %s, or there is none"
                  .formatted(at.user(), at.name(), at.place()),
              "as an administrator: SHOW DATABASES; then CREATE DATABASE %s, or grant the account its"
                      .formatted(at.name())
                  + " rights on it: sql/mysql has the grants");
      case UNKNOWN_DATABASE ->
          wrong(
              "there is no database %s at %s".formatted(at.name(), at.place()),
              "CREATE DATABASE %s; or correct %s".formatted(at.name(), WHERE));
      case COMMAND_DENIED ->
          wrong(
              "%s lacks a right: %s".formatted(at.user(), error.getMessage()),
              "scripts/rollcall db check names what is missing");
      case FILE_CORRUPTED ->
          Optional.of(
              new Failure(
                  ExitCode.FAILED,
                  "the embedded database is damaged: " + at.place(),
                  "restore the folder from a backup"));
      default -> byState(error, state, at, connected);
    };
  }

  private static Optional<Failure> byState(
      SQLException error, String state, DatabaseAddress at, boolean connected) {
    if (state.equals("42S02") || state.equals("42S04")) {
      return wrong("the database has not all of the tables", "scripts/rollcall db migrate");
    }
    if (!state.startsWith("08") && !(error instanceof SQLTransientConnectionException)) {
      return Optional.empty();
    }
    if (at.embedded()) {
      return Optional.of(
          new Failure(
              ExitCode.FAILED,
              "the embedded database %s cannot be opened: %s"
                  .formatted(at.place(), error.getMessage()),
              "check the folder's permissions and the disk's room"));
    }
    String reason = reason(error);
    return Optional.of(
        connected
            ? new Failure(
                ExitCode.FAILED,
                "the connection to the database at %s was lost (%s)".formatted(at.place(), reason),
                "when it answers again: scripts/rollcall runs names runs to restart")
            : new Failure(
                ExitCode.FAILED,
                "cannot connect to the database at %s as %s: %s"
                    .formatted(at.place(), at.user(), reason),
                "start the database, or correct " + WHERE));
  }

  private static Failure inUse(DatabaseAddress at) {
    String by =
        at.embeddedFolder() == null
            ? "another process"
            : EmbeddedOwner.in(at.embeddedFolder()).describe();
    return new Failure(
        ExitCode.ALREADY_RUNNING,
        "the embedded database is in use by " + by,
        "wait for it; the embedded database admits one process: use MySQL for more");
  }

  private static Optional<Failure> wrong(String message, String next) {
    return Optional.of(new Failure(ExitCode.WRONG_USE, message, next));
  }

  /** The innermost cause says it; the drivers' own words are paragraphs. */
  private static String reason(SQLException error) {
    Throwable cause = error;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = Objects.toString(cause.getMessage(), cause.getClass().getSimpleName());
    return cause instanceof UnknownHostException
        ? "no such host"
        : message.lines().findFirst().orElse(message);
  }
}
