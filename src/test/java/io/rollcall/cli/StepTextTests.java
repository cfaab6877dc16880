package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Views.StepView;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepTextTests {

  @Test
  void eachOrganizationHasALineWithTimeAndRate() {
    assertThat(
            StepText.of(
                List.of(
                    new StepView("read", "acme", "completed", 1, 2.5, 1200, 480L, 0),
                    new StepView("apply", "acme", "failed", 2, null, 50, null, 1))))
        .containsExactly(
            "",
            "step   organization  state                  time   records  a second  rolled back",
            "read   acme          completed              2.5 s    1,200  480                 0",
            "apply  acme          failed, begun 2 times  -           50  -                   1");
  }

  @Test
  void manyOrganizationsAreSummedUp() {
    List<StepView> steps =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new StepView(
                        "read", "o" + i, i == 7 ? "failed" : "completed", 1, 0.5, 100, 200L, 0))
            .toList();

    assertThat(StepText.of(steps))
        .containsExactly(
            "",
            "step  organization      state                   time    records  a second  rolled back",
            "read  20 organizations  19 completed, 1 failed  10.0 s    2,000  200                 0");
  }

  @Test
  void aRunThatNeverBeganHasNone() {
    assertThat(StepText.of(List.of())).isEmpty();
  }
}
