package io.rollcall.docs;

import io.rollcall.kernel.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The errors that the program's sources make with an exit code, each with the parts of its message
 * that do not change. One whose message is put together elsewhere has none.
 */
final class ThrownMessages {
  private static final Pattern MADE =
      Pattern.compile("new (?:RollcallException|Failure)\\(\\s*ExitCode\\.(\\w+),");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final String CHANGING = "%[,\\d]*[sdn]|[:;,(]|\\\\\"";

  private ThrownMessages() {}

  /**
   * One of them.
   *
   * @param words at least two words each
   */
  record Thrown(ExitCode code, String source, List<String> words) {}

  static List<Thrown> all() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .flatMap(ThrownMessages::of)
          .toList();
    }
  }

  private static Stream<Thrown> of(Path file) {
    try {
      String source = Files.readString(file);
      return MADE
          .matcher(source)
          .results()
          .map(made -> thrown(made, source, file.getFileName().toString()))
          .filter(thrown -> !thrown.words().isEmpty())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thrown thrown(MatchResult made, String source, String file) {
    List<String> words = new ArrayList<>();
    LITERAL
        .matcher(argument(source, made.end()))
        .results()
        .flatMap(literal -> Arrays.stream(literal.group(1).split(CHANGING)))
        .map(String::strip)
        .filter(part -> part.length() >= 8 && part.contains(" "))
        .forEach(words::add);
    return new Thrown(ExitCode.valueOf(made.group(1)), file, words);
  }

  /** The source from a place to the comma that ends an argument. */
  private static String argument(String source, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        return source.substring(from, i);
      }
    }
    throw new IllegalArgumentException("no end of an argument at " + from);
  }
}
