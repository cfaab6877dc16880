package io.rollcall.contacts;

import io.rollcall.contacts.store.Observed;
import io.rollcall.contacts.store.Observed.Photo;
import io.rollcall.contacts.store.SnapshotWriting;
import io.rollcall.graph.ContactChange;
import io.rollcall.graph.ContactsRead;
import io.rollcall.graph.Delta;
import io.rollcall.graph.DeltaItem;
import io.rollcall.graph.DeltaPosition;
import io.rollcall.graph.FullReadNeeded;
import io.rollcall.graph.GraphContact;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.GraphException;
import io.rollcall.graph.MailboxException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what changed in the folders of one mailbox into its snapshot. */
final class FolderReading {
  /** Contacts that are asked for, and written, at a time: their photos are in memory together. */
  private static final int CHUNK = 100;

  /** Times that Outlook may lose the position of one full read. */
  private static final int FULL_READS = 3;

  private final GraphContacts graph;
  private final String userId;
  private final SnapshotWriting writing;
  private final BiConsumer<String, GraphException> unreadable;
  private final @Nullable Function<String, Set<String>> stored;

  /**
   * @param unreadable told the ids of contacts that cannot be read, and why
   * @param stored what the last snapshot has in a folder, when only some folders are read; null
   *     when all are
   */
  FolderReading(
      GraphContacts graph,
      String userId,
      SnapshotWriting writing,
      BiConsumer<String, GraphException> unreadable,
      @Nullable Function<String, Set<String>> stored) {
    this.graph = graph;
    this.userId = userId;
    this.writing = writing;
    this.unreadable = unreadable;
    this.stored = stored;
  }

