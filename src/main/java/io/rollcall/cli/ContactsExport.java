package io.rollcall.cli;

import io.rollcall.cli.LeavingViews.ExportView;
import io.rollcall.cli.LeavingViews.ExportedFileView;
import io.rollcall.contacts.export.ContactExport;
import io.rollcall.contacts.export.ExportFormat;
import io.rollcall.contacts.export.ExportedMailbox;
import io.rollcall.contacts.export.Manifest;
import io.rollcall.contacts.export.SnapshotSource;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.Audit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Writes the contacts of a snapshot into files that other programs open: one file for each"
          + " mailbox (a PST of more than 10 GB becomes several), with a manifest beside it.",
      "vcard has every field and the photos; so has pst, which mail programs open. xlsx has every"
          + " field. csv has the columns of Outlook's own export. Whatever a format cannot hold is"
          + " counted in the manifest.",
      "Every file is read back before it gets its name, its fields compared, a pst checked by every"
          + " rule of its format and counted; when anything fails, nothing is left."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND,
      ExitCode.STOPPED,
      ExitCode.TERMINATED
    },
    example = "contacts export ada@lindenau.example --format pst --out /srv/handover/")
final class ContactsExport implements Callable<Integer> {
  private final Session session;
  private final AtomicBoolean stopped = new AtomicBoolean();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "MAILBOX",
      description = MailboxWords.MAILBOX + " Can be several.")
  List<String> mailboxes = List.of();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "vcard, csv, xlsx or pst.")
  ExportFormat format = ExportFormat.VCARD;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "The file. A folder, when it is there or ends in /: the files in it are called like their"
              + " mailboxes.")
  String out = "";

  @Option(names = "--snapshot", paramLabel = "SNAPSHOT", description = SnapshotWords.MEANING)
  @Nullable SnapshotWords snapshot;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description =
          "Only this folder, by its path or number, with those below; of one mailbox. Can be"
              + " several.")
  List<String> folders = List.of();

  @Option(
      names = "--contact",
      paramLabel = "ID",
      description = "Only the contact with this number; of one mailbox. Can be several.")
  List<Long> contacts = List.of();

  @Option(names = "--force", description = "Replace files that are there.")
  boolean force;

  ContactsExport(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    boolean chosen = snapshot != null || !folders.isEmpty() || !contacts.isEmpty();
    if (chosen && mailboxes.size() > 1) {
      throw Session.wrongUse(
          "--snapshot, --folder and --contact are about one mailbox",
          "export the mailboxes one by one");
    }
    session.useCommandName("rollcall contacts export");
    session.signals().onFirst(() -> stopped.set(true));
    try (Program program = session.open()) {
      Map<Path, SnapshotView> targets = targets(program);
      targets.keySet().forEach(file -> ContactExport.requireFree(file, force));
      List<ExportView> done = new ArrayList<>();
      try (ProgressLine progress =
          new ProgressLine(session.err(), Terminal.is(2), System::nanoTime)) {
        ContactExport export =
            new ContactExport(program.bean(Clock.class), progress, this::checkpoint);
        targets.forEach((file, view) -> done.add(export(program, export, file, view)));
      }
      print(done);
      return ExitCode.DONE.code();
    }
  }

  private Map<Path, SnapshotView> targets(Program program) {
    ContactStore store = program.bean(ContactStore.class);
    Map<Path, SnapshotView> targets = new LinkedHashMap<>();
    boolean isFolder = mailboxes.size() > 1 || out.endsWith("/") || Files.isDirectory(Path.of(out));
    for (String words : mailboxes) {
      Mailbox mailbox = MailboxWords.mailbox(store, words);
      SnapshotView view = SnapshotWords.of(snapshot, program, mailbox);
      Path file = isFolder ? Path.of(out).resolve(fileName(mailbox)) : Path.of(out);
      if (targets.put(file.toAbsolutePath(), view) != null) {
        throw Session.wrongUse(words + " is given twice", "name each mailbox once");
      }
    }
    return targets;
  }

  /** An address may hold what a file's name may not; the number makes it the mailbox's alone. */
  private String fileName(Mailbox mailbox) {
    String address = mailbox.address();
    String safe = address.replaceAll("[^\\p{L}\\p{N}@._+-]", "_");
    return (safe.equals(address) ? safe : safe + "-" + mailbox.id()) + "." + format.extension();
  }

  private ExportView export(Program program, ContactExport export, Path file, SnapshotView view) {
    ExportedMailbox content = SnapshotSource.of(view, folders, contacts);
    Manifest manifest = export.write(content, format, file, force);
    program
        .bean(Audit.class)
        .record(
            Session.user(),
            "contacts-export",
            "mailbox %d, snapshot %d".formatted(view.mailbox().id(), view.snapshot().seq()),
            "%s, %s"
                .formatted(
                    format.name().toLowerCase(Locale.ROOT),
                    Plural.of(manifest.contacts(), "contact")));
    return ExportView.of(Manifest.beside(file).toString(), manifest);
  }

  private void checkpoint() {
    if (stopped.get()) {
      throw new RollcallException(
          ExitCode.STOPPED,
          "stopped: the mailbox at work has no file; those before it have",
          "type it again");
    }
  }

  private void print(List<ExportView> done) {
    if (json.json) {
      session.print(done);
      return;
    }
    for (ExportView one : done) {
      Path folder = Path.of(one.manifest()).resolveSibling("");
      for (ExportedFileView file : one.files()) {
        session.say(
            "wrote %s: %s, %,d bytes"
                .formatted(
                    folder.resolve(file.name()),
                    Plural.of(file.contacts(), "contact"),
                    file.bytes()));
      }
      one.leftOut()
          .forEach(
              (what, times) ->
                  session.note("not in the file, %,d times: %s".formatted(times, what)));
    }
  }
}
