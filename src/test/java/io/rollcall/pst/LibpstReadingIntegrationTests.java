package io.rollcall.pst;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** java-libpst takes long for many contacts. */
class LibpstReadingIntegrationTests {
  @TempDir Path folder;

  @Test
  void findsTenThousandContacts() throws Exception {
    LibpstReadingTests.assertFindsAll(folder.resolve("contacts.pst"), 10_000);
  }
}
