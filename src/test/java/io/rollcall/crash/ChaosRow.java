package io.rollcall.crash;

import io.rollcall.crash.ChaosPlay.Hit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What became of one history.
 *
 * @param world sizes of its organizations
 * @param runs how many runs it took: more than one when a second runner began one
 * @param seconds from the first start to the last end
 * @param writtenAgain items that steps wrote once more
 * @param faults empty when the end is the undisturbed run's
 */
record ChaosRow(
    ChaosHistory history,
    String world,
    List<Hit> hits,
    List<String> actions,
    long runs,
    double seconds,
    long writtenAgain,
    SentMails mails,
    List<String> faults) {

  boolean well() {
    return faults.isEmpty();
  }

  private String what() {
    return hits.stream().map(Hit::toString).collect(Collectors.joining("; "));
  }

  private String typed() {
    return actions.isEmpty() ? "nothing" : String.join(", ", actions);
  }

  private String verdict() {
    return well() ? "yes" : "NO: " + String.join("; ", faults);
  }

  private String remarks() {
    StringBuilder text = new StringBuilder();
    if (runs != 1) {
      text.append(", ").append(runs).append(" runs");
    }
    if (writtenAgain != 0) {
      text.append(", ").append(writtenAgain).append(" items written again");
    }
    if (mails.ofFailures() > 0) {
      text.append(", ").append(mails.ofFailures()).append(" mail of a failure");
    }
    if (mails.twice() > 0) {
      text.append(", ").append(mails.twice()).append(" mail twice");
    }
    return text.isEmpty() ? "" : text.substring(2);
  }

  /** A row of the page's table. */
  String markdown() {
    return String.format(
        Locale.ROOT,
        "| %d | %s of %s | %s | %s | %s | %.0f | %s |",
        history.number(),
        history.task(),
        world,
        what(),
        typed(),
        remarks(),
        seconds,
        verdict());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%3d  %s of %s%n     injected: %s%n     typed:    %s%n     %.1f s, equal: %s%s",
        history.number(),
        history.task(),
        world,
        what(),
        typed(),
        seconds,
        verdict(),
        remarks().isEmpty() ? "" : " (" + remarks() + ")");
  }
}
