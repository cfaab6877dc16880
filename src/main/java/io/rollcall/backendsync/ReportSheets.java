package io.rollcall.backendsync;

import static io.rollcall.syncreport.Sheets.number;
import static io.rollcall.syncreport.Sheets.text;

import io.rollcall.exchange.ObjectKind;
import io.rollcall.kernel.Run;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Operation;
import io.rollcall.plan.Plan;
import io.rollcall.report.Column;
import io.rollcall.report.Sheet;
import io.rollcall.syncreport.Fate;
import io.rollcall.syncreport.Sheets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The data sheets of the report, read from the stored plans while they are written. */
final class ReportSheets {
  private static final List<String> ALL_KINDS =
      Arrays.stream(ObjectKind.values()).map(ObjectKind::key).toList();

  /** Of a plan that adds more objects than that, and was not applied, names are not kept ready. */
  private static final int MOST_ADDED = 100_000;

  /**
   * Enough for several threads, and little memory when each is a list with thousands of members.
   */
  private static final int DECODED_AT_ONCE = 64;

  private final SyncParts parts;
  private final Run run;
  private final List<Plan> plans;
  private final Labels labels;
  private final PlanLines lines = new PlanLines(new ContactsRule("", ""));
  private final ResourceTotals resources = new ResourceTotals();

  /** Names of objects that plans add and the panel does not have; null until one is asked for. */
  private @Nullable Map<Long, String> notInPanel;

  ReportSheets(SyncParts parts, Run run, List<Plan> plans) {
    this.parts = parts;
    this.run = run;
    this.plans = plans;
    this.labels = new Labels(parts.names(), this::added);
  }

  /** Of an object that the panel does not have, because the plan that adds it was not applied. */
  private @Nullable String added(long object) {
    if (notInPanel == null) {
      notInPanel = new HashMap<>();
      for (Plan plan : plans) {
        if (!plan.state().equals(Plan.State.APPLIED)
            && plan.tally().changes(Operation.ADD) <= MOST_ADDED) {
          notInPanel.putAll(parts.changes().addedLabels(plan.id()));
        }
      }
    }
    return notInPanel.get(object);
  }

  /**
   * The sheets, in the order in which they must be written: the resources are added up by those
   * before.
   */
  List<Sheet> all() {
    List<Sheet> sheets = new ArrayList<>();
    sheets.add(objects("Mailboxes", ObjectKind.MAILBOX));
    sheets.add(objects("Lists", ObjectKind.LIST));
    sheets.add(objects("Contacts", ObjectKind.CONTACT));
    sheets.add(updates("Settings", "settings", this::settings));
    sheets.add(updates("Addresses", "addresses", this::addresses));
    sheets.add(updates("Members", "members", (u, c) -> links(u, c, true)));
    sheets.add(updates("Permissions", "permissions", (u, c) -> links(u, c, false)));
    sheets.add(Sheets.problems(parts.problems(), run.id()));
    sheets.add(notOnBackend());
    sheets.add(resources());
    return sheets;
  }

  /** One line of a plan with its decoded change. */
  private record Update(Plan plan, ChangeRow row, ObjectChange change) {}

  private interface Lines {
    void of(Update update, Consumer<List<@Nullable Object>> rows);
  }

  private Sheet objects(String name, ObjectKind kind) {
    return new Sheet(
        name,
        List.of(
            text("Organization", 16),
            text("State", 13),
            text("Operation", 11),
            text("Object", 40),
            text("Type", 12),
            text("Field", 22),
            text("Before", 40),
            text("After", 40)),
        (Consumer<List<@Nullable Object>> rows) ->
            forEach(
                List.of(kind.key()),
                List.of(Operation.ADD, Operation.UPDATE, Operation.REMOVE),
                update -> object(update, rows)));
  }

  private void object(Update update, Consumer<List<@Nullable Object>> rows) {
    ObjectChange change = update.change();
    resources.add(
        update.plan().organizationKey(), change, update.row().operation() == Operation.ADD);
    ObjectChange.IdentityFact identity = change.identity();
    if (identity == null) {
      return;
    }
    ObjectChange.IdentityFact before = change.identityBefore();
    switch (update.row().operation()) {
      case ADD ->
          rows.accept(
              line(
                  update,
                  identity.type(),
                  change.replaces() == null ? "" : "replaces",
                  change.replaces() == null ? "" : labels.numbered(change.replaces()),
                  String.valueOf(identity.backendGuid())));
      case REMOVE -> rows.accept(line(update, identity.type(), "state", "present", "gone"));
      default -> {
        for (FieldDiff.Changed field : IdentityFields.changed(before, identity)) {
          rows.accept(line(update, identity.type(), field.field(), field.before(), field.after()));
        }
      }
    }
  }

