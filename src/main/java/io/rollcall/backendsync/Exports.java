package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile;
import io.rollcall.exchange.ExportHeader;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds an organization's export file, and makes sure that it is that organization's. */
final class Exports {
  private static final List<String> ENDINGS = List.of(".jsonl", ".jsonl.gz", ".json", ".json.gz");

  private Exports() {}

  /**
   * The export of an organization.
   *
   * @param path a file, or a folder with one file per organization, told apart by their headers
   * @throws RollcallException when there is none, more than one, or it is another organization's
   */
  static Path of(Path path, Organization organization) {
    if (!Files.exists(path)) {
      throw new RollcallException(
          ExitCode.FAILED,
          "organization %s: the export %s does not exist".formatted(organization.key(), path),
          "run scripts/Export-ExchangeObjects.ps1 on the management host and copy its file there");
    }
    return Files.isDirectory(path) ? inFolder(path, organization) : checked(path, organization);
  }

  private static Path checked(Path file, Organization organization) {
    ExportHeader header = ExportFile.header(file);
    if (!header.organization().equals(organization.key())) {
      throw new RollcallException(
          ExitCode.FAILED,
          "organization %s: %s is an export of organization %s"
              .formatted(organization.key(), file, header.organization()),
          "correct source.path in the definition, or export again with -Organization "
              + organization.key());
    }
    return file;
  }

  private static Path inFolder(Path folder, Organization organization) {
    List<Path> found;
    try (Stream<Path> files = Files.list(folder)) {
      found =
          files
              .filter(Exports::looksLikeExport)
              .sorted()
              .filter(file -> headerOrNothing(file).equals(organization.key()))
              .toList();
    } catch (IOException e) {
      throw new RollcallException(
          ExitCode.FAILED, "the folder " + folder + " cannot be read", "check its permissions", e);
    }
    if (found.size() != 1) {
      throw new RollcallException(
          ExitCode.FAILED,
          found.isEmpty()
              ? "organization %s: the folder %s has no export of it"
                  .formatted(organization.key(), folder)
              : "organization %s: the folder %s has %d exports of it: %s"
                  .formatted(organization.key(), folder, found.size(), found),
          found.isEmpty()
              ? "export the organization, or name the organizations in the definition"
              : "keep the newest one there");
    }
    return found.get(0);
  }

  /**
   * A broken file must not hide the others: its own organization will say that it has no export.
   */
  private static String headerOrNothing(Path file) {
    try {
      return ExportFile.header(file).organization();
    } catch (RollcallException e) {
      return "";
    }
  }

  private static boolean looksLikeExport(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
  }
}
