package io.rollcall.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt to send one mail ended.
 *
 * @param remaining recipients that the server did not take the mail for; empty when it is sent
 * @param error why, for people; null when it is sent
 */
record Delivery(Outcome outcome, List<String> remaining, @Nullable String error) {

  static final Delivery SENT = new Delivery(Outcome.SENT, List.of(), null);

  enum Outcome {
    SENT,
    /** The server answers, but not with a yes to this mail. */
    NOT_ACCEPTED,
    /** No server answers, or it does not let us in: the other mails need not try now. */
    SERVER_DOWN,
    NOT_CONFIGURED
  }
}
