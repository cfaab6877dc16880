package io.rollcall.contacts.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random histories of a mailbox, told in random ways, against a model that is a map. */
class SnapshotModelIntegrationTests {
  private static final List<FolderState> ALL =
      List.of(
          StoredMailbox.CONTACTS,
          StoredMailbox.CLIENTS,
          new FolderState("f-2", "f-clients", "Two", false),
          new FolderState("f-3", null, "Three", false));

  private final Random random = new Random(20_26);

  /** A contact of the model. */
  private record In(String folder, String name) {}

  @ParameterizedTest
  @EnumSource
  void whateverIsToldInWhateverOrderEverySnapshotIsTheModelOfItsTime(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    Map<String, In> mailbox = new TreeMap<>();
    List<FolderState> folders = new ArrayList<>(ALL);
    List<List<String>> expected = new ArrayList<>();
    while (expected.size() < 25) {
      Map<String, In> before = new HashMap<>(mailbox);
      change(mailbox, folders);
      SnapshotWriting writing = box.begin();
      writing.folders(folders);
      tell(writing, before, mailbox, folders);
      if (random.nextInt(4) > 0) {
        Snapshot done = writing.finish(Map.of());
        expected.add(lines(mailbox, folders));
        assertThat(done.contacts()).isEqualTo(mailbox.size());
      } else {
        mailbox.clear();
        mailbox.putAll(before);
        folders.clear();
        folders.addAll(ALL);
        mailbox
            .values()
            .removeIf(one -> folders.stream().noneMatch(f -> f.graphId().equals(one.folder())));
      }
    }
    for (int seq = 1; seq <= expected.size(); seq++) {
      assertThat(box.at(seq)).as("snapshot %d", seq).isEqualTo(expected.get(seq - 1));
    }
  }

  private void change(Map<String, In> mailbox, List<FolderState> folders) {
    folders.clear();
    folders.addAll(ALL);
    if (random.nextInt(3) == 0) {
      String lost = ALL.get(1 + random.nextInt(3)).graphId();
      folders.removeIf(one -> one.graphId().equals(lost));
      mailbox.values().removeIf(one -> one.folder().equals(lost) && random.nextBoolean());
      mailbox.replaceAll(
          (id, one) -> one.folder().equals(lost) ? new In("f-contacts", one.name()) : one);
    }
    for (int i = 0; i < 6; i++) {
      String id = "c" + random.nextInt(12);
      String folder = folders.get(random.nextInt(folders.size())).graphId();
      if (random.nextInt(4) == 0) {
        mailbox.remove(id);
      } else {
        mailbox.put(id, new In(folder, "Name " + random.nextInt(3)));
      }
    }
  }

  /**
   * What changed, in random order, some of it twice, with things that did not change and that were
   * so for a moment.
   */
  private void tell(
      SnapshotWriting writing,
      Map<String, In> before,
      Map<String, In> mailbox,
      List<FolderState> folders) {
    List<Runnable> told = new ArrayList<>();
    List<Runnable> noise = new ArrayList<>();
    for (FolderState folder : folders) {
      for (int i = 0; i < 12; i++) {
        String id = "c" + i;
        In now = mailbox.get(id);
        if (now != null && now.folder().equals(folder.graphId())) {
          if (!now.equals(before.get(id)) || random.nextBoolean()) {
            told.add(() -> put(writing, folder, id, now.name()));
          }
        } else {
          told.add(() -> writing.gone(folder.graphId(), List.of(id)));
        }
        if (random.nextInt(6) == 0) {
          noise.add(() -> put(writing, folder, id, "for a moment"));
          In was = before.get(id);
          if (now != null && was != null) {
            noise.add(() -> put(writing, folder, id, was.name()));
          }
        }
        if (!noise.isEmpty() && now != null && random.nextInt(2) == 0) {
          FolderState right =
              folders.stream()
                  .filter(f -> f.graphId().equals(now.folder()))
                  .findFirst()
                  .orElseThrow();
          told.add(() -> put(writing, right, id, now.name()));
        }
      }
    }
    noise.forEach(Runnable::run);
    java.util.Collections.shuffle(told, random);
    // Whatever was noise is told as it is.
    mailbox.forEach(
        (id, now) ->
            folders.stream()
                .filter(f -> !noise.isEmpty() && f.graphId().equals(now.folder()))
                .forEach(f -> told.add(() -> put(writing, f, id, now.name()))));
    told.forEach(Runnable::run);
  }

  private static void put(SnapshotWriting writing, FolderState folder, String id, String name) {
    writing.put(folder.graphId(), List.of(StoredMailbox.observed(id, name)));
  }

  private static List<String> lines(Map<String, In> mailbox, List<FolderState> folders) {
    Map<String, FolderState> byId = new HashMap<>();
    folders.forEach(one -> byId.put(one.graphId(), one));
    return mailbox.entrySet().stream()
        .map(
            one ->
                "%s in %s: %s"
                    .formatted(
                        one.getKey(), path(byId, one.getValue().folder()), one.getValue().name()))
        .sorted()
        .toList();
  }

  private static String path(Map<String, FolderState> folders, String id) {
    FolderState folder = folders.get(id);
    String above =
        folder.parentId() == null || !folders.containsKey(folder.parentId())
            ? ""
            : path(folders, folder.parentId()) + "/";
    return above + folder.name();
  }
}
