package io.rollcall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A home on one kind of database that all job tests of a room share in a process: closed, and its
 * database dropped, when the process ends.
 */
public final class SharedHome {
  private final String room;
  private final boolean mysql;
  private final List<String> settings = new ArrayList<>();
  private TestHome shared;

  /**
   * @param mysql on the real MySQL; else on an embedded database
   */
  public SharedHome(String room, boolean mysql) {
    this.room = room;
    this.mysql = mysql;
  }

  /** Puts a text into a file of the home, and names it by a reference in a setting. */
  public SharedHome with(String setting, String text) {
    settings.add(setting + "=" + text);
    return this;
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
      return new TestHome(
          folder, mysql ? TestDatabase.mysql() : TestDatabase.embedded(folder), references(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String[] references(Path folder) throws IOException {
    List<String> references = new ArrayList<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      Path file = folder.resolve("secret." + setting.substring(0, equals));
      Files.writeString(file, setting.substring(equals + 1));
      references.add(setting.substring(0, equals) + "=file:" + file);
    }
    return references.toArray(String[]::new);
  }
}
