package io.rollcall.exchange;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The first and the last line of an export, and what kind of line a line is. */
final class Envelope {
  static final String FORMAT = "rollcall-exchange-export";
  static final int VERSION = 1;

  private static final byte[] TYPE_KEY = "\"type\"".getBytes(StandardCharsets.UTF_8);
  private static final int LONGEST_TYPE = 32;

  private Envelope() {}

  /**
   * The value of {@code type} where it is the first key, as the format demands; null elsewhere.
   * Looks at the first bytes only, because it is asked of every line.
   */
  static @Nullable String typeOf(byte[] line) {
    int at = skip(line, 0, '{');
    if (at < 0 || line.length < at + TYPE_KEY.length) {
      return null;
    }
    for (int i = 0; i < TYPE_KEY.length; i++) {
      if (line[at + i] != TYPE_KEY[i]) {
        return null;
      }
    }
    int colon = skip(line, at + TYPE_KEY.length, ':');
    int start = colon < 0 ? -1 : skip(line, colon, '"');
    if (start < 0) {
      return null;
    }
    int to = Math.min(line.length, start + LONGEST_TYPE);
    for (int i = start; i < to; i++) {
      if (line[i] == '"') {
        return new String(line, start, i - start, StandardCharsets.US_ASCII);
      }
    }
    return null;
  }

  /** The place after white space, the character and more white space; -1 when it is not there. */
  private static int skip(byte[] line, int from, char expected) {
    int at = skipBlanks(line, from);
    if (at >= line.length || line[at] != expected) {
      return -1;
    }
    return expected == '"' ? at + 1 : skipBlanks(line, at + 1);
  }

  private static int skipBlanks(byte[] line, int from) {
    int at = from;
    while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    return at;
  }

  static ExportHeader header(Path file, byte @Nullable [] line) {
    if (line == null) {
      throw new RollcallException(
          ExitCode.FAILED, file + " is empty", ExportFile.EXPORT_AGAIN + "; nothing was read");
    }
    Map<String, @Nullable Object> map = object(line);
    if (map == null || !"header".equals(map.get("type")) || !FORMAT.equals(map.get("format"))) {
      throw wrong(file, "is no Exchange export: its first line is no header");
    }
    if (!(map.get("version") instanceof Long version) || version != VERSION) {
      throw wrong(
          file,
          "is written in version %s of the format; this program reads version %d"
              .formatted(map.get("version"), VERSION));
    }
    if (!(map.get("organization") instanceof String organization) || organization.isBlank()) {
      throw wrong(file, "does not name its organization in the header");
    }
    return new ExportHeader(
        VERSION,
        organization,
        text(map.get("host")),
        text(map.get("exchangeVersion")),
        instant(map.get("startedAt")),
        text(map.get("source")));
  }

  /** The trailer on that line, or null when the line is none that is whole. */
  static @Nullable ExportTrailer trailer(byte[] line) {
    Map<String, @Nullable Object> map = "trailer".equals(typeOf(line)) ? object(line) : null;
    if (map == null || !(map.get("counts") instanceof Map<?, ?> counts)) {
      return null;
    }
    Map<String, Long> figures = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : counts.entrySet()) {
      if (!(entry.getValue() instanceof Long count) || count < 0) {
        return null;
      }
      figures.put(String.valueOf(entry.getKey()), count);
    }
    return new ExportTrailer(Map.copyOf(figures), instant(map.get("finishedAt")));
  }

  private static RollcallException wrong(Path file, String what) {
    return new RollcallException(
        ExitCode.WRONG_USE,
        file + " " + what,
        "name a file written by scripts/Export-ExchangeObjects.ps1");
  }

  private static @Nullable Map<String, @Nullable Object> object(byte[] line) {
    try (JsonParser parser = Json.parser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, @Nullable Object> map = Json.object(parser);
      return parser.nextToken() == null ? map : null;
    } catch (JacksonException | Refusal e) {
      return null;
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? text : null;
  }

  private static @Nullable Instant instant(@Nullable Object value) {
    try {
      return value == null ? null : Times.instant(value);
    } catch (WrongForm e) {
      return null;
    }
  }
}
