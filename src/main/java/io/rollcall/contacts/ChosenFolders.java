package io.rollcall.contacts;

import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.FolderState;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.SnapshotView;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of the folders that a mailbox has now a person means. */
final class ChosenFolders {
  private final Folders now;
  private final @Nullable SnapshotView latest;

  /**
   * Knows the folders.
   *
   * @param latest by which they have numbers; null when the mailbox was never saved
   */
  ChosenFolders(List<FolderState> now, @Nullable SnapshotView latest) {
    this.now = Folders.of(now);
    this.latest = latest;
  }

  /**
   * Graph's ids of the folders with this path, as {@code contacts list} shows it; else with this
   * name, whatever they lie in; else of the one with this number.
   */
  List<String> named(String words) {
    List<Folder> found = now.at(words);
    if (found.isEmpty()) {
      found = now.all().stream().filter(one -> one.name().equalsIgnoreCase(words)).toList();
    }
    Stream<String> ids = found.stream().map(Folder::graphId);
    return (found.isEmpty() ? numbered(words) : ids).toList();
  }

  private Stream<String> numbered(String words) {
    if (latest == null || !words.matches("\\d{1,9}")) {
      return Stream.empty();
    }
    return latest
        .folders()
        .get(Long.parseLong(words))
        .map(Folder::graphId)
        .filter(id -> now.all().stream().anyMatch(folder -> folder.graphId().equals(id)))
        .stream();
  }
}