  /**
   * Brings a folder up to date.
   *
   * @param before where the last reading ended; null when it was never read
   * @return where the next one begins; null when it is to be read whole
   */
  @Nullable FolderPosition bringUpToDate(String folderId, @Nullable FolderPosition before) {
    if (before != null) {
      try {
        return changes(folderId, before);
      } catch (FullReadNeeded e) {
        // What is there is read anew; what is not found then is gone.
      }
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return whole(folderId, before);
      } catch (FullReadNeeded e) {
        if (attempt == FULL_READS) {
          throw e;
        }
      }
    }
  }

  private FolderPosition changes(String folderId, FolderPosition before) {
    Round round = Round.of(graph.contacts(userId, folderId), DeltaPosition.at(before.link()));
    Set<String> ids = new TreeSet<>(before.unread());
    ids.removeAll(round.removed());
    ids.addAll(round.present());
    Set<String> elsewhere = elsewhere(round.removed());
    Set<String> gone = without(round.removed(), elsewhere);
    writing.gone(folderId, gone);
    gone.retainAll(before.unread());
    writing.gone(gone);
    Map<String, GraphException> unread = new HashMap<>();
    read(folderId, ids, unread);
    FolderPosition after = ended(round, unread);
    return elsewhere.isEmpty() ? after : before;
  }

  private @Nullable FolderPosition whole(String folderId, @Nullable FolderPosition before) {
    Round round = Round.of(graph.contacts(userId, folderId), DeltaPosition.fresh());
    Set<String> absent = new LinkedHashSet<>(before == null ? List.of() : before.unread());
    if (stored != null) {
      absent.addAll(stored.apply(folderId));
    }
    absent.removeAll(round.present());
    Set<String> elsewhere = elsewhere(absent);
    Map<String, GraphException> unread = new HashMap<>();
    writing.beginFullRead(folderId);
    writing.keep(folderId, elsewhere);
    if (!round.present().isEmpty()) {
      graph.contacts(userId, folderId, round.present(), page -> take(folderId, page, unread));
    }
    writing.endFullRead(folderId);
    writing.gone(without(absent, elsewhere));
    FolderPosition after = ended(round, unread);
    return elsewhere.isEmpty() ? after : before;
  }

  /**
   * Those that left a folder and are in another one, which may not be read: they stay as they are
   * stored. The folder's position does too, so that the next run is told of them again: what
   * happens to them meanwhile nobody else would tell.
   */
  private Set<String> elsewhere(Set<String> left) {
    if (stored == null || left.isEmpty()) {
      return Set.of();
    }
    return there(graph.contacts(userId, left));
  }

  private static Set<String> there(ContactsRead read) {
    Set<String> there = new LinkedHashSet<>(read.found().keySet());
    there.addAll(read.unreadable().keySet());
    return there;
  }

  private static Set<String> without(Collection<String> all, Set<String> some) {
    Set<String> rest = new LinkedHashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private FolderPosition ended(Round round, Map<String, GraphException> unread) {
    unread.forEach(unreadable);
    return FolderPosition.of(round.link(), unread.keySet());
  }

  /**
   * What a round told, once it has ended: of each contact the last entry.
   *
   * @param link where the next round begins
   */
  private record Round(Set<String> present, Set<String> removed, String link) {

    static Round of(Delta<ContactChange> delta, DeltaPosition start) {
      Set<String> present = new LinkedHashSet<>();
      Set<String> removed = new LinkedHashSet<>();
      String link =
          delta.round(
              start,
              page -> {
                for (DeltaItem<ContactChange> item : page.items()) {
                  boolean there = item instanceof DeltaItem.Present;
                  (there ? present : removed).add(item.id());
                  (there ? removed : present).remove(item.id());
                }
              });
      return new Round(present, removed, link);
    }
  }

  /**
   * A folder is gone, in which these could not be read. Of one that was moved there the store has a
   * version in the folder before, of which nobody else would tell. Said when the others are read.
   */
  void lost(Collection<String> unread) {
    Set<String> left = new LinkedHashSet<>(unread);
    writing.gone(without(left, elsewhere(left)));
  }

  /** Reads contacts whole; what is not there any more when they are asked for is gone. */
  void read(String folderId, Collection<String> ids, Map<String, GraphException> unread) {
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<String> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
      ContactsRead read = graph.contacts(userId, chunk);
      take(folderId, read, unread);
      writing.gone(without(chunk, there(read)));
    }
  }

  private void take(String folderId, ContactsRead read, Map<String, GraphException> unread) {
    List<GraphContact> found = List.copyOf(read.found().values());
    for (int from = 0; from < found.size(); from += CHUNK) {
      List<GraphContact> chunk = found.subList(from, Math.min(from + CHUNK, found.size()));
      writing.put(folderId, observed(chunk, unread));
    }
    writing.keep(folderId, read.unreadable().keySet());
    unread.putAll(read.unreadable());
  }

  private List<Observed> observed(
      Collection<GraphContact> contacts, Map<String, GraphException> unread) {
    List<String> pictured =
        contacts.stream()
            .filter(contact -> !Boolean.FALSE.equals(contact.picture()))
            .map(GraphContact::id)
            .toList();
    Map<String, Photo> photos = photos(pictured, unread);
    return contacts.stream()
        .map(
            contact ->
                new Observed(
                    contact.id(),
                    contact.card(),
                    contact.created(),
                    contact.modified(),
                    photos.getOrDefault(contact.id(), Photo.none())))
        .toList();
  }

  /** A photo that cannot be read stays as it is stored, and is asked for again by the next run. */
  private Map<String, Photo> photos(List<String> ids, Map<String, GraphException> unread) {
    Map<String, Photo> photos = new HashMap<>();
    if (ids.isEmpty()) {
      return photos;
    }
    try {
      graph.photos(userId, ids).forEach((id, bytes) -> photos.put(id, Photo.of(bytes)));
    } catch (MailboxException e) {
      if (e.reason() != MailboxException.Reason.UNREADABLE) {
        throw e;
      }
      if (ids.size() == 1) {
        photos.put(ids.get(0), Photo.unknown());
        unread.put(ids.get(0), e);
      } else {
        ids.forEach(id -> photos.putAll(photos(List.of(id), unread)));
      }
    }
    return photos;
  }
}
