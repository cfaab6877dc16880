package io.rollcall.bench;

import io.rollcall.pst.PstFile;
import io.rollcall.pst.PstFolder;
import io.rollcall.pst.PstReport;
import io.rollcall.pst.PstVerifier;
import io.rollcall.pst.PstWriter;
import io.rollcall.pst.SampleContacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Measures a PST file's writing and verifying, start of the program's classes included.
 *
 * <p>Arguments: number of contacts, working folder.
 */
public final class PstBench {
  private PstBench() {}

  public static void main(String[] arguments) throws IOException {
    int contacts = Integer.parseInt(arguments[0]);
    Path target = Path.of(arguments[1]).resolve("bench.pst");
    Files.deleteIfExists(target);
    try {
      long start = System.nanoTime();
      PstFile file = write(target, contacts);
      long written = System.nanoTime();
      PstReport report = PstVerifier.verify(target);
      long verified = System.nanoTime();
      if (!report.sound() || report.contacts() != contacts) {
        throw new IllegalStateException("the file is not sound: " + report.violations());
      }
      System.out.println(
          String.format(
              Locale.ROOT,
              "%,d contacts: written in %.2f s, verified in %.2f s, %,d bytes, heap limit %d MB",
              contacts,
              (written - start) / 1e9,
              (verified - written) / 1e9,
              file.bytes(),
              Runtime.getRuntime().maxMemory() >> 20));
    } finally {
      Files.deleteIfExists(target);
    }
  }

  private static PstFile write(Path target, int contacts) throws IOException {
    try (PstWriter writer = PstWriter.create(target, SampleContacts.options())) {
      PstFolder folder = writer.folder("Contacts");
      for (int i = 0; i < contacts; i++) {
        folder.addContact(SampleContacts.of(i));
      }
      return writer.finish().get(0);
    }
  }
}