  private Sheet updates(String name, String kind, Lines lines) {
    return new Sheet(
        name,
        List.of(
            text("Organization", 16),
            text("State", 13),
            text("Operation", 11),
            text("Object", 40),
            text("Kind", 10),
            text("Field", 30),
            text("Before", 40),
            text("After", 40)),
        (Consumer<List<@Nullable Object>> rows) -> {
          boolean any =
              plans.stream()
                  .anyMatch(
                      plan ->
                          plan.tally().changes(kind, Operation.ADD)
                                  + plan.tally().changes(kind, Operation.UPDATE)
                                  + plan.tally().changes(kind, Operation.REMOVE)
                              > 0);
          if (any) {
            forEach(ALL_KINDS, List.of(Operation.UPDATE), update -> lines.of(update, rows));
          }
        });
  }

  private void settings(Update update, Consumer<List<@Nullable Object>> rows) {
    for (ObjectChange.SettingsFact fact : update.change().settings()) {
      for (FieldDiff.Changed field : FieldDiff.of(fact.before(), fact.after(), labels::of)) {
        rows.accept(
            line(
                update,
                update.row().kind(),
                fact.section() + ": " + field.field(),
                field.before(),
                field.after()));
      }
    }
  }

  private void addresses(Update update, Consumer<List<@Nullable Object>> rows) {
    for (ObjectChange.AddressFact fact : update.change().addresses()) {
      Long holder = fact.previousHolder();
      boolean gone = fact.state().equals(ObjectChange.GONE);
      String before =
          holder == null
              ? ""
              : labels.of(holder)
                  + (Objects.equals(fact.previouslyPrimary(), true) ? ", primary" : "");
      String after = gone ? "gone" : update.row().label() + (fact.primary() ? ", primary" : "");
      rows.accept(line(update, update.row().kind(), fact.key(), before, after));
    }
  }

  private void links(Update update, Consumer<List<@Nullable Object>> rows, boolean members) {
    for (ObjectChange.LinkFact fact : update.change().links()) {
      if (members == (fact.permission() == null)) {
        boolean gone = fact.state().equals(ObjectChange.GONE);
        String target = fact.targetId() == null ? fact.targetRaw() : labels.of(fact.targetId());
        rows.accept(
            line(
                update,
                update.row().kind(),
                members ? "member" : String.valueOf(fact.permission()),
                gone ? target : "",
                gone ? "gone" : target));
      }
    }
  }

  private List<@Nullable Object> line(
      Update update, String type, String field, String before, String after) {
    return Arrays.asList(
        update.plan().organizationKey(),
        Fate.of(run, update.plan()).toString(),
        update.row().operation().key(),
        update.row().label(),
        type,
        field,
        before,
        after);
  }

  private void forEach(List<String> kinds, List<Operation> operations, Consumer<Update> consumer) {
    for (Plan plan : plans) {
      parts
          .changes()
          .pages(
              plan.id(),
              kinds,
              operations,
              page -> {
                for (int from = 0; from < page.size(); from += DECODED_AT_ONCE) {
                  int to = Math.min(from + DECODED_AT_ONCE, page.size());
                  decode(plan, page.subList(from, to)).forEach(consumer);
                }
              });
    }
  }

  private List<Update> decode(Plan plan, List<ChangeRow> rows) {
    return rows.parallelStream().map(row -> new Update(plan, row, lines.decode(row))).toList();
  }

  private Sheet notOnBackend() {
    return new Sheet(
        "In panel, not on backend",
        List.of(
            text("Organization", 16),
            text("Kind", 12),
            text("Object", 40),
            text("What", 40),
            number("First run that missed it"),
            new Column("Since", Column.Type.TIME, 20)),
        rows ->
            plans.forEach(
                plan ->
                    parts
                        .gone()
                        .forEach(
                            plan.organizationId(),
                            gone ->
                                rows.accept(
                                    Arrays.asList(
                                        plan.organizationKey(),
                                        gone.kind(),
                                        labels.of(gone.objectId()),
                                        gone.what(),
                                        gone.runId(),
                                        gone.at())))));
  }

  private Sheet resources() {
    return new Sheet(
        "Resources to adjust",
        List.of(text("Organization", 16), text("Resource", 40), number("Added")),
        rows ->
            resources
                .byOrganization()
                .forEach(
                    (organization, added) ->
                        added.forEach(
                            (resource, number) ->
                                rows.accept(
                                    Arrays.asList(
                                        organization,
                                        resource,
                                        Math.round(number * 100) / 100.0)))));
  }
}
