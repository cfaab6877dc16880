package io.rollcall.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is kept, never the secret: {@code env:NAME} or {@code file:/path}. Its text form
 * is safe to print.
 *
 * @param scheme {@code env} or {@code file}
 * @param name the environment variable's name, or the file's path
 */
public record SecretRef(String scheme, String name) {

  /**
   * Reads {@code env:NAME} or {@code file:/path}.
   *
   * @throws IllegalArgumentException when the text is neither {@code env:NAME} nor {@code
   *     file:PATH}; the text is not repeated in the message, because it may be a secret that
   *     somebody wrote there
   */
  public static SecretRef parse(String text) {
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon);
    String name = text.substring(colon + 1);
    if (!(scheme.equals("env") || scheme.equals("file")) || name.isBlank()) {
      throw new IllegalArgumentException(
          "a secret is named by reference only: env:VARIABLE or file:/path");
    }
    return new SecretRef(scheme, name);
  }

  /**
   * Reads the secret; of a file the first line, without its line end.
   *
   * @throws RollcallException when the variable is not set, or the file cannot be read or is empty
   */
  public String resolve(UnaryOperator<@Nullable String> environment) {
    String value = scheme.equals("env") ? environment.apply(name) : firstLine();
    if (value == null || value.isEmpty()) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "the secret " + this + " is not set",
          scheme.equals("env") ? "set the environment variable " + name : "write it into " + name);
    }
    return value;
  }

  private @Nullable String firstLine() {
    try (var lines = Files.lines(Path.of(name))) {
      return lines.findFirst().orElse(null);
    } catch (IOException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "the secret " + this + " cannot be read: " + e.getMessage(),
          "check the file's path and permissions",
          e);
    }
  }

  @Override
  public String toString() {
    return scheme + ":" + name;
  }
}
