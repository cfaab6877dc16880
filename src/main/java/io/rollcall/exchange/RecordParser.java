package io.rollcall.exchange;

/**
 * Reads a line of an export into a canonical record. Holds no state, so that one serves all
 * threads. Never throws for what a line holds: a bad line is a {@link Parsed.Refused}.
 */
public final class RecordParser {

  /** Reads a record line, without its line end. */
  public Parsed parse(byte[] line) {
    return new RecordReader(line).read();
  }
}
