package io.rollcall.contacts.export;

import io.rollcall.contacts.export.FileFormat.WrittenFile;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Exports a mailbox: writes the files in a hidden folder beside their place, reads them back,
 * writes the manifest, and gives all of them their names.
 */
public final class ContactExport {
  private static final String WORK = ".contacts-export-";
  private final Clock clock;
  private final Progress progress;
  private final Runnable checkpoint;

  /**
   * @param checkpoint called for each contact; what it throws ends the export, as any failure does
   */
  public ContactExport(Clock clock, Progress progress, Runnable checkpoint) {
    this.clock = clock;
    this.progress = progress;
    this.checkpoint = checkpoint;
  }

  /**
   * Makes sure that an export to a file would overwrite nothing unasked.
   *
   * @throws RollcallException with {@link ExitCode#WRONG_USE} otherwise
   */
  public static void requireFree(Path file, boolean replace) {
    Publication.requireFree(List.of(file, Manifest.beside(file)), replace);
  }

  /**
   * Exports a mailbox.
   *
   * @param target the file; its folder is made where it is missing. What does not fit into one PST
   *     goes into several beside it, and the manifest is beside them as {@code FILE.manifest.json}
   * @param replace whether files that are there may be replaced
   * @throws RollcallException with {@link ExitCode#WRONG_USE} when a file is there, with {@link
   *     ExitCode#FAILED} when the disk does not take the files or gives back something else; then
   *     nothing is left, and what was there before still is
   */
  public Manifest write(
      ExportedMailbox mailbox, ExportFormat format, Path target, boolean replace) {
    Path file = target.toAbsolutePath();
    Path work = null;
    try {
      Publication publication = new Publication(file, replace);
      requireFree(file, replace);
      Files.createDirectories(publication.folder());
      work = Files.createTempDirectory(publication.folder(), WORK);
      FileFormat files = format.files(clock);
      Counts written = counts("writing", mailbox);
      List<WrittenFile> parts = files.write(mailbox, work.resolve(name(file)), written);
      Counts read = counts("checking", mailbox);
      files.check(mailbox, parts, read);
      requireSame(written, read);
      Manifest manifest = Manifest.of(mailbox, format, clock.instant(), parts, written);
      publication.publish(parts, manifest.writeTo(work.resolve(name(Manifest.beside(file)))));
      return manifest;
    } catch (IOException | UncheckedIOException e) {
      throw failed(mailbox, file, DiskFailure.reason(e), "free space or choose another place", e);
    } catch (ReadBackException e) {
      throw failed(
          mailbox,
          file,
          "what was written was not read back: " + e.getMessage(),
          "check the disk, then export again",
          e);
    } finally {
      delete(work);
    }
  }

  private Counts counts(String verb, ExportedMailbox mailbox) {
    Counts counts =
        new Counts(progress, checkpoint, verb + " " + mailbox.address(), mailbox.total());
    counts.contacts(0);
    return counts;
  }

  private static void requireSame(Counts written, Counts read) {
    if (written.contacts() != read.contacts()) {
      throw new ReadBackException(
          "%d contacts were written and %d found".formatted(written.contacts(), read.contacts()));
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static RollcallException failed(
      ExportedMailbox mailbox, Path file, String reason, String nextStep, Exception cause) {
    return new RollcallException(
        ExitCode.FAILED,
        "the contacts of %s cannot be exported to %s: %s; no file was left there"
            .formatted(mailbox.address(), file, reason),
        nextStep,
        cause);
  }

  private static void delete(@Nullable Path work) {
    try {
      FileSystemUtils.deleteRecursively(work);
    } catch (IOException e) {
      // A hidden folder that stays is no reason to fail an export that is there, nor to hide why
      // one is not.
    }
  }
}
