package io.rollcall.cli;

import io.rollcall.cli.Views.RunDetails;
import io.rollcall.contacts.store.CardText;
import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.Holdings;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.contacts.store.StoredContact;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import io.rollcall.operations.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON documents of the commands of contacts; docs/commands.md names every field. */
final class ContactsViews {

  private ContactsViews() {}

  record MailboxView(long mailbox, String organization, String address, String graphId) {
    static MailboxView of(Mailbox mailbox) {
      return new MailboxView(
          mailbox.id(), mailbox.organization(), mailbox.address(), mailbox.graphId());
    }
  }

  record HoldingsView(
      MailboxView mailbox, long snapshots, @Nullable SnapshotLineView latest, long bytes) {
    static HoldingsView of(Holdings holdings) {
      Snapshot latest = holdings.latest();
      return new HoldingsView(
          MailboxView.of(holdings.mailbox()),
          holdings.snapshots(),
          latest == null ? null : SnapshotLineView.of(latest),
          holdings.bytes());
    }
  }

  record SnapshotLineView(
      long snapshot,
      long run,
      Instant begunAt,
      Instant completedAt,
      long folders,
      long contacts,
      long added,
      long changed,
      long removed,
      long bytes) {
    static SnapshotLineView of(Snapshot one) {
      return new SnapshotLineView(
          one.seq(),
          one.runId(),
          one.begunAt(),
          one.completedAt(),
          one.folders(),
          one.contacts(),
          one.added(),
          one.changed(),
          one.removed(),
          one.bytes());
    }
  }

  record FolderView(long folder, String path, boolean isDefault, @Nullable Long parent) {
    static FolderView of(Folder folder) {
      return new FolderView(folder.number(), folder.path(), folder.isDefault(), folder.parent());
    }
  }

  /** One line of a list. */
  record ContactView(
      long contact,
      String folder,
      String name,
      List<String> addresses,
      @Nullable String company,
      @Nullable String phone,
      boolean photo,
      long sinceSnapshot,
      @Nullable Long untilSnapshot) {
    static ContactView of(StoredContact one, Folders folders) {
      ContactCard card = one.card();
      return new ContactView(
          one.item(),
          path(folders, one.folder()),
          CardText.label(card),
          card.emails().stream().map(ContactEmail::address).filter(a -> !a.isEmpty()).toList(),
          orNull(card.text(ContactField.COMPANY_NAME)),
          phone(card),
          one.hasPhoto(),
          one.version(),
          one.until() == 0 ? null : one.until());
    }

    private static @Nullable String phone(ContactCard card) {
      return Stream.of(
              Stream.of(card.text(ContactField.MOBILE_PHONE)),
              card.texts(ContactField.BUSINESS_PHONES).stream(),
              card.texts(ContactField.HOME_PHONES).stream())
          .flatMap(phones -> phones)
          .filter(phone -> !phone.isEmpty())
          .findFirst()
          .orElse(null);
    }

    private static @Nullable String orNull(String text) {
      return text.isEmpty() ? null : text;
    }
  }

  static String path(Folders folders, long number) {
    return folders.get(number).map(Folder::path).orElse("(folder " + number + ")");
  }

  record ContactListView(
      MailboxView mailbox,
      SnapshotLineView snapshot,
      List<FolderView> folders,
      List<ContactView> contacts,
      List<String> damaged) {}

  /** A field that is another than before; FOLDER and PHOTO are fields too. */
  record FieldChangeView(String field, @Nullable String before, @Nullable String after) {

    static List<FieldChangeView> between(
        @Nullable StoredContact before,
        @Nullable Folders foldersBefore,
        @Nullable StoredContact after,
        @Nullable Folders foldersAfter) {
      List<FieldChangeView> changes = new ArrayList<>();
      add(changes, "FOLDER", folder(before, foldersBefore), folder(after, foldersAfter));
      CardText.between(card(before), card(after))
          .forEach(one -> add(changes, one.field().name(), one.before(), one.after()));
      add(changes, "PHOTO", photo(before), photo(after));
      return changes;
    }

    private static void add(
        List<FieldChangeView> changes,
        String field,
        @Nullable String before,
        @Nullable String after) {
      if (!Objects.equals(before, after)) {
        changes.add(new FieldChangeView(field, before, after));
      }
    }

    private static @Nullable ContactCard card(@Nullable StoredContact contact) {
      return contact == null ? null : contact.card();
    }

    private static @Nullable String folder(
        @Nullable StoredContact contact, @Nullable Folders folders) {
      return contact == null || folders == null ? null : path(folders, contact.folder());
    }

    private static @Nullable String photo(@Nullable StoredContact contact) {
      return contact == null || !contact.hasPhoto() ? null : "photo " + contact.photo();
    }
  }

  record VersionView(
      long sinceSnapshot,
      @Nullable Instant since,
      @Nullable Long untilSnapshot,
      @Nullable Instant until,
      List<FieldChangeView> changes) {}

  record ContactHistoryView(
      MailboxView mailbox,
      long contact,
      String graphId,
      String name,
      List<VersionView> versions,
      List<String> damaged) {}

  record DifferenceView(
      String operation, long number, String name, List<FieldChangeView> changes) {}

  record DiffView(
      MailboxView mailbox,
      long before,
      long after,
      List<DifferenceView> folders,
      List<DifferenceView> contacts,
      List<String> damaged) {}

  record FoundView(MailboxView mailbox, ContactView contact) {}

  record FindView(List<FoundView> found, List<String> damaged) {}

  record NewKeyView(String file, String key) {}

  record RotationView(String key, String reference, boolean rotated) {}

  /** What a restore or an undo decided about a contact, and whether it is done. */
  record RestoredView(
      @Nullable Long contact,
      @Nullable Long existing,
      String name,
      String action,
      @Nullable String reason,
      String state) {}

  record RestoreView(RunDetails run, List<RestoredView> contacts) {
    static RestoreView of(Session session, Program program, RunRecord record) {
      return new RestoreView(
          RunDetailsQuery.of(program, record).repeatable(session::commands),
          RestoreRuns.items(program, record));
    }
  }
}
