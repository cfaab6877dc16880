package io.rollcall.contacts.export;

import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.StoredContact;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A snapshot, or chosen folders and contacts of it, as something to export. */
public final class SnapshotSource {
  /** Contacts in memory at a time; one may have notes of a megabyte and a photo of four. */
  private static final int PAGE = 50;

  private final SnapshotView view;
  private final Folders folders;
  private final Set<Long> inFolders;
  private final Set<Long> items;

  private SnapshotSource(SnapshotView view, Folders folders, Set<Long> inFolders, Set<Long> items) {
    this.view = view;
    this.folders = folders;
    this.inFolders = inFolders;
    this.items = items;
  }

  /**
   * What a person chose.
   *
   * @param folders their paths or numbers, each with all that lies below it; none for all
   * @param items the numbers of contacts; none for all
   * @throws RollcallException with {@link ExitCode#NOT_FOUND} when the snapshot does not have one
   *     of them
   */
  public static ExportedMailbox of(
      SnapshotView view, Collection<String> folders, Collection<Long> items) {
    Folders all = view.folders();
    Set<Long> inFolders = new LinkedHashSet<>();
    folders.forEach(words -> inFolders.addAll(all.withThoseBelow(folder(view, all, words))));
    items.forEach(item -> requireContact(view, item));
    SnapshotSource source = new SnapshotSource(view, all, inFolders, new LinkedHashSet<>(items));
    return new ExportedMailbox(
        view.mailbox().address(),
        view.snapshot().seq(),
        view.snapshot().completedAt(),
        source.paths(),
        source.total(),
        source::contacts);
  }

  private long total() {
    if (!items.isEmpty()) {
      return items.size();
    }
    return inFolders.isEmpty() ? view.snapshot().contacts() : view.contactsIn(inFolders);
  }

  private static Folder folder(SnapshotView view, Folders all, String words) {
    List<Folder> found = all.named(words);
    if (found.size() == 1) {
      return found.get(0);
    }
    throw notFound(
        view,
        found.isEmpty()
            ? "has no folder %s".formatted(words)
            : "has %d folders %s; tell one by its number".formatted(found.size(), words));
  }

  private static void requireContact(SnapshotView view, long item) {
    if (view.contact(item).isEmpty()) {
      throw notFound(view, "has no contact %d".formatted(item));
    }
  }

  private static RollcallException notFound(SnapshotView view, String what) {
    long mailbox = view.mailbox().id();
    long seq = view.snapshot().seq();
    return new RollcallException(
        ExitCode.NOT_FOUND,
        "snapshot %d of mailbox %d %s".formatted(seq, mailbox, what),
        "scripts/rollcall contacts list %d --snapshot %d".formatted(mailbox, seq));
  }

  /** Empty folders too, unless single contacts were chosen. */
  private List<List<String>> paths() {
    return items.isEmpty()
        ? folders.all().stream()
            .filter(folder -> inFolders.isEmpty() || inFolders.contains(folder.number()))
            .map(this::path)
            .toList()
        : List.of();
  }

  private List<String> path(Folder folder) {
    Deque<String> names = new ArrayDeque<>();
    Set<Long> seen = new LinkedHashSet<>();
    Optional<Folder> next = Optional.of(folder);
    while (next.isPresent() && seen.add(next.get().number())) {
      names.push(next.get().name());
      Long parent = next.get().parent();
      next = parent == null ? Optional.empty() : folders.get(parent);
    }
    return new ArrayList<>(names);
  }

  private Stream<ExportedContact> contacts() {
    return Stream.iterate(view.page(0, PAGE), page -> !page.isEmpty(), this::after)
        .flatMap(List::stream)
        .filter(this::chosen)
        .map(this::exported);
  }

  private List<StoredContact> after(List<StoredContact> page) {
    return view.page(page.get(page.size() - 1).item(), PAGE);
  }

  private boolean chosen(StoredContact contact) {
    return (inFolders.isEmpty() || inFolders.contains(contact.folder()))
        && (items.isEmpty() || items.contains(contact.item()));
  }

  private ExportedContact exported(StoredContact contact) {
    return ExportedContact.of(
        folders.get(contact.folder()).map(this::path).orElse(List.of()),
        contact.card(),
        view.photo(contact),
        contact.created(),
        contact.modified());
  }
}
