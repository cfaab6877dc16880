package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile;
import io.rollcall.exchange.ExportHeader;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds an organization's export file, and makes sure that it is that organization's. */
final class Exports {
  /** What may stand in a command that people copy. */
  private static final String KEY = "[a-z0-9][a-z0-9-]{0,99}";

  private static final int SHOWN = 5;
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
          "%s: correct source.path in the definition, or export with -Organization %s first"
              .formatted(ExportFile.START_ANEW, organization.key()));
    }
    return file;
  }

  /**
   * The exports of a folder that no organization of the run reads.
   *
   * @param path the folder; a file has none
   * @param keys the organizations' keys
   */
  static List<Stray> strays(Path path, Set<String> keys) {
    List<Stray> strays = new ArrayList<>();
    // Of a folder that cannot be read each organization has said so already.
    if (Files.isDirectory(path) && Files.isReadable(path)) {
      for (Export export : list(path)) {
        String organization = export.organization();
        if (organization == null) {
          strays.add(
              new Stray(
                  export.file(),
                  "nobody reads it: " + export.why(),
                  ExportFile.EXPORT_AGAIN + ", or take it out of " + path));
        } else if (!keys.contains(organization)) {
          strays.add(
              new Stray(
                  export.file(),
                  "it is an export of organization %s, which the panel does not have"
                      .formatted(organization),
                  (organization.matches(KEY)
                          ? "scripts/rollcall organizations add %s --domain DOMAIN, or take it out of "
                              .formatted(organization)
                          : "take it out of ")
                      + path));
        }
      }
    }
    return strays;
  }

  /** An export that nobody reads. */
  record Stray(Path file, String why, String advice) {
    Problem problem() {
      return new Problem(
          Problem.Kind.SKIPPED, null, String.valueOf(file.getFileName()), why, advice);
    }
  }

  /**
   * A file of a folder.
   *
   * @param organization whose export it is; null when it does not say
   * @param why it does not say; empty when it does
   */
  private record Export(Path file, @Nullable String organization, String why) {
    static Export of(Path file) {
      try {
        return new Export(file, ExportFile.header(file).organization(), "");
      } catch (RollcallException e) {
        return new Export(file, null, Objects.toString(e.getMessage()));
      }
    }
  }

  private static List<Export> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Exports::looksLikeExport).sorted().map(Export::of).toList();
    } catch (IOException e) {
      throw new RollcallException(
          ExitCode.FAILED, "the folder " + folder + " cannot be read", "check its permissions", e);
    }
  }

  private static Path inFolder(Path folder, Organization organization) {
    List<Export> exports = list(folder);
    List<Path> found =
        exports.stream()
            .filter(export -> organization.key().equals(export.organization()))
            .map(Export::file)
            .toList();
    if (found.size() != 1) {
      throw new RollcallException(
          ExitCode.FAILED,
          found.isEmpty()
              ? "organization %s: the folder %s has no export of it%s"
                  .formatted(organization.key(), folder, unreadable(exports))
              : "organization %s: the folder %s has %d exports of it: %s"
                  .formatted(organization.key(), folder, found.size(), found),
          found.isEmpty()
              ? "export the organization, or name the organizations in the definition"
              : "keep the newest one there");
    }
    return found.get(0);
  }

  /** A broken file must not hide the others; but it may be the one that is missed. */
  private static String unreadable(List<Export> exports) {
    List<String> broken =
        exports.stream().filter(export -> export.organization() == null).map(Export::why).toList();
    return broken.isEmpty()
        ? ""
        : "; it may be one that cannot be used: "
            + String.join("; ", broken.subList(0, Math.min(SHOWN, broken.size())))
            + (broken.size() > SHOWN ? "; …" : "");
  }

  private static boolean looksLikeExport(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
  }
}
