package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Views.HeadroomView;
import io.rollcall.cli.Views.PlanView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTextTests {

  private static PlanView plan(HeadroomView... headroom) {
    return new PlanView(
        3,
        7,
        "acme",
        "OPEN",
        "d1",
        null,
        1,
        true,
        List.of(),
        Map.of(),
        List.of(headroom),
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        null);
  }

  private static HeadroomView room(String what, long found, boolean exceeded) {
    return new HeadroomView(
        what, found, 10L, "10", exceeded, what + " " + found + " of 10 allowed (limit 10)");
  }

  @Test
  void openGatesTakeOneLine() {
    assertThat(
            RunText.plan(
                plan(
                    room("mailboxes.remove", 2, false),
                    room("lists.remove", 0, false),
                    room("members.remove", 11, true),
                    room("addresses.remove", 4, false),
                    room("contacts.remove", 0, false))))
        .containsExactly(
            "acme: plan 3 open, 1 record read, digest d1",
            "  no changes",
            "  REFUSED: members.remove 11 of 10 allowed (limit 10)",
            "  passed: mailboxes.remove 2 of 10 allowed (limit 10);"
                + " addresses.remove 4 of 10 allowed (limit 10); 2 limits without any change");
  }
}
