package io.rollcall.contacts.store;

import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The two databases that the store works on. Each has one home that all tests of a process share.
 */
enum StoreDatabase {
  EMBEDDED,
  MYSQL;

  /** The operator's key of the shared homes. */
  static final String KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  private TestHome shared;

  /** The shared home; closed, and its database dropped, when the process ends. */
  synchronized TestHome home() {
    if (shared == null) {
      TestHome opened = fresh("file:" + keyFile("key", KEY));
      Runtime.getRuntime().addShutdownHook(new Thread(opened::close));
      opened.organization("acme", "acme.example");
      shared = opened;
    }
    return shared;
  }

  /** A home of a test's own, without organizations. */
  TestHome fresh(String key) {
    Path folder = folder();
    return on(folder, this == MYSQL ? TestDatabase.mysql() : TestDatabase.embedded(folder), key);
  }

  /** A home on a database. */
  static TestHome on(Path folder, TestDatabase database, String key) {
    return new TestHome(folder, database, "rollcall.contacts.key=" + key);
  }

  /** A new folder. */
  static Path folder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target/job-tests")).toAbsolutePath(), "contacts");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new file with a key. */
  static Path keyFile(String name, String key) {
    try {
      return Files.writeString(folder().resolve(name), key + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
