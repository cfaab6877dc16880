package io.rollcall.pst;

/**
 * A contact's picture, kept byte for byte.
 *
 * @param bytes JPEG as a rule; must not change any more
 */
public record PstPhoto(byte[] bytes) {
  private static final int PNG = 0x89;

  public PstPhoto {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a photo without bytes");
    }
  }

  String mediaType() {
    return (bytes[0] & 0xFF) == PNG ? "image/png" : "image/jpeg";
  }
}
