package io.rollcall.backendsync;

import io.rollcall.exchange.GroupState;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.Reading;
import io.rollcall.exchange.RecordParser;
import io.rollcall.kernel.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The reference of the unchanged rerun: parse a file into records and hash each group, one thread,
 * no database.
 */
public final class ParseAndHash {
  private ParseAndHash() {}

  /** The objects that were parsed. */
  public static long of(Path file) throws IOException {
    RecordParser parser = new RecordParser();
    long objects = 0;
    byte sum = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      byte[] line = new byte[1 << 16];
      int length = 0;
      byte[] buffer = new byte[1 << 20];
      for (int read; (read = in.read(buffer)) > 0; ) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] != '\n') {
            if (length == line.length) {
              line = java.util.Arrays.copyOf(line, 2 * length);
            }
            line[length++] = buffer[i];
            continue;
          }
          if (parser.parse(java.util.Arrays.copyOf(line, length)) instanceof Parsed.Read record) {
            objects++;
            for (Reading reading : record.object().readings().values()) {
              if (reading.state() == GroupState.READ) {
                sum += hash(reading);
              }
            }
          }
          length = 0;
        }
      }
    }
    return sum == 0 ? objects : objects + 0L * sum;
  }

  private static byte hash(Reading reading) {
    String content =
        Content.of(reading.settings(), reference -> null)
            + reading.addresses()
            + reading.references();
    return Sha256.of(content.getBytes(StandardCharsets.UTF_8))[0];
  }
}
