package io.rollcall.backendsync;

import io.rollcall.plan.ChangeRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads lines of a plan by their places, a page at a time; the position is the place of the last
 * line read.
 */
final class LineReader implements ItemStreamReader<ChangeRow> {
  private static final String SEQ = "seq";

  private final Pages pages;
  private final Deque<ChangeRow> page = new ArrayDeque<>();
  private long seq;

  /** Where lines come from. */
  interface Pages {
    List<ChangeRow> after(long seq);
  }

  /**
   * Reads from the start.
   *
   * @param afterSeq the place before the first line
   */
  LineReader(long afterSeq, Pages pages) {
    this.pages = pages;
    this.seq = afterSeq;
  }

  @Override
  public void open(ExecutionContext context) {
    seq = context.getLong(SEQ, seq);
  }

  @Override
  public @Nullable ChangeRow read() {
    if (page.isEmpty()) {
      page.addAll(pages.after(seq));
    }
    ChangeRow row = page.poll();
    if (row != null) {
      seq = row.seq();
    }
    return row;
  }

  @Override
  public void update(ExecutionContext context) {
    context.putLong(SEQ, seq);
  }
}
