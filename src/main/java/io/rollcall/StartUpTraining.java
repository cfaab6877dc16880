package io.rollcall;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What the launcher's start-up archive is made from: the Java machine that runs this writes down,
 * at its end, which classes it has. A demo uses nearly all that commands use; it reaches no server
 * whatever the environment says, so the driver of MySQL is only loaded.
 */
final class StartUpTraining {
  /** The word on the command line, which no help names. */
  static final String WORD = "start-up-training";

  private static final String DRIVER = "com.mysql.cj.jdbc.Driver";

  private StartUpTraining() {}

  /** Runs one command; returns its exit code. */
  @FunctionalInterface
  interface Commands {
    int run(String... arguments);
  }

  /**
   * Runs the commands.
   *
   * @param folder becomes a home folder
   * @return the exit code of the first that did not end as it should, else 0
   */
  static int run(String folder, Commands commands) {
    loadDriver();
    List<List<String>> lines =
        List.of(
            List.of("--help"),
            List.of("demo", "--dir", folder, "--objects", "300"),
            List.of("jobs", "--home", folder),
            List.of("runs", "--home", folder),
            List.of("show", "2", "--home", folder));
    for (List<String> line : lines) {
      int code = commands.run(line.toArray(String[]::new));
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  /** Loads the driver's classes, without running any of their code. */
  private static void loadDriver() {
    ClassLoader loader = StartUpTraining.class.getClassLoader();
    try {
      Path jar =
          Path.of(
              Class.forName(DRIVER, false, loader)
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      try (JarFile driver = new JarFile(jar.toFile())) {
        driver.stream()
            .map(JarEntry::getName)
            .filter(name -> name.matches("com/mysql/cj/(?!x/|xdevapi/).*\\.class"))
            .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
            .forEach(name -> load(name, loader));
      }
    } catch (ReflectiveOperationException | IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void load(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      // needs an optional library that is not there: nobody will use it
    }
  }
}
