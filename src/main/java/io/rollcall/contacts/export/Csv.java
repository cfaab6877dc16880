package io.rollcall.contacts.export;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma separated values (<a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>), every one
 * in quotes, as Outlook writes them: no value is then taken for a number or a line's end.
 */
final class Csv {
  private static final char QUOTE = '"';

  private Csv() {}

  static void append(Appendable out, List<String> row) throws IOException {
    for (int i = 0; i < row.size(); i++) {
      out.append(i == 0 ? "" : ",").append(QUOTE);
      out.append(row.get(i).replace("\"", "\"\"")).append(QUOTE);
    }
    out.append("\r\n");
  }

  /**
   * Reads one row of a file that was written here.
   *
   * @return null at the end
   * @throws ReadBackException when the text is none of ours
   */
  static @Nullable List<String> read(Reader in) throws IOException {
    List<String> row = new ArrayList<>();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (true) {
      require(next == QUOTE);
      StringBuilder value = new StringBuilder();
      next = value(in, value);
      row.add(value.toString());
      if (next == '\r') {
        require(in.read() == '\n');
        return row;
      }
      require(next == ',');
      next = in.read();
    }
  }

  /** Reads to the closing quote, and returns what stands behind it. */
  private static int value(Reader in, StringBuilder value) throws IOException {
    while (true) {
      int c = in.read();
      require(c >= 0);
      if (c == QUOTE) {
        int behind = in.read();
        if (behind != QUOTE) {
          return behind;
        }
      }
      value.append((char) c);
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new ReadBackException("a row is not in order");
    }
  }
}
