package io.rollcall.contacts;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.graph.DeltaItem;
import io.rollcall.graph.DeltaPosition;
import io.rollcall.graph.FullReadNeeded;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.GraphFolder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Looks what a backup of a mailbox would read. Writes nothing, and reads no contact's content. */
final class MailboxPreview implements MailboxWork {
  private final ContactStore store;
  private final GraphContacts graph;
  private final String organization;
  private final Queue<MailboxFigures> found;

  /**
   * @param found gets what is found of each mailbox
   */
  MailboxPreview(
      ContactStore store, GraphContacts graph, String organization, Queue<MailboxFigures> found) {
    this.store = store;
    this.graph = graph;
    this.organization = organization;
    this.found = found;
  }

  /** For several threads. */
  static Queue<MailboxFigures> figures() {
    return new ConcurrentLinkedQueue<>();
  }

  @Override
  public void of(MailboxTask task) {
    String userId = task.mailbox().id();
    List<GraphFolder> folders = graph.folders(userId);
    Map<String, String> positions = positions(userId);
    Set<String> present = new HashSet<>();
    Set<String> removed = new HashSet<>();
    for (GraphFolder folder : folders) {
      String before = positions.get(folder.id());
      look(
          userId,
          folder.id(),
          before == null ? null : FolderPosition.parse(before).link(),
          present,
          removed);
    }
    removed.removeAll(present); // moved to another folder
    found.add(
        MailboxFigures.previewed(
            organization,
            task.mailbox().address(),
            folders.size(),
            present.size(),
            removed.size()));
  }

  private Map<String, String> positions(String userId) {
    try {
      return store.find(userId).map(store::links).orElse(Map.of());
    } catch (DamagedContent e) {
      return Map.of();
    }
  }

  private void look(
      String userId,
      String folderId,
      @Nullable String link,
      Set<String> present,
      Set<String> removed) {
    try {
      graph
          .contacts(userId, folderId)
          .round(
              link == null ? DeltaPosition.fresh() : DeltaPosition.at(link),
              page ->
                  page.items()
                      .forEach(
                          item -> {
                            if (item instanceof DeltaItem.Present) {
                              present.add(item.id());
                            } else if (link != null) { // a first round names what never was here
                              removed.add(item.id());
                            }
                          }));
    } catch (FullReadNeeded e) {
      if (link == null) {
        throw e;
      }
      look(userId, folderId, null, present, removed);
    }
  }
}
