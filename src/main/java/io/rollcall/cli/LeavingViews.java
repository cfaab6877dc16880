package io.rollcall.cli;

import io.rollcall.contacts.export.Manifest;
import io.rollcall.contacts.retention.Pruning;
import io.rollcall.contacts.store.Checked;
import io.rollcall.contacts.store.Deletion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON documents of what leaves the backups; docs/commands.md has them field by field. */
final class LeavingViews {
  private LeavingViews() {}

  record ExportedFileView(String name, long bytes, long contacts, String sha256) {}

  record ExportView(
      String manifest,
      String format,
      String mailbox,
      long snapshot,
      long folders,
      long contacts,
      long photos,
      List<ExportedFileView> files,
      Map<String, Long> leftOut) {

    static ExportView of(String file, Manifest manifest) {
      return new ExportView(
          file,
          manifest.format(),
          manifest.mailbox(),
          manifest.snapshot(),
          manifest.folders(),
          manifest.contacts(),
          manifest.photos(),
          manifest.files().stream()
              .map(
                  one ->
                      new ExportedFileView(one.name(), one.bytes(), one.contacts(), one.sha256()))
              .toList(),
          manifest.leftOut());
    }
  }

  record DeletionView(
      long deletion,
      long mailbox,
      String what,
      long number,
      long numbers,
      long snapshots,
      long versions,
      Instant deletedAt,
      String deletedBy,
      Instant purgeAt,
      @Nullable Instant undoneAt,
      @Nullable Instant purgedAt) {

    static DeletionView of(Deletion one) {
      return new DeletionView(
          one.id(),
          one.mailbox(),
          one.what().name().toLowerCase(Locale.ROOT),
          one.number(),
          one.numbers(),
          one.snapshots(),
          one.versions(),
          one.deletedAt(),
          one.deletedBy(),
          one.purgeAt(),
          one.undoneAt(),
          one.purgedAt());
    }
  }

  record PruneView(
      long mailbox,
      Map<Long, List<String>> kept,
      Set<Long> spared,
      Set<Long> dropped,
      Map<Long, Long> lastCopies) {

    static PruneView of(Pruning.Preview one) {
      Map<Long, List<String>> kept = new TreeMap<>();
      one.kept()
          .forEach(
              (seq, rules) ->
                  kept.put(
                      seq,
                      rules.stream().map(rule -> rule.name().toLowerCase(Locale.ROOT)).toList()));
      return new PruneView(one.mailbox().id(), kept, one.spared(), one.dropped(), one.lastCopies());
    }
  }

  record VerifyView(
      long mailbox, long snapshots, long versions, long photos, List<String> damaged) {

    static VerifyView of(Checked one) {
      return new VerifyView(
          one.mailbox().id(), one.snapshots(), one.versions(), one.photos(), one.damaged());
    }
  }
}
