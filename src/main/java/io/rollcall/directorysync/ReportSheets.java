package io.rollcall.directorysync;

import static io.rollcall.syncreport.Sheets.text;

import io.rollcall.kernel.Run;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Operation;
import io.rollcall.plan.Plan;
import io.rollcall.report.Column;
import io.rollcall.report.Sheet;
import io.rollcall.syncreport.Fate;
import io.rollcall.syncreport.Sheets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The data sheets of the report, read from the stored plans while they are written. */
final class ReportSheets {
  private static final List<Operation> ALL =
      List.of(Operation.ADD, Operation.UPDATE, Operation.REMOVE);

  private final DirectoryParts parts;
  private final Run run;
  private final List<Plan> plans;

  ReportSheets(DirectoryParts parts, Run run, List<Plan> plans) {
    this.parts = parts;
    this.run = run;
    this.plans = plans;
  }

  List<Sheet> all() {
    return List.of(
        objects("Users", "User", Kind.USER),
        aliases(),
        objects("Lists", "List", Kind.LIST),
        members(),
        Sheets.problems(parts.problems(), run.id()));
  }

  /** An added, removed or returned object is one row; of a changed one, each field. */
  private Sheet objects(String name, String what, Kind kind) {
    return sheet(
        name,
        what,
        text("Field", 22),
        (Consumer<List<@Nullable Object>> rows) ->
            forEach(
                List.of(kind.key()), (plan, row) -> object(plan, row, Payload.entry(row), rows)));
  }

  private void object(
      Plan plan, ChangeRow row, EntryChange change, Consumer<List<@Nullable Object>> rows) {
    if (change.before() == null) {
      String operation = change.returns() ? "returned" : "added";
      Entry after = Objects.requireNonNull(change.after());
      String addresses =
          String.join(", ", after.addresses().stream().map(Entry.Address::address).toList());
      rows.accept(
          line(plan, operation, row.label(), "", "", addresses.isEmpty() ? after.id() : addresses));
    } else if (change.after() == null) {
      rows.accept(line(plan, "removed", row.label(), "", "", words(change.why())));
    } else {
      for (EntryChange.FieldChange field : change.fieldChanges()) {
        rows.accept(
            line(plan, "updated", row.label(), field.field(), field.before(), field.after()));
      }
    }
  }

  private static String words(@Nullable String why) {
    return Arrays.stream(Scope.Left.values())
        .filter(left -> left.key().equals(why))
        .map(Scope.Left::words)
        .findFirst()
        .orElse("");
  }

  private Sheet aliases() {
    return sheet(
        "Aliases",
        "User or list",
        text("Address", 40),
        (Consumer<List<@Nullable Object>> rows) ->
            forEach(
                List.of(Kind.USER.key(), Kind.LIST.key()),
                (plan, row) -> {
                  if (row.operation() == Operation.UPDATE) {
                    Payload.entry(row)
                        .addressChanges()
                        .forEach(
                            address ->
                                rows.accept(
                                    line(
                                        plan,
                                        word(address.before(), address.after()),
                                        row.label(),
                                        address.address(),
                                        address.before(),
                                        address.after())));
                  }
                }));
  }

  private static String word(@Nullable Object before, @Nullable Object after) {
    if (before == null) {
      return "added";
    }
    return after == null ? "removed" : "updated";
  }

  /** The members of a new list are counted, and not named. */
  private Sheet members() {
    return sheet(
        "Members",
        "List",
        text("Member", 40),
        (Consumer<List<@Nullable Object>> rows) ->
            forEach(
                List.of(Payload.MEMBERS),
                (plan, row) -> {
                  MembersChange change = Payload.members(row);
                  if (change.newList()) {
                    String count = change.members().size() + " members";
                    rows.accept(line(plan, "added", change.label(), count, "", "new list"));
                    return;
                  }
                  for (MembersChange.Member member : change.members()) {
                    boolean gone = member.operation() == Operation.REMOVE;
                    rows.accept(
                        line(
                            plan,
                            member.returns()
                                ? "returned"
                                : word(member.kindBefore(), gone ? null : member.memberKind()),
                            change.label(),
                            member.label(),
                            member.kindBefore(),
                            gone ? "" : member.memberKind()));
                  }
                }));
  }

  private static Sheet sheet(
      String name, String what, Column field, Consumer<Consumer<List<@Nullable Object>>> rows) {
    return new Sheet(
        name,
        List.of(
            text("Organization", 16),
            text("State", 13),
            text("Operation", 11),
            text(what, 40),
            field,
            text("Before", 40),
            text("After", 40)),
        (Consumer<List<@Nullable Object>> out) -> rows.accept(out));
  }

  private void forEach(List<String> kinds, BiConsumer<Plan, ChangeRow> consumer) {
    for (Plan plan : plans) {
      parts
          .changes()
          .pages(plan.id(), kinds, ALL, page -> page.forEach(row -> consumer.accept(plan, row)));
    }
  }

  private List<@Nullable Object> line(
      Plan plan,
      String operation,
      String object,
      @Nullable String field,
      @Nullable String before,
      @Nullable String after) {
    return Arrays.asList(
        plan.organizationKey(),
        Fate.of(run, plan).toString(),
        operation,
        object,
        field,
        before,
        after);
  }
}
