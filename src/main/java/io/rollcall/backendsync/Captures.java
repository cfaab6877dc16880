package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What runs read of live backends, in files of the home folder's {@code work}: a file for each run
 * and organization, from the moment it was read whole until it was compared.
 */
@Component
class Captures {
  private static final Logger LOG = LoggerFactory.getLogger(Captures.class);

  /** A run that failed is restarted within days, or never. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final Path folder;
  private final Clock clock;

  Captures(@Value("${rollcall.home}") Path home, Clock clock) {
    this.folder = home.resolve("work");
    this.clock = clock;
  }

  /** Where the capture of a run and organization is, or will be. */
  Path file(Run run, Organization organization) {
    return folder.resolve("%s.%d.jsonl.gz".formatted(organization.key(), run.id()));
  }

  /** Whether a capture is there and undamaged to its trailer. */
  boolean whole(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (ExportFile export = ExportFile.open(file, new byte[0])) {
      while (export.next() != null) {
        // its end proves its counts
      }
      return true;
    } catch (RollcallException e) {
      LOG.warn("{} is damaged, and is made anew: {}", file, e.getMessage());
      return false;
    }
  }

  /**
   * Makes room for a capture: older ones of the same organization go, since a run that would go on
   * from one can read its source again, and those that nobody asked for any more.
   */
  void makeRoom(Organization organization) {
    try {
      Files.createDirectories(folder);
      Instant old = clock.instant().minus(KEPT);
      for (Path file : files()) {
        String name = file.getFileName().toString();
        if (name.startsWith(organization.key() + ".") || isBefore(file, old)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new RollcallException(
          ExitCode.FAILED,
          "%s cannot be used for what is read of organization %s (%s)"
              .formatted(folder, organization.key(), e),
          "check the disk and the permissions, then restart the run",
          e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*\\.jsonl\\.gz(\\.tmp)?"))
          .toList();
    }
  }

  private static boolean isBefore(Path file, Instant time) throws IOException {
    try {
      return Files.getLastModifiedTime(file).compareTo(FileTime.from(time)) < 0;
    } catch (java.nio.file.NoSuchFileException e) {
      return false; // another run's, which has just deleted it
    }
  }

  /** Deletes a capture that is no longer needed. */
  void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} could not be deleted; the next run will try again: {}", file, e.toString());
    }
  }
}
