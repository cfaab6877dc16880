package io.rollcall.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The home folder.
 *
 * @param folder absolute; need not exist
 */
record Home(Path folder) {
  static final String VARIABLE = "ROLLCALL_HOME";

  /** The folder that was given, else the one the environment names, else the current one. */
  static Home of(@Nullable Path given, Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    try {
      Path folder = given != null ? given : Path.of(named);
      return new Home(folder.toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw Session.wrongUse(
          VARIABLE + " is no path: " + named, "set it to the home folder, or use --home DIR");
    }
  }

  Path configuration() {
    return folder.resolve("rollcall.yaml");
  }

  Path jobs() {
    return folder.resolve("jobs");
  }

  Path log() {
    return folder.resolve("logs").resolve("rollcall.log");
  }

  /**
   * This folder, if it is a home folder that can be used.
   *
   * @throws io.rollcall.kernel.RollcallException saying why it cannot
   */
  Home require() {
    String make = "`scripts/rollcall init` makes one; --home DIR names another";
    if (!Files.isDirectory(folder)) {
      throw Session.wrongUse("there is no folder " + folder, make);
    }
    if (!Files.exists(configuration()) && !Files.isDirectory(jobs())) {
      throw Session.wrongUse(
          folder + " is no home folder: it has neither rollcall.yaml nor jobs/", make);
    }
    return requireWritable();
  }

  Home requireWritable() {
    if (folder.toString().matches(".*[;\\p{Cntrl}].*") || folder.toString().contains("${")) {
      throw Session.wrongUse(
          "the home folder's path must have no ';', no '${' and no control characters: " + folder,
          "rename it, or name another with --home DIR");
    }
    Path logs = folder.resolve("logs");
    if (!Files.isWritable(Files.exists(logs) ? logs : folder)) {
      throw Session.wrongUse(
          (Files.exists(logs) ? logs : folder) + " cannot be written by " + Session.user(),
          "run as the account that owns it, or correct its permissions");
    }
    return this;
  }
}
