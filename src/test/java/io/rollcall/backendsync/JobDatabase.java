package io.rollcall.backendsync;

import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The two databases that jobs run on. Each has one home that all job tests of a process share:
 * every test has an organization of its own in it.
 */
enum JobDatabase {
  EMBEDDED,
  MYSQL;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestHome shared;

  /** The shared home; closed, and its database dropped, when the process ends. */
  synchronized TestHome home() {
    if (shared == null) {
      TestHome opened = open();
      Runtime.getRuntime().addShutdownHook(new Thread(opened::close));
      shared = opened;
    }
    return shared;
  }

  /** A home of a test's own. */
  TestHome open(String... properties) {
    Path folder = folder();
    return new TestHome(folder, database(folder), properties);
  }

  private TestDatabase database(Path folder) {
    return this == MYSQL ? TestDatabase.mysql() : TestDatabase.embedded(folder);
  }

  static Path folder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target/job-tests")).toAbsolutePath(), "home");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A fresh organization in the shared home. */
  Tenant tenant() {
    return new Tenant(home(), "o" + NUMBER.incrementAndGet());
  }

  /** A key that no organization has yet. */
  static String freshKey() {
    return "o" + NUMBER.incrementAndGet();
  }
}
