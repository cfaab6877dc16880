package io.rollcall.pst.ndb;

/** Bytes of any number that are made as they are needed, so that a long text has no second copy. */
public interface Payload {

  /** How many bytes there are. */
  long size();

  /** Copies {@code length} bytes, beginning with the byte number {@code from}. */
  void copy(long from, byte[] target, int at, int length);

  /** The bytes of an array, which must not change any more. */
  static Payload of(byte[] bytes) {
    return new Payload() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void copy(long from, byte[] target, int at, int length) {
        System.arraycopy(bytes, Math.toIntExact(from), target, at, length);
      }
    };
  }

  /**
   * A text in UTF-16, lowest byte first, without a mark at its start or end. Characters are taken
   * as they are: a lone surrogate stays one.
   */
  static Payload of(String text) {
    return new Payload() {
      @Override
      public long size() {
        return 2L * text.length();
      }

      @Override
      public void copy(long from, byte[] target, int at, int length) {
        for (int i = 0; i < length; i++) {
          char character = text.charAt((int) ((from + i) >> 1));
          target[at + i] = (byte) ((from + i & 1) == 0 ? character : character >> 8);
        }
      }
    };
  }
}
