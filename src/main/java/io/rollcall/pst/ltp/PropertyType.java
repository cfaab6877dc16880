package io.rollcall.pst.ltp;

/** The types of values, with their codes; [MS-OXCDATA] 2.11.1. */
public enum PropertyType {
  INT16(0x0002, 2, true),
  INT32(0x0003, 4, true),
  DOUBLE(0x0005, 8, false),
  BOOLEAN(0x000B, 1, true),
  INT64(0x0014, 8, false),
  STRING(0x001F, 0, false),
  TIME(0x0040, 8, false),
  GUID(0x0048, 16, false),
  BINARY(0x0102, 0, false),
  INT32_LIST(0x1003, 0, false),
  STRING_LIST(0x101F, 0, false);

  private final int code;
  private final int size;
  private final boolean inline;

  PropertyType(int code, int size, boolean inline) {
    this.code = code;
    this.size = size;
    this.inline = inline;
  }

  /** The lower half of a property's tag. */
  public int code() {
    return code;
  }

  /** The bytes of a value; 0 where they vary. */
  public int size() {
    return size;
  }

  /** Whether a property list has the value in its record, instead of where it lies. */
  public boolean inline() {
    return inline;
  }
}
