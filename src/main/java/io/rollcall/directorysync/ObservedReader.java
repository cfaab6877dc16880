package io.rollcall.directorysync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads a plan's working rows, users first; the position is the kind and id of the last one. */
final class ObservedReader implements ItemStreamReader<Observed> {
  // Keys of the step's execution context are persistent.
  private static final String KIND = "kind";
  private static final String ID = "id";

  private final WorkingRows working;
  private final long planId;
  private final int pageSize;
  private final Deque<Observed> page = new ArrayDeque<>();
  private final Deque<Kind> kinds = new ArrayDeque<>(List.of(Kind.USER, Kind.LIST));
  private String id = "";

  ObservedReader(WorkingRows working, long planId, int pageSize) {
    this.working = working;
    this.planId = planId;
    this.pageSize = pageSize;
  }

  @Override
  public void open(ExecutionContext context) {
    String kind = context.getString(KIND, Kind.USER.key());
    while (!kinds.isEmpty() && !kinds.element().key().equals(kind)) {
      kinds.remove();
    }
    id = context.getString(ID, "");
  }

  @Override
  public @Nullable Observed read() {
    while (page.isEmpty() && !kinds.isEmpty()) {
      page.addAll(working.page(planId, kinds.element(), id, pageSize));
      if (page.isEmpty()) {
        kinds.remove();
        id = "";
      }
    }
    Observed next = page.poll();
    if (next != null) {
      id = next.id();
    }
    return next;
  }

  @Override
  public void update(ExecutionContext context) {
    context.putString(KIND, kinds.isEmpty() ? "" : kinds.element().key());
    context.putString(ID, id);
  }
}
