package io.rollcall.exchange;

/** Reads one line of an export into a canonical record. */
@SuppressWarnings("DoNotCallSuggester")
public final class RecordParser {

  /** Reads a record line, without its line end. */
  public Parsed parse(byte[] line) {
    throw new UnsupportedOperationException();
  }
}
