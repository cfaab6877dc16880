package io.rollcall.contacts.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tree of folders of one snapshot. */
public final class Folders {
  private final Map<Long, Folder> byNumber = new HashMap<>();
  private final List<Folder> all;

  /** A folder without its path, which its parents give. */
  record Named(
      long number, String graphId, @Nullable Long parent, String name, boolean isDefault) {}

  Folders(List<Named> named) {
    Map<Long, Named> known = new HashMap<>();
    named.forEach(one -> known.put(one.number(), one));
    named.forEach(one -> byNumber.put(one.number(), folder(one, known)));
    all =
        byNumber.values().stream()
            .sorted(
                Comparator.comparing(Folder::isDefault, Comparator.reverseOrder())
                    .thenComparing(Folder::path)
                    .thenComparing(Folder::number))
            .toList();
  }

  /** Folders that have no numbers of the store yet: theirs are their places in the list. */
  public static Folders of(List<FolderState> states) {
    Map<String, Long> places = new HashMap<>();
    for (int place = 0; place < states.size(); place++) {
      places.put(states.get(place).graphId(), (long) place);
    }
    List<Named> named = new ArrayList<>();
    for (FolderState state : states) {
      named.add(
          new Named(
              named.size(),
              state.graphId(),
              places.get(state.parentId()),
              state.name(),
              state.isDefault()));
    }
    return new Folders(named);
  }

  private static Folder folder(Named one, Map<Long, Named> known) {
    Deque<String> names = new ArrayDeque<>();
    Set<Long> seen = new HashSet<>();
    Named next = one;
    while (next != null && seen.add(next.number())) {
      names.push(escaped(next.name()));
      next = next.parent() == null ? null : known.get(next.parent());
    }
    return new Folder(
        one.number(),
        one.graphId(),
        one.parent(),
        one.name(),
        one.isDefault(),
        String.join("/", names));
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("/", "\\/");
  }

  /** All of them, the default folder first, the others by path. */
  public List<Folder> all() {
    return all;
  }

  public Optional<Folder> get(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** The mailbox's own folder of contacts. */
  public Optional<Folder> defaultFolder() {
    return all.stream().filter(Folder::isDefault).findFirst();
  }

  /**
   * Those that a person may mean: with this path, else with this path in other letters (mail
   * programs take them for the same), else with this number.
   *
   * @return several when paths occur twice; none when there is none
   */
  public List<Folder> named(String pathOrNumber) {
    List<Folder> found = at(pathOrNumber);
    if (found.isEmpty() && pathOrNumber.matches("\\d{1,18}")) {
      found = get(Long.parseLong(pathOrNumber)).stream().toList();
    }
    return found;
  }

  /** Those with this path, else with this path in other letters. */
  public List<Folder> at(String path) {
    List<Folder> found = those(folder -> folder.path().equals(path));
    return found.isEmpty() ? those(folder -> folder.path().equalsIgnoreCase(path)) : found;
  }

  private List<Folder> those(Predicate<Folder> wanted) {
    return all.stream().filter(wanted).toList();
  }

  /** The numbers of a folder and of all that lie in it, at any depth. */
  public Set<Long> withThoseBelow(Folder top) {
    Set<Long> found = new LinkedHashSet<>();
    Deque<Long> open = new ArrayDeque<>(List.of(top.number()));
    while (!open.isEmpty()) {
      Long number = open.pop();
      if (found.add(number)) {
        List<Folder> children = new ArrayList<>(those(one -> number.equals(one.parent())));
        children.forEach(child -> open.push(child.number()));
      }
    }
    return found;
  }
}
