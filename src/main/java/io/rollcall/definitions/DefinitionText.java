package io.rollcall.definitions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a definition's file as text: UTF-8, no byte order mark, at most {@link #LIMIT} bytes. */
final class DefinitionText {
  /** A definition of a thousand organizations has some 30 KB. */
  static final int LIMIT = 1024 * 1024;

  private DefinitionText() {}

  /** The text; null when it cannot be had, and {@code errors} says why. */
  static @Nullable String of(Path file, Errors errors) {
    byte[] bytes = bytes(file, errors);
    return bytes == null ? null : decoded(bytes, errors);
  }

  private static byte @Nullable [] bytes(Path file, Errors errors) {
    if (Files.isDirectory(file)) {
      errors.add("is a folder, not a file", "");
      return null;
    }
    if (!Files.exists(file)) {
      errors.add("does not exist, or is a link to nothing", "");
      return null;
    }
    if (!Files.isRegularFile(file)) {
      errors.add("is no regular file", "");
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        errors.add("is larger than 1 MiB", "");
        return null;
      }
      return bytes;
    } catch (AccessDeniedException e) {
      errors.add("cannot be read: no permission", "");
      return null;
    } catch (IOException e) {
      errors.add("cannot be read: " + e.getMessage(), "");
      return null;
    }
  }

  private static @Nullable String decoded(byte[] bytes, Errors errors) {
    // A decoder reports malformed input by default, where new String(bytes) would replace it.
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    var result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    String read = text.toString();
    if (read.startsWith("\uFEFF") || startsLikeUtf16(bytes)) {
      errors.add("starts with a byte order mark", "UTF-8 without one");
      return null;
    }
    if (result.isError()) {
      int lineStart = Math.max(read.lastIndexOf('\n'), read.lastIndexOf('\r')) + 1;
      int line =
          (int) read.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
      errors.add(
          line + 1,
          read.codePointCount(lineStart, read.length()) + 1,
          "a byte that is not UTF-8",
          "UTF-8");
      return null;
    }
    return read;
  }

  private static boolean startsLikeUtf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
  }
}
