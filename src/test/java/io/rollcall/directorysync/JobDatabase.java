package io.rollcall.directorysync;

import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two databases that jobs run on. Each has one home that all job tests of a process share. */
enum JobDatabase {
  EMBEDDED,
  MYSQL;

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

  private TestHome open() {
    try {
      Path folder =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target/job-tests")).toAbsolutePath(), "directory");
      return new TestHome(
          folder, this == MYSQL ? TestDatabase.mysql() : TestDatabase.embedded(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
