package io.rollcall.contacts;

import io.rollcall.contacts.Chosen.InFolder;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.FolderState;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.SnapshotWriting;
import io.rollcall.contacts.store.StoredContact;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.GraphException;
import io.rollcall.graph.GraphFolder;
import io.rollcall.graph.GraphMailbox;
import io.rollcall.graph.MailboxException;
import io.rollcall.kernel.Lease;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RunContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Backs up one mailbox: its folders, then what changed in each since the last snapshot. Nothing of
 * it is visible before the end, and the positions are saved with it, so that a mailbox that was
 * interrupted is read again from where the last snapshot ended.
 */
final class MailboxBackup implements MailboxWork {
  /** The step by which contacts that could not be read are stored among the problems. */
  static final String PROBLEMS = "contacts";

  private final BackupParts parts;
  private final RunContext context;
  private final Organization organization;
  private final GraphContacts graph;

  MailboxBackup(
      BackupParts parts, RunContext context, Organization organization, GraphContacts graph) {
    this.parts = parts;
    this.context = context;
    this.organization = organization;
    this.graph = graph;
  }

  @Override
  public void of(MailboxTask task) {
    GraphMailbox found = task.mailbox();
    try (Lease lease =
        context.guard().lease(resource(organization, found.id()), "mailbox " + found.address())) {
      snapshot(task, lease);
    }
  }

  /** What one run at a time may write, whether it backs up or restores. */
  static String resource(Organization organization, String graphId) {
    return "%s/%s/%s".formatted(ContactsBackupFamily.NAME, organization.key(), graphId);
  }

  /** The same by who has the mailbox for itself already. */
  void snapshot(MailboxTask task, Lease lease) {
    GraphMailbox found = task.mailbox();
    List<FolderState> folders =
        graph.folders(found.id()).stream().map(MailboxBackup::state).toList();
    Mailbox mailbox = parts.store().mailbox(organization, found.id(), found.address());
    SnapshotWriting writing = parts.store().begin(mailbox, context.run().id(), lease::require);
    writing.folders(folders);
    Map<String, String> positions = positions(writing);
    List<Problem> problems = new ArrayList<>();
    FolderReading reading =
        new FolderReading(
            graph,
            found.id(),
            writing,
            (id, why) -> problems.add(unreadable(found, id, why)),
            task.chosen().isEmpty() ? null : folder -> stored(mailbox, folder));
    if (task.chosen().isEmpty()) {
      for (FolderState folder : folders) {
        bringUpToDate(reading, folder.graphId(), positions);
      }
    } else {
      chosen(task, mailbox, folders, reading, positions, problems);
    }
    reading.lost(unreadOfFoldersThatAreGone(folders, positions));
    finish(mailbox, writing, positions, problems);
  }

  private static List<String> unreadOfFoldersThatAreGone(
      List<FolderState> now, Map<String, String> positions) {
    Map<String, String> gone = new TreeMap<>(positions);
    now.forEach(folder -> gone.remove(folder.graphId()));
    return gone.values().stream()
        .flatMap(position -> FolderPosition.parse(position).unread().stream())
        .toList();
  }

  static FolderState state(GraphFolder folder) {
    return new FolderState(folder.id(), folder.parentId(), folder.name(), folder.isDefault());
  }

  /** Positions that cannot be opened are lost ones: everything is read anew. */
  private static Map<String, String> positions(SnapshotWriting writing) {
    try {
      return new TreeMap<>(writing.links());
    } catch (DamagedContent e) {
      return new TreeMap<>();
    }
  }

  private static void bringUpToDate(
      FolderReading reading, String folderId, Map<String, String> positions) {
    String before = positions.get(folderId);
    try {
      FolderPosition after =
          reading.bringUpToDate(folderId, before == null ? null : FolderPosition.parse(before));
      if (after != null) {
        positions.put(folderId, after.text());
      }
    } catch (MailboxException e) {
      if (e.reason() != MailboxException.Reason.GONE) {
        throw e;
      }
      // Deleted since the folders were listed: this snapshot has it as it was, the next one has
      // not.
    }
  }

  // chosen folders and contacts

