package io.rollcall.contacts.restore;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.GraphFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The contacts of a mailbox that a restore made, wherever they are now: each carries a marker. */
public final class Markers {

  private Markers() {}

  /** Graph's ids, by position; the first one where somebody copied it. */
  public static Map<Integer, String> ids(GraphContacts graph, String user, Restore restore) {
    Map<Integer, String> first = new HashMap<>();
    all(graph, user, restore)
        .forEach(
            (position, ids) -> ids.stream().findFirst().ifPresent(id -> first.put(position, id)));
    return first;
  }

  /**
   * The store's numbers, by position.
   *
   * @param now the mailbox's snapshot, taken just before; what came later is left out
   */
  public static Map<Integer, List<Long>> numbers(
      GraphContacts graph, ContactStore store, SnapshotView now, Restore restore) {
    Set<Long> there = now.numbers();
    Map<Integer, List<Long>> numbers = new HashMap<>();
    all(graph, now.mailbox().graphId(), restore)
        .forEach(
            (position, ids) ->
                ids.forEach(
                    id -> {
                      OptionalLong number = store.number(now.mailbox(), id);
                      if (number.isPresent() && there.contains(number.getAsLong())) {
                        numbers
                            .computeIfAbsent(position, key -> new ArrayList<>())
                            .add(number.getAsLong());
                      }
                    }));
    return numbers;
  }

  /** How many were made more than once. */
  public static int doubles(GraphContacts graph, String user, Restore restore) {
    return (int) all(graph, user, restore).values().stream().filter(ids -> ids.size() > 1).count();
  }

  private static Map<Integer, List<String>> all(GraphContacts graph, String user, Restore restore) {
    Map<Integer, List<String>> found = new HashMap<>();
    for (GraphFolder folder : graph.folders(user)) {
      graph
          .markers(user, folder.id())
          .forEach(
              (id, marker) -> {
                OptionalInt position = restore.position(marker);
                if (position.isPresent()) {
                  found.computeIfAbsent(position.getAsInt(), key -> new ArrayList<>()).add(id);
                }
              });
    }
    return found;
  }
}
