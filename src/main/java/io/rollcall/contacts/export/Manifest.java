package io.rollcall.contacts.export;

import io.rollcall.contacts.export.FileFormat.WrittenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an export wrote, as it lies beside the files.
 *
 * @param format vcard, csv, xlsx, pst
 * @param mailbox its address
 * @param snapshot the snapshot's number, and when it was complete
 * @param written when the files were
 * @param leftOut what the format cannot hold, and in how many places; empty when nothing was lost
 */
public record Manifest(
    String format,
    String mailbox,
    long snapshot,
    Instant taken,
    Instant written,
    long folders,
    long contacts,
    long photos,
    List<File> files,
    SortedMap<String, Long> leftOut) {
  private static final String SUFFIX = ".manifest.json";
  private static final int BUFFER = 1 << 16;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * One of the files, beside the manifest.
   *
   * @param sha256 of its bytes, in hex
   */
  public record File(String name, long bytes, long contacts, String sha256) {}

  /** The name of the manifest of an export to that file. */
  public static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }

  static Manifest of(
      ExportedMailbox mailbox,
      ExportFormat format,
      Instant now,
      List<WrittenFile> parts,
      Counts counts)
      throws IOException {
    List<File> files = new ArrayList<>();
    for (WrittenFile part : parts) {
      Path path = part.path();
      files.add(
          new File(
              String.valueOf(path.getFileName()), Files.size(path), part.contacts(), sha256(path)));
    }
    return new Manifest(
        format.name().toLowerCase(Locale.ROOT),
        mailbox.address(),
        mailbox.snapshot(),
        mailbox.taken(),
        now,
        mailbox.folders().size(),
        counts.contacts(),
        counts.photos(),
        files,
        counts.leftOut());
  }

  Path writeTo(Path file) throws IOException {
    return Files.write(file, JSON.writeValueAsBytes(this));
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      byte[] buffer = new byte[BUFFER];
      while (in.read(buffer) >= 0) {
        // The stream tells the digest.
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
