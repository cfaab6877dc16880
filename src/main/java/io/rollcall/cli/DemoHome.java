package io.rollcall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** A home folder that {@code demo} made, told by a file in it. */
final class DemoHome {
  private static final String MARK = ".rollcall-demo";

  /** What demo and the program make in it; nothing else is ever deleted. */
  private static final List<String> OWN =
      List.of("data", "exports", "exports-before", "jobs", "logs", "mails", "reports", "sandbox");

  private DemoHome() {}

  static boolean is(Home home) {
    return Files.exists(home.folder().resolve(MARK));
  }

  static Path mails(Home home) {
    return home.folder().resolve("mails");
  }

  /** The key of its backups: of a real home it lies elsewhere. */
  static Path contactsKey(Home home) {
    return home.folder().resolve("sandbox/contacts.key");
  }

  /** What a demo home's configuration is, whatever the environment says. */
  static Map<String, Object> properties(
      Home home, ConfigurableEnvironment environment, int mailPort) {
    Map<String, Object> properties = new HashMap<>();
    for (String key : List.of("spring.datasource.url", "spring.datasource.username")) {
      properties.put(key, shipped(environment, key));
    }
    properties.put("spring.datasource.password", "");
    properties.put("spring.mail.host", "localhost");
    properties.put("spring.mail.port", mailPort);
    properties.put("spring.mail.username", "");
    properties.put("rollcall.contacts.key", "file:" + contactsKey(home));
    return properties;
  }

  /** The program's own default, which is the embedded database. */
  private static String shipped(ConfigurableEnvironment environment, String key) {
    for (PropertySource<?> source : environment.getPropertySources()) {
      Object value =
          source.getName().contains("[application.yaml]") ? source.getProperty(key) : null;
      if (value != null) {
        return environment.resolveRequiredPlaceholders(value.toString());
      }
    }
    return "";
  }

  /**
   * Makes an empty demo home; an earlier one is emptied.
   *
   * @param force whether the folder may hold other things, which stay
   * @throws io.rollcall.kernel.RollcallException when it may not be one
   */
  static void make(Home home, boolean force) {
    Path folder = home.folder();
    try {
      Files.createDirectories(folder);
      home.requireWritable();
      if (is(home)) {
        for (String own : OWN) {
          delete(folder.resolve(own));
        }
      } else {
        requireFree(home, force);
      }
      for (String made : List.of("exports", "jobs", "mails")) {
        Files.createDirectories(folder.resolve(made));
      }
      Files.writeString(
          folder.resolve(MARK), "Made by `scripts/rollcall demo`, which may empty this folder.\n");
    } catch (IOException e) {
      throw Session.wrongUse(
          folder + " cannot be made a demo home: " + e.getMessage(), "name another with --dir D");
    }
  }

  private static void requireFree(Home home, boolean force) throws IOException {
    String another = "name another folder with --dir D";
    if (Files.exists(home.configuration())
        || Files.exists(home.jobs())
        || Files.exists(home.folder().resolve("data"))) {
      throw Session.wrongUse(home.folder() + " is a home folder, and not of a demo", another);
    }
    try (Stream<Path> entries = Files.list(home.folder())) {
      if (!force && entries.findAny().isPresent()) {
        throw Session.wrongUse(
            home.folder() + " is not empty, and not of a demo", another + ", or add --force");
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
