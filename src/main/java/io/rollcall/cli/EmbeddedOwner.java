package io.rollcall.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who has the embedded database open: a line in the file {@code owner} beside it. Only whoever
 * holds the database's own lock writes it, so that it names the right one; it locks nothing itself.
 */
record EmbeddedOwner(Path file) {

  static EmbeddedOwner in(Path folder) {
    return new EmbeddedOwner(folder.resolve("owner"));
  }

  void write(String command) {
    String line = "%d (%s)%n".formatted(ProcessHandle.current().pid(), command);
    try {
      Files.writeString(file, line, StandardCharsets.UTF_8);
    } catch (IOException e) {
      // it serves a message alone
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // as above
    }
  }

  /** {@code process 123 (rollcall run acme)}. */
  String describe() {
    try {
      return "process " + Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "another process";
    }
  }
}
