package io.rollcall.plan;

import io.rollcall.kernel.Run;
import io.rollcall.plan.GateReport.Headroom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks between plan and apply. Pure, but for the counts that it asks for only when a limit
 * needs them.
 */
final class Gates {
  /** The name of the source gate in a report. */
  static final String SOURCE = "source";

  private static final String TOTAL = "total";
  private static final List<Operation> LIMITED =
      List.of(Operation.ADD, Operation.UPDATE, Operation.REMOVE);

  private Gates() {}

  /**
   * Checks a complete plan.
   *
   * @param last the plan of the last complete read; empty when there was none
   * @param acceptSourceDrop a person accepted what the source gate would refuse
   */
  static GateReport check(
      Plan plan,
      GateSettings settings,
      SyncStages.Held held,
      Optional<Plan> last,
      boolean acceptSourceDrop) {
    List<Headroom> headroom = new ArrayList<>();
    if (plan.runKind() == Run.Kind.FULL || plan.runKind() == Run.Kind.TEST) {
      for (SyncStages.Source source : held.sources(plan)) {
        source(plan, settings, source, last, acceptSourceDrop).ifPresent(headroom::add);
      }
    }
    for (String kind : held.kinds()) {
      KindLimits limits = settings.limits().of(kind);
      for (Operation operation : LIMITED) {
        Limit limit =
            switch (operation) {
              case ADD -> limits.add();
              case UPDATE -> limits.update();
              default -> limits.remove();
            };
        long found = plan.tally().changes(kind, operation);
        limit(kind + "." + operation.key(), found, limit, () -> held.count(kind))
            .ifPresent(headroom::add);
      }
    }
    limit(
            TOTAL,
            plan.tally().total(),
            settings.limits().total(),
            () -> held.kinds().stream().mapToLong(held::count).sum())
        .ifPresent(headroom::add);
    return new GateReport(headroom);
  }

  private static Optional<Headroom> limit(
      String what, long found, Limit limit, java.util.function.LongSupplier held) {
    if (limit.equals(Limit.NONE)) {
      return Optional.empty();
    }
    if (found == 0) {
      return Optional.of(new Headroom(what, 0, null, limit.toString(), false));
    }
    long allowed = limit.allowed(limit.percent() == null ? 0 : held.getAsLong());
    if (allowed == Long.MAX_VALUE) {
      return Optional.of(new Headroom(what, found, null, limit.toString(), false));
    }
    return Optional.of(new Headroom(what, found, allowed, limit.toString(), found > allowed));
  }

  private static Optional<Headroom> source(
      Plan plan,
      GateSettings settings,
      SyncStages.Source source,
      Optional<Plan> lastPlan,
      boolean accepted) {
    long found = source.read().applyAsLong(plan);
    String what = source.what().equals("records") ? SOURCE : SOURCE + " " + source.what();
    if (found == 0 && source.held().getAsBoolean()) {
      return Optional.of(
          new Headroom(what, 0, 1L, "an empty source while the panel holds objects", !accepted));
    }
    return lastPlan.map(
        before -> {
          long last = source.read().applyAsLong(before);
          long needed = settings.sourceMinimum().of(last);
          return new Headroom(
              what,
              found,
              needed,
              settings.sourceMinimum() + " of the last complete read, " + last,
              found < needed && !accepted);
        });
  }
}
