package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.RestoredView;
import io.rollcall.contacts.Restoring;
import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.RestoreItem;
import io.rollcall.contacts.store.CardText;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.operations.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What restores and undos decided about each contact, for people. */
final class RestoreRuns {
  private RestoreRuns() {}

  /** What a run decided about each contact. */
  static List<RestoredView> items(Program program, RunRecord record) {
    Restoring restoring = program.bean(Restoring.class);
    Restore restore = restoring.find(record.run().id()).orElseThrow();
    if (restore.beforeSeq() == null) {
      return List.of();
    }
    SnapshotView source = restoring.source(restore);
    SnapshotView before = restoring.before(restore);
    List<RestoredView> views = new ArrayList<>();
    for (RestoreItem item : restoring.items(record.run().id())) {
      views.add(
          new RestoredView(
              item.source(),
              item.existing(),
              item.source() != null ? name(source, item.source()) : name(before, item.existing()),
              item.action().name().toLowerCase(Locale.ROOT),
              item.reason() == null ? null : item.reason().words(),
              item.state().name().toLowerCase(Locale.ROOT)));
    }
    return views;
  }

  private static String name(SnapshotView view, @Nullable Long number) {
    return number == null
        ? ""
        : view.contact(number).map(one -> CardText.label(one.card())).orElse("contact " + number);
  }

  /** Says what a dry run decided about each contact. */
  static void say(Session session, List<RestoredView> items) {
    Table table = new Table("contact", "name", "would be", "because");
    for (RestoredView item : items) {
      table.row(
          item.contact() == null ? Objects.toString(item.existing(), "") : item.contact(),
          item.name(),
          switch (item.action()) {
            case "create" -> "made";
            case "replace" -> "made; the one that is there deleted";
            case "remove" -> "deleted";
            default -> "left as it is";
          },
          item.reason() == null ? "" : item.reason());
    }
    table.lines().forEach(session::say);
  }
}
