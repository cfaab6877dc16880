package io.rollcall.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads lines of a plan by their places, a page at a time, in one sweep or several; the position is
 * the sweep and the place of the last line read.
 */
public final class LineReader implements ItemStreamReader<ChangeRow> {
  private static final String SWEEP = "sweep";
  private static final String SEQ = "seq";

  private final long start;
  private final List<Pages> sweeps;
  private final Deque<ChangeRow> page = new ArrayDeque<>();
  private int sweep;
  private long seq;

  /** Where lines come from. */
  public interface Pages {
    /** The next lines after a place, in order; none at the end. */
    List<ChangeRow> after(long seq);
  }

  /**
   * Reads from the start.
   *
   * @param afterSeq the place before the first line
   * @param sweeps each begins when the one before it gives no more lines
   */
  public LineReader(long afterSeq, Pages... sweeps) {
    this.start = afterSeq;
    this.sweeps = List.of(sweeps);
    this.seq = afterSeq;
  }

  @Override
  public void open(ExecutionContext context) {
    sweep = context.getInt(SWEEP, sweep);
    seq = context.getLong(SEQ, seq);
  }

  @Override
  public @Nullable ChangeRow read() {
    while (page.isEmpty() && sweep < sweeps.size()) {
      page.addAll(sweeps.get(sweep).after(seq));
      if (page.isEmpty()) {
        sweep++;
        seq = start;
      }
    }
    ChangeRow row = page.poll();
    if (row != null) {
      seq = row.seq();
    }
    return row;
  }

  @Override
  public void update(ExecutionContext context) {
    context.putInt(SWEEP, sweep);
    context.putLong(SEQ, seq);
  }
}
