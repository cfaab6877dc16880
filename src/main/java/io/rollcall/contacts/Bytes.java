package io.rollcall.contacts;

import java.util.Locale;

/** Sizes for people. */
final class Bytes {
  private static final long KB = 1000;

  private Bytes() {}

  /** {@code 812 bytes}, {@code 4.1 KB}, {@code 1.9 MB}, {@code 2.3 GB}. */
  static String words(long bytes) {
    if (bytes < KB) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double size = bytes;
    for (String unit : new String[] {"KB", "MB"}) {
      size /= KB;
      if (size < KB) {
        return String.format(Locale.ROOT, "%.1f %s", size, unit);
      }
    }
    return String.format(Locale.ROOT, "%.1f GB", size / KB);
  }
}
