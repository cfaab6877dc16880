package io.rollcall.plan;

import io.rollcall.kernel.Plural;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gates said of a plan.
 *
 * @param headroom one line for each limit that is set, and for the source
 */
public record GateReport(List<Headroom> headroom) {

  public GateReport {
    headroom = List.copyOf(headroom);
  }

  /** Whether any gate is closed. */
  public boolean refused() {
    return headroom.stream().anyMatch(Headroom::exceeded);
  }

  /** The closed gates in words, for a message. */
  public String reasons() {
    return String.join(
        "; ", headroom.stream().filter(Headroom::exceeded).map(Headroom::text).toList());
  }

  /**
   * One limit and what was found.
   *
   * @param what the limit: {@code mailboxes.remove}, {@code total}, {@code source}
   * @param found how many changes the plan has (source: records read)
   * @param allowed how many it may have (source: how many it must have at least); null when that
   *     was not worked out because nothing was found
   * @param limit the limit as the definition says it
   */
  public record Headroom(
      String what, long found, @Nullable Long allowed, String limit, boolean exceeded) {

    /** Whether too little came from the source, and a person let that pass. */
    public boolean accepted() {
      return what.startsWith(Gates.SOURCE) && !exceeded && allowed != null && found < allowed;
    }

    /** "mailboxes.remove 37 of 100 allowed". */
    public String text() {
      if (what.startsWith(Gates.SOURCE)) {
        String sort =
            what.equals(Gates.SOURCE) ? "records" : what.substring(Gates.SOURCE.length() + 1);
        long needed = allowed == null ? 0 : allowed;
        return "the source gave %s, %s %,d %s needed (%s)%s"
            .formatted(
                Plural.of(found, sort.substring(0, sort.length() - 1)),
                accepted() ? "although at least" : "at least",
                needed,
                needed == 1 ? "is" : "are",
                limit,
                accepted() ? ": accepted with --accept-source-drop" : "");
      }
      return allowed == null
          ? "%s %,d (limit %s)".formatted(what, found, limit)
          : "%s %,d of %,d allowed (limit %s)".formatted(what, found, allowed, limit);
    }
  }
}
