package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.convert.ConversionException;
import org.yaml.snakeyaml.error.YAMLException;

/** Turns whatever was thrown into what a person reads. A stack goes to the log file alone. */
final class Failures {

  private Failures() {}

  /**
   * @param database the database, when it is known
   * @param connected it had answered
   */
  static Failure of(
      Throwable error, @Nullable DatabaseAddress database, boolean connected, Home home) {
    Optional<RollcallException> foreseen = RollcallException.in(error);
    if (foreseen.isPresent()) {
      return Failure.of(foreseen.get());
    }
    List<Throwable> causes = causes(error);
    for (Throwable cause : causes) {
      if (cause instanceof SQLException sql) {
        Optional<Failure> translated = DatabaseErrors.translate(sql, database, connected);
        if (translated.isPresent()) {
          return translated.get();
        }
      }
    }
    return configuration(causes).orElseGet(() -> unforeseen(error, causes, home));
  }

  private static Optional<Failure> configuration(List<Throwable> causes) {
    for (Throwable cause : causes) {
      if (cause instanceof BindException bind) {
        Throwable inner = causes.get(causes.size() - 1);
        return Optional.of(
            new Failure(
                ExitCode.WRONG_USE,
                "configuration: %s: %s".formatted(bind.getName(), inner.getMessage()),
                "correct it in rollcall.yaml or in the environment"));
      }
      if (cause instanceof YAMLException || cause instanceof ConversionException) {
        return Optional.of(
            new Failure(
                ExitCode.WRONG_USE,
                "configuration: " + cause.getMessage(),
                "correct it in rollcall.yaml or in the environment"));
      }
    }
    return Optional.empty();
  }

  private static Failure unforeseen(Throwable error, List<Throwable> causes, Home home) {
    String where = log(error, home) ? "see " + home.log() : "no log file could be written";
    for (Throwable cause : causes) {
      if (cause instanceof SQLException sql) {
        return new Failure(
            ExitCode.FAILED,
            "the database says: %s (error %d, state %s)"
                .formatted(oneLine(sql), sql.getErrorCode(), sql.getSQLState()),
            where);
      }
      if (cause instanceof IOException || cause instanceof UncheckedIOException) {
        return new Failure(ExitCode.FAILED, "cannot read or write: " + oneLine(cause), where);
      }
    }
    Throwable shown =
        error instanceof BeanCreationException ? causes.get(causes.size() - 1) : error;
    return new Failure(
        ExitCode.FAILED,
        "this is a fault of the program: "
            + shown.getClass().getSimpleName()
            + (shown.getMessage() == null ? "" : ": " + oneLine(shown)),
        where);
  }

  private static String oneLine(Throwable error) {
    return Objects.toString(error.getMessage(), error.getClass().getSimpleName())
        .lines()
        .findFirst()
        .orElse("");
  }

  private static List<Throwable> causes(Throwable error) {
    List<Throwable> causes = new ArrayList<>();
    Throwable next = error;
    while (next != null && !causes.contains(next)) {
      causes.add(next);
      next = next.getCause();
    }
    return causes;
  }

  /**
   * Written by hand: the error may be that logging could not be set up. What the errors say is
   * shown to whoever typed the command; the log must not have it, as it may name people.
   */
  private static boolean log(Throwable error, Home home) {
    StringBuilder text = new StringBuilder("Unforeseen:").append(System.lineSeparator());
    for (Throwable cause : causes(error)) {
      text.append(cause.getClass().getName()).append(System.lineSeparator());
      for (StackTraceElement element : cause.getStackTrace()) {
        text.append("\tat ").append(element).append(System.lineSeparator());
      }
    }
    Path file = home.log();
    try {
      if (!Files.isDirectory(home.folder())) {
        return false;
      }
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
