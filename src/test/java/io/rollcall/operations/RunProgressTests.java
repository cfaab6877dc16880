package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.operations.RunProgress.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunProgressTests {
  private final List<String> passedOn = new ArrayList<>();
  private final RunProgress progress =
      new RunProgress((step, done, total) -> passedOn.add(step + " " + done));

  private List<Part> news() {
    return RunProgress.parse(progress.news().orElse(null));
  }

  @Test
  void passesEverythingOnAndWritesDownTheLastOfEach() {
    progress.at("reading acme", 1, 10);
    progress.at("reading acme", 2, 10);
    progress.at("reading beta", 5, 10);

    assertThat(passedOn).containsExactly("reading acme 1", "reading acme 2", "reading beta 5");
    assertThat(news())
        .containsExactly(new Part("reading acme", 2, 10), new Part("reading beta", 5, 10));
  }

  @Test
  void hasNoNewsWhileNothingChanges() {
    progress.at("reading acme", 2, 10);
    assertThat(progress.news()).isPresent();
    assertThat(progress.news()).isEmpty();
    progress.at("reading acme", 3, 10);
    assertThat(progress.news()).isPresent();
  }

  @Test
  void forgetsWhatIsDoneAfterItWasWrittenDown() {
    progress.at("reading acme", 10, 10);
    assertThat(news()).containsExactly(new Part("reading acme", 10, 10));
    progress.at("applying acme 0", 1, 10);
    assertThat(news()).containsExactly(new Part("applying acme 0", 1, 10));
  }

  @Test
  void staysSmallWhateverIsLeftUnfinished() {
    for (int i = 0; i < 5000; i++) {
      progress.at("reading organization-" + i, 1, 10);
    }

    assertThat(progress.news().orElseThrow().length()).isLessThan(20_000);
    assertThat(passedOn).hasSize(5000);
  }
}
