package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.DiffView;
import io.rollcall.cli.ContactsViews.DifferenceView;
import io.rollcall.cli.ContactsViews.FieldChangeView;
import io.rollcall.cli.ContactsViews.MailboxView;
import io.rollcall.contacts.store.CardText;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.StoredContact;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Shows what differs between two snapshots of a mailbox: folders and contacts that came, went"
          + " or changed.",
      "Contacts that are new, gone, moved or changed, with the fields that changed."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.DONE_WITH_PROBLEMS,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND
    },
    example = "contacts diff anna@acme.example 7d latest")
final class ContactsDiff implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "MAILBOX", description = MailboxWords.MAILBOX)
  String mailbox = "";

  @Parameters(index = "1", paramLabel = "A", description = SnapshotWords.OLDER)
  @Nullable SnapshotWords before;

  @Parameters(index = "2", paramLabel = "B", description = SnapshotWords.NEWER)
  @Nullable SnapshotWords after;

  ContactsDiff(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall contacts diff");
    try (Program program = session.open()) {
      ContactStore store = program.bean(ContactStore.class);
      Mailbox found = MailboxWords.mailbox(store, mailbox);
      SnapshotView was = SnapshotWords.of(before, program, found);
      SnapshotView is = SnapshotWords.of(after, program, found);
      Folders then = was.folders();
      Folders now = is.folders();
      List<DifferenceView> contacts = new ArrayList<>();
      Damaged damaged = new Damaged();
      store
          .versions(found)
          .differences(
              was.snapshot().seq(),
              is.snapshot().seq(),
              (one, other) -> contacts.add(contact(one, then, other, now)),
              damaged);
      DiffView diff =
          new DiffView(
              MailboxView.of(found),
              was.snapshot().seq(),
              is.snapshot().seq(),
              folders(then, now),
              contacts.stream().filter(one -> !one.changes().isEmpty()).toList(),
              damaged.found());
      if (json.json) {
        session.print(diff);
      } else {
        text(diff).forEach(session::say);
      }
      return damaged.tell(session);
    }
  }

  private static DifferenceView contact(
      @Nullable StoredContact was, Folders then, @Nullable StoredContact is, Folders now) {
    StoredContact shown = is == null ? Objects.requireNonNull(was) : is;
    return new DifferenceView(
        was == null ? "added" : is == null ? "removed" : "changed",
        shown.item(),
        CardText.label(shown.card()),
        FieldChangeView.between(was, then, is, now));
  }

  private static List<DifferenceView> folders(Folders then, Folders now) {
    TreeSet<Long> numbers = new TreeSet<>();
    then.all().forEach(folder -> numbers.add(folder.number()));
    now.all().forEach(folder -> numbers.add(folder.number()));
    List<DifferenceView> differences = new ArrayList<>();
    for (long number : numbers) {
      Folder was = then.get(number).orElse(null);
      Folder is = now.get(number).orElse(null);
      String path = was == null ? null : was.path();
      String newPath = is == null ? null : is.path();
      if (!Objects.equals(path, newPath)) {
        differences.add(
            new DifferenceView(
                was == null ? "added" : is == null ? "removed" : "changed",
                number,
                Objects.requireNonNullElse(newPath, Objects.requireNonNullElse(path, "")),
                List.of(new FieldChangeView("PATH", path, newPath))));
      }
    }
    differences.sort(Comparator.comparing(DifferenceView::name));
    return differences;
  }

  private static List<String> text(DiffView diff) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, snapshot %d to snapshot %d: %s and %s differ"
            .formatted(
                diff.mailbox().address(),
                diff.before(),
                diff.after(),
                Plural.of(diff.folders().size(), "folder"),
                Plural.of(diff.contacts().size(), "contact")));
    for (DifferenceView folder : diff.folders()) {
      FieldChangeView path = folder.changes().get(0);
      lines.add(
          "%s folder %d: %s"
              .formatted(
                  folder.operation(),
                  folder.number(),
                  path.before() == null || path.after() == null
                      ? folder.name()
                      : path.before() + " -> " + path.after()));
    }
    for (DifferenceView contact : diff.contacts()) {
      lines.add(
          "%s contact %d: %s".formatted(contact.operation(), contact.number(), contact.name()));
      if (contact.operation().equals("changed")) {
        lines.addAll(FieldLines.of(contact.changes()));
      }
    }
    return lines;
  }
}
