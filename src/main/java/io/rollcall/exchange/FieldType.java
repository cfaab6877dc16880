package io.rollcall.exchange;

/** What a setting holds, and the Java type of its canonical value. */
public enum FieldType {
  /** {@link String}, as given. */
  TEXT,
  /** {@link String}: an address without its {@code smtp:} prefix. */
  ADDRESS,
  /** {@code List<String>}, sorted and distinct, because Exchange keeps no order. */
  TEXTS,
  /** {@link Boolean}. */
  FLAG,
  /** {@link Long} or {@link Limit}. */
  NUMBER,
  /** {@link Long}, in bytes, or {@link Limit}. */
  SIZE,
  /** {@link Long}, in seconds, or {@link Limit}. */
  DURATION,
  /** {@link String}: an ISO-8601 instant in UTC. */
  TIME,
  /** {@link String}: a GUID in lower case with hyphens. */
  GUID,
  /** {@link Reference}. */
  REFERENCE,
  /** {@code List<Reference>}, sorted by raw text and distinct. */
  REFERENCES
}
