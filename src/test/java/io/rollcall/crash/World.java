package io.rollcall.crash;

import static io.rollcall.crash.CrashSite.require;

import io.rollcall.exchange.ObjectKind;
import io.rollcall.sandbox.ExportGenerator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Invented organizations, with what a first import and a later change run of them come to when
 * nothing disturbs them.
 */
final class World {
  /** The organizations that a site must have, in the order of a shape's sizes. */
  static final List<String> ORGANIZATIONS = List.of("acme", "beta");

  /** What a run has to do. */
  enum Task {
    FIRST_IMPORT("first import"),
    CHANGE("change");

    private final String words;

    Task(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * @param seed of the exports
   * @param sizes how many objects each organization begins with; one or two organizations
   */
  record Shape(long seed, List<Integer> sizes) {

    @Override
    public String toString() {
      return sizes.toString();
    }
  }

  private final CrashSite site;
  private final Shape shape;
  private final Map<Task, EndState> undisturbed = new EnumMap<>(Task.class);
  private final Snapshot imported;

  /** Does both runs, and keeps what the first one came to. */
  World(CrashSite site, Shape shape, String name) throws Exception {
    this.site = site;
    this.shape = shape;
    this.imported = new Snapshot(name);
    undisturbed.put(Task.FIRST_IMPORT, undisturbed(Task.FIRST_IMPORT));
    imported.take(site.connection());
    undisturbed.put(Task.CHANGE, undisturbed(Task.CHANGE));
  }

  private EndState undisturbed(Task task) throws Exception {
    begin(task);
    require(site.home().run("run", job(), "--yes"), 0, 3);
    return EndState.of(site);
  }

  /** The job to run. */
  String job() {
    return shape.sizes().size() == 1 ? CrashSite.JOB : CrashSite.ALL;
  }

  EndState expected(Task task) {
    EndState expected = undisturbed.get(task);
    if (expected == null) {
      throw new IllegalStateException(task + " was not done");
    }
    return expected;
  }

  /** Puts everything in place for a run. */
  void begin(Task task) throws Exception {
    site.reset();
    if (task == Task.CHANGE) {
      imported.putBack(site.connection());
    }
    put(task);
    site.begin();
  }

  private void put(Task task) {
    for (int i = 0; i < shape.sizes().size(); i++) {
      String key = ORGANIZATIONS.get(i);
      ExportGenerator export =
          new ExportGenerator(
              shape.seed() + i, key, List.of(key + ".example"), shape.sizes().get(i));
      if (task == Task.CHANGE) {
        change(export);
      }
      site.put(key, export);
    }
  }

  /** About one object in five, in each way in which an object changes. */
  private static void change(ExportGenerator export) {
    int size = export.size();
    for (int i = 0; i < size; i++) {
      switch (i % 40) {
        case 3, 17, 29 -> export.displayName(i, "Changed Name " + i);
        case 5 -> export.delete(i);
        case 9 -> export.recreate(i);
        case 13, 33 -> export.rename(i);
        case 21 -> {
          if (export.type(i).kind() == ObjectKind.MAILBOX) {
            export.quota(i, 120);
          }
        }
        default -> {}
      }
    }
    export.add(size / 15);
  }

  @Override
  public String toString() {
    return shape.toString();
  }
}
