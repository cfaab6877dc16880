package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.contacts.restore.RestoreItem;
import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.StoredContact;
import io.rollcall.graph.ContactCard;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Restores and undos in a tenant of a test. */
final class RestoredTenant {
  private final BackedUpTenant tenant;

  RestoredTenant(BackedUpTenant tenant) {
    this.tenant = tenant;
  }

  private Restoring restoring() {
    return tenant.home.bean(Restoring.class);
  }

  /** What restores a snapshot of a mailbox into it. */
  Restore of(String name, long seq, Placement placement, Conflict conflict) {
    return into(name, seq, name, placement, conflict);
  }

  Restore into(String name, long seq, String target, Placement placement, Conflict conflict) {
    return restoring()
        .restore(
            tenant.store().at(tenant.stored(name), seq),
            tenant.stored(target),
            placement,
            conflict);
  }

  Restore undo(RunRecord run, boolean force) {
    return restoring().undo(run.run().id(), force);
  }

  RunRecord run(Restore restore, String... only) {
    return start(restore, Run.Kind.RESTORE, Progress.NONE, id -> {}, only);
  }

  RunRecord dryRun(Restore restore, String... only) {
    return start(restore, Run.Kind.TEST, Progress.NONE, id -> {}, only);
  }

  RunRecord start(
      Restore restore, Run.Kind kind, Progress progress, LongConsumer started, String... only) {
    return tenant
        .home
        .bean(RunLauncher.class)
        .start(
            new RunRequest(
                tenant.key, kind, List.of(only), null, false, "tester", List.of(tenant.key)),
            progress,
            started,
            id -> restoring().create(restore, id));
  }

  RunRecord done(Restore restore, String... only) {
    RunRecord run = run(restore, only);
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    return run;
  }

  List<String> decided(RunRecord run) {
    return restoring().items(run.run().id()).stream().map(RestoredTenant::words).toList();
  }

  private static String words(RestoreItem item) {
    return item.reason() == null ? item.action().name() : item.action() + " " + item.reason();
  }

  /** A contact as people see it: all fields and the photo, whoever it is by number. */
  record Seen(ContactCard card, int photo) {}

  /** All contacts of a snapshot by the paths of their folders; folders without any too. */
  static Map<String, Map<Seen, Long>> seen(SnapshotView view) {
    Map<Long, String> paths = new HashMap<>();
    Map<String, Map<Seen, Long>> seen = new HashMap<>();
    for (Folder folder : view.folders().all()) {
      paths.put(folder.number(), folder.path());
      seen.put(folder.path(), new HashMap<>());
    }
    List<StoredContact> all = new ArrayList<>();
    view.contacts(Selection.all(), all::add);
    for (StoredContact one : all) {
      int photo = view.photo(one).map(Arrays::hashCode).orElse(0);
      seen.get(paths.get(one.folder())).merge(new Seen(one.card(), photo), 1L, Long::sum);
    }
    return seen;
  }
}
