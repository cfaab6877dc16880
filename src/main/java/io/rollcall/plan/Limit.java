package io.rollcall.plan;

import io.rollcall.kernel.Described;
import io.rollcall.kernel.Percent;
import org.jspecify.annotations.Nullable;

/**
 * How many changes of one sort a run may make. Both null means any number.
 *
 * @param count at most so many, 0 or more; null for no such limit
 * @param percent at most this share of what the panel holds before the run; null for no such limit
 */
public record Limit(
    @Described("At most so many, 0 or more.") @Nullable Long count,
    @Described("At most this share of what the panel holds before the run, 0 to 100.")
        @Nullable Percent percent) {

  public static final Limit NONE = new Limit(null, null);

  private static final String FORMS = "a limit is 100, 10%, none or {count: 100, percent: 10}";

  public Limit {
    if (count != null && count < 0) {
      throw new IllegalArgumentException("count is 0 or more");
    }
  }

  /**
   * Reads {@code 100}, {@code 10%} or {@code none}.
   *
   * @throws IllegalArgumentException when the text is none of them
   */
  public static Limit parse(String text) {
    if (text.equals("none")) {
      return NONE;
    }
    if (text.matches("\\d{1,18}")) {
      return new Limit(Long.valueOf(text), null);
    }
    if (text.matches("\\d{1,3}%")) {
      return new Limit(null, Percent.parse(text));
    }
    throw new IllegalArgumentException(FORMS);
  }

  /**
   * The most changes that pass; {@link Long#MAX_VALUE} without a limit. Of count and percentage the
   * smaller one holds.
   *
   * @param held what the panel holds before the run, rows marked removed or gone not counted; of 0
   *     no percentage is taken, so that a first import passes
   */
  public long allowed(long held) {
    long byCount = count == null ? Long.MAX_VALUE : count;
    long byShare = percent == null || held == 0 ? Long.MAX_VALUE : percent.of(held);
    return Math.min(byCount, byShare);
  }

  @Override
  public String toString() {
    if (count == null) {
      return percent == null ? "none" : percent.toString();
    }
    return percent == null ? count.toString() : percent + ", at most " + count;
  }
}
