package io.rollcall.contacts.restore;

import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.Folders;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.GraphFolder;
import io.rollcall.graph.MailboxException;
import io.rollcall.graph.MailboxException.Reason;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the folders of a snapshot are in a mailbox as it is now, and makes those that are not
 * there. A folder is found by its name below its parent, so that whoever made it before a crash
 * does not make it twice. For one thread.
 */
public final class FolderPlacing {
  /** What stands for the folder that holds the others of a restore to a new folder. */
  public static final long ROOT = 0;

  private static final int TRIES = 3;
  private static final int NAMES = 9;

  private final GraphContacts graph;
  private final String user;
  private final Folders source;
  private final Restore restore;
  private final @Nullable LongConsumer making;
  private final Map<Long, String> placed = new HashMap<>();
  private List<GraphFolder> there;

  /**
   * Looks at the folders that there are.
   *
   * @param source the folders of the snapshot that contacts are taken from
   * @param making told the number of each folder before it is made; null: none is made
   */
  public FolderPlacing(
      GraphContacts graph,
      String user,
      Folders source,
      Restore restore,
      @Nullable LongConsumer making) {
    this.graph = graph;
    this.user = user;
    this.source = source;
    this.restore = restore;
    this.making = making;
    this.there = graph.folders(user);
  }

  /** Graph's ids of folders, by number; without those that are not there when none are made. */
  public Map<Long, String> place(Collection<Long> numbers) {
    Map<Long, String> found = new TreeMap<>();
    for (long number : numbers) {
      String id = number == ROOT ? root() : placed(number);
      if (id != null) {
        found.put(number, id);
      }
    }
    return found;
  }

  private boolean inPlace() {
    return restore.placement() == Placement.IN_PLACE;
  }

  private @Nullable String root() {
    return inPlace() ? defaultFolder().id() : child(ROOT, top(), restore.newFolder());
  }

  /** A folder that the snapshot does not tell any more is the default one. */
  private @Nullable String placed(long number) {
    String known = placed.get(number);
    if (known == null) {
      known = source.get(number).map(this::find).orElseGet(this::root);
      if (known != null) {
        placed.put(number, known);
      }
    }
    return known;
  }

  private @Nullable String find(Folder folder) {
    if (inPlace() && folder.isDefault()) {
      return defaultFolder().id();
    }
    if (inPlace() && restore.sameMailbox() && isThere(folder.graphId())) {
      return folder.graphId();
    }
    Long parent = folder.parent();
    String below = parent == null ? inPlace() ? top() : root() : placed(parent);
    String name = folder.name().isBlank() ? "Folder " + folder.number() : folder.name();
    return below == null ? null : child(folder.number(), below, name);
  }

  private boolean isThere(String id) {
    return there.stream().anyMatch(folder -> folder.id().equals(id));
  }

  private GraphFolder defaultFolder() {
    return there.stream().filter(GraphFolder::isDefault).findFirst().orElseThrow();
  }

  /** The mailbox's root, which is none of the folders. */
  private String top() {
    return defaultFolder().parentId();
  }

  /**
   * A name can be taken by what no list of folders shows: the default folder in another language, a
   * hidden one. Then the folder is called {@code NAME (2)}.
   */
  private @Nullable String child(long number, String parent, String name) {
    for (int copy = 1; copy <= NAMES; copy++) {
      String called = copy == 1 ? name : "%s (%d)".formatted(name, copy);
      String found =
          named(parent, called)
              .or(() -> Optional.ofNullable(made(number, parent, called)))
              .orElse(null);
      if (found != null) {
        return found;
      }
    }
    if (making == null) {
      return null;
    }
    throw new RollcallException(
        ExitCode.FAILED,
        "a folder of the snapshot, number %d, cannot be made: its name is taken".formatted(number),
        "restore into a new folder, without --in-place");
  }

  /** Null when nothing is to be made, or the name is taken by what is not shown. */
  private @Nullable String made(long number, String parent, String name) {
    for (int tries = 1; making != null; tries++) {
      try {
        return make(number, parent, name);
      } catch (MailboxException e) {
        boolean maybeThere = e.reason() == Reason.MAYBE_DONE || e.reason() == Reason.FOLDER_EXISTS;
        if (!maybeThere || (e.reason() == Reason.MAYBE_DONE && tries == TRIES)) {
          throw e;
        }
        there = graph.folders(user);
        Optional<String> found = named(parent, name);
        if (found.isPresent() || e.reason() == Reason.FOLDER_EXISTS) {
          return found.orElse(null);
        }
      }
    }
    return null;
  }

  /**
   * Outlook takes names for the same whatever the case of their letters. What is made at the top
   * may come to lie in the default folder (<a
   * href="https://learn.microsoft.com/graph/api/user-post-contactfolders">create
   * contactFolder</a>).
   */
  private Optional<String> named(String parent, String name) {
    Optional<String> found = namedIn(parent, name);
    return found.isEmpty() && parent.equals(top()) ? namedIn(defaultFolder().id(), name) : found;
  }

  private Optional<String> namedIn(String parent, String name) {
    return there.stream()
        .filter(folder -> !folder.isDefault() && folder.parentId().equals(parent))
        .filter(folder -> folder.name().equalsIgnoreCase(name))
        .map(GraphFolder::id)
        .findFirst();
  }

  private String make(long number, String parent, String name) {
    Objects.requireNonNull(making).accept(number);
    String id = graph.createFolder(user, parent.equals(top()) ? null : parent, name);
    there =
        Stream.concat(there.stream(), Stream.of(new GraphFolder(id, parent, name, false))).toList();
    return id;
  }
}
