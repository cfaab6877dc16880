package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile.Line;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.RecordParser;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way from the export to the comparison, with everything done that needs no
 * transaction.
 *
 * @param chain the export's digest chain after this record
 * @param known the object whose record this is, unchanged; null when it has to be compared
 * @param content null exactly when the object is known
 */
record Incoming(Line line, byte[] chain, @Nullable Long known, @Nullable Content content) {

  /**
   * What a record says.
   *
   * @param candidate null for a record that cannot be used
   */
  record Content(Parsed parsed, @Nullable Candidate candidate) {
    static Content of(RecordParser parser, Line line) {
      Parsed parsed = parser.parse(line.bytes());
      return new Content(
          parsed,
          parsed instanceof Parsed.Read read
              ? Candidate.of(
                  read.object(),
                  line.number(),
                  line.hash(),
                  line.bytes(),
                  Payload.deflate(line.bytes()))
              : null);
    }
  }
}