  /** The other folders stay as the last snapshot has them, and so do their positions. */
  private void chosen(
      MailboxTask task,
      Mailbox mailbox,
      List<FolderState> now,
      FolderReading reading,
      Map<String, String> positions,
      List<Problem> problems) {
    Optional<SnapshotView> latest = parts.store().latest(mailbox);
    ChosenFolders chosen = new ChosenFolders(now, latest.orElse(null));
    Set<String> whole = new LinkedHashSet<>();
    Map<String, List<String>> single = new HashMap<>();
    for (Chosen one : task.chosen()) {
      List<String> named = chosen.named(String.valueOf(one.place()));
      if (!named.isEmpty()) {
        whole.addAll(named);
        continue;
      }
      Optional<InFolder> contact = one.contact();
      List<String> folders = contact.map(in -> chosen.named(in.folder())).orElse(List.of());
      Optional<StoredContact> stored =
          contact.flatMap(in -> latest.flatMap(view -> view.contact(in.number())));
      // Of several folders with the name the one that it is stored in: what is put moves there.
      Optional<String> folder =
          stored.flatMap(it -> folderOf(it, latest)).filter(folders::contains);
      if (folders.isEmpty()) {
        problems.add(missing(one, "folder", task.mailbox()));
      } else if (stored.isEmpty() || folder.isEmpty()) {
        problems.add(missing(one, "contact", task.mailbox()));
      } else {
        single.computeIfAbsent(folder.get(), key -> new ArrayList<>()).add(stored.get().graphId());
      }
    }
    whole.forEach(folder -> bringUpToDate(reading, folder, positions));
    single.keySet().removeAll(whole);
    single.forEach(
        (folder, ids) -> {
          Map<String, GraphException> unread = new HashMap<>();
          reading.read(folder, ids, unread);
          unread.forEach((id, why) -> problems.add(unreadable(task.mailbox(), id, why)));
        });
  }

  /** Graph's ids of the contacts that the last snapshot has in a folder. */
  private Set<String> stored(Mailbox mailbox, String folderId) {
    Set<String> ids = new LinkedHashSet<>();
    parts.store().latest(mailbox).ifPresent(view -> addStored(view, folderId, ids));
    return ids;
  }

  private static void addStored(SnapshotView view, String folderId, Set<String> ids) {
    view.folders().all().stream()
        .filter(folder -> folder.graphId().equals(folderId))
        .map(folder -> Selection.ofFolders(Set.of(folder.number())))
        // One that is damaged is stored anew when it is found.
        .forEach(all -> view.contacts(all, one -> ids.add(one.graphId()), damaged -> {}));
  }

  private static Optional<String> folderOf(StoredContact contact, Optional<SnapshotView> latest) {
    return latest.flatMap(view -> view.folders().get(contact.folder())).map(Folder::graphId);
  }

  private Problem missing(Chosen one, String what, GraphMailbox found) {
    return new Problem(
        Problem.Kind.SKIPPED,
        organization.key(),
        one.mailbox(),
        "the mailbox has no such " + what + " as was chosen with --only",
        "scripts/rollcall contacts list " + found.address() + " shows names and numbers");
  }

  private Problem unreadable(GraphMailbox found, String contactId, GraphException why) {
    return new Problem(
        Problem.Kind.SKIPPED,
        organization.key(),
        "%s, contact %s".formatted(found.address(), contactId),
        String.valueOf(why.getMessage()),
        "the backup keeps what it has of it, and the next run tries again; open it in Outlook: what"
            + " cannot be opened there either, its owner should make anew");
  }

  /** Problems are stored with the snapshot that has them: told once, and never without it. */
  private void finish(
      Mailbox mailbox,
      SnapshotWriting writing,
      Map<String, String> positions,
      List<Problem> problems) {
    if (problems.isEmpty()) {
      writing.finish(positions);
      return;
    }
    long run = context.run().id();
    // One at a time: a problem takes a second connection for its number, while it holds the first.
    synchronized (parts.problems()) {
      parts
          .retry()
          .attempt(
              again -> {
                if (again && isDone(parts.store(), run, mailbox, writing.seq())) {
                  return true; // by a try whose answer was lost
                }
                parts
                    .transaction()
                    .executeWithoutResult(
                        status -> {
                          writing.finish(positions);
                          parts.problems().add(run, PROBLEMS, problems);
                        });
                return true;
              });
    }
  }

  private static boolean isDone(ContactStore store, long run, Mailbox mailbox, long seq) {
    return store.snapshotsOfRun(run).stream()
        .anyMatch(snapshot -> snapshot.mailbox() == mailbox.id() && snapshot.seq() == seq);
  }
}
