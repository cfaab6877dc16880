package io.rollcall.directorysync;

import java.util.ArrayDeque;
import java.util.Deque;
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
  private int kind;
  private String id = "";

  ObservedReader(WorkingRows working, long planId, int pageSize) {
    this.working = working;
    this.planId = planId;
    this.pageSize = pageSize;
  }

  @Override
  public void open(ExecutionContext context) {
    kind = context.getInt(KIND, 0);
    id = context.getString(ID, "");
  }

  @Override
  public @Nullable Observed read() {
    while (page.isEmpty() && kind < Kind.values().length) {
      page.addAll(working.page(planId, Kind.values()[kind], id, pageSize));
      if (page.isEmpty()) {
        kind++;
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
    context.putInt(KIND, kind);
    context.putString(ID, id);
  }
}
