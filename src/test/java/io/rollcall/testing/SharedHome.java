package io.rollcall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A home on one kind of database that all job tests of a room share in a process: closed, and its
 * database dropped, when the process ends.
 */
public final class SharedHome {
  private final String room;
  private final boolean mysql;
  private TestHome shared;

  /**
   * @param mysql on the real MySQL; else on an embedded database
   */
  public SharedHome(String room, boolean mysql) {
    this.room = room;
    this.mysql = mysql;
  }

  /** Opened by the first call. */
  public synchronized TestHome get() {
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
              Files.createDirectories(Path.of("target/job-tests")).toAbsolutePath(), room);
      return new TestHome(folder, mysql ? TestDatabase.mysql() : TestDatabase.embedded(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
