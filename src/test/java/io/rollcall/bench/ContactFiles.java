package io.rollcall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The same contacts as a file of JSON each, backed up by restic and borg as they are by default.
 */
final class ContactFiles {
  private static final int IN_A_FOLDER = 1000;

  private ContactFiles() {}

  /** A program that backs up files into a folder. */
  private record Tool(String name, String version, List<String> init, List<String> backup) {}

  static List<String> measure(int contacts, Path folder) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (Tool tool : tools(folder)) {
      if (!installed(tool)) {
        lines.add(tool.name() + " is not installed: apt-get install " + tool.name() + "\n");
        continue;
      }
      delete(folder);
      Files.createDirectories(folder.resolve("repository"));
      long json = write(contacts, 1, 0, folder);
      run(folder, tool.init());
      run(folder, tool.backup());
      long first = size(folder.resolve("repository"));
      long changedJson = write(contacts, 100, 1, folder);
      run(folder, tool.backup());
      long changed = size(folder.resolve("repository"));
      run(folder, tool.backup());
      long nothing = size(folder.resolve("repository"));
      lines.add(row(tool.name(), first, json, changed - first, changedJson, nothing - changed));
    }
    delete(folder);
    return lines;
  }

  private static List<Tool> tools(Path folder) {
    String repository = folder.resolve("repository").toString();
    String contacts = folder.resolve("contacts").toString();
    return List.of(
        new Tool(
            "restic",
            "version",
            List.of("restic", "-q", "--no-cache", "-r", repository, "init"),
            List.of("restic", "-q", "--no-cache", "-r", repository, "backup", contacts)),
        new Tool(
            "borg",
            "--version",
            List.of("borg", "init", "-e", "repokey", repository),
            List.of("borg", "create", repository + "::{now:%Y%m%d%H%M%S%f}", contacts)));
  }

  static String row(
      String what, long first, long json, long changed, long changedJson, long nothing) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.1f | %.0f %% | %,.0f | %.2f | %,.1f |%n",
        what,
        first / 1e6,
        100.0 * first / json,
        changed / 1e3,
        (double) changed / changedJson,
        nothing / 1e3);
  }

  private static long write(int contacts, int step, int edition, Path folder) throws IOException {
    long bytes = 0;
    for (int i = 0; i < contacts; i += step) {
      Path file = folder.resolve("contacts").resolve(i / IN_A_FOLDER + "/" + i + ".json");
      Files.createDirectories(file.getParent());
      byte[] json = BenchContacts.json(i, edition);
      Files.write(file, json);
      bytes += json.length;
    }
    return bytes;
  }

  private static boolean installed(Tool tool) throws InterruptedException {
    try {
      return new ProcessBuilder(tool.name(), tool.version())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("RESTIC_PASSWORD", "bench");
    builder.environment().put("BORG_PASSPHRASE", "bench");
    builder.environment().put("BORG_BASE_DIR", folder.resolve("borg").toString());
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " failed: " + Files.readString(said));
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(ContactFiles::length).sum();
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
