package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.testing.DirectoryHistory;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of a directory, read by delta rounds with faults in between: after each round
 * what the reader has put together is what the directory holds. A failing seed can be tried again
 * alone with {@code -Drollcall.graph.seed=N}.
 */
class DirectoryModelIntegrationTests {
  private static final int HISTORIES = 12;
  private static final int STEPS = 250;

  static LongStream seeds() {
    Long one = Long.getLong("rollcall.graph.seed");
    return one == null ? LongStream.rangeClosed(1, HISTORIES) : LongStream.of(one);
  }

  @ParameterizedTest(name = "history {0}")
  @MethodSource("seeds")
  void readsWhatTheDirectoryHolds(long seed) {
    try (History history = new History(seed)) {
      history.play();
    }
  }

  /** One history with its reader. */
  private static final class History implements AutoCloseable {
    private final DirectoryHistory history;
    private final Random random;
    private final Tenant tenant;
    private final Mirror mirror = new Mirror();
    private GraphDirectory graph;
    private @Nullable String usersLink;
    private @Nullable String groupsLink;
    private int fullReads;

    History(long seed) {
      this.history = new DirectoryHistory(seed, 25, 8, 40);
      this.random = history.random();
      this.tenant =
          new Tenant(SandboxSettings.hostile(seed).with(history.traits()), history.directory());
      this.graph = tenant.open();
    }

    void play() {
      for (int step = 1; step <= STEPS; step++) {
        history.change();
        if (random.nextInt(12) == 0) {
          history.misfortune(tenant.graph, this::reopen);
        }
        if (random.nextInt(10) == 0) {
          syncWhileItChanges();
        }
        if (random.nextInt(10) == 0 || step == STEPS) {
          sync(page -> {});
          assertThat(mirror.read())
              .as("after step %d", step)
              .isEqualTo(Mirror.of(history.directory()));
        }
      }
      assertThat(tenant.graph.faults().struck()).isGreaterThan(10);
      assertThat(fullReads).isGreaterThanOrEqualTo(2);
    }

    /** What changes behind a round's back is found by the next one. */
    private void syncWhileItChanges() {
      sync(
          page -> {
            if (random.nextInt(3) == 0) {
              history.change();
            }
          });
    }

    private void sync(Consumer<DeltaPage<?>> meanwhile) {
      history.badDay(tenant.graph);
      usersLink =
          round(
              Kind.USER,
              usersLink,
              graph::users,
              page -> {
                mirror.users(page);
                meanwhile.accept(page);
              });
      groupsLink =
          round(
              Kind.GROUP,
              groupsLink,
              graph::groups,
              page -> {
                mirror.groups(page);
                meanwhile.accept(page);
              });
    }

    private <T> String round(
        Kind kind,
        @Nullable String link,
        java.util.function.Supplier<Delta<T>> delta,
        Consumer<DeltaPage<T>> taken) {
      DeltaPosition start = link == null ? DeltaPosition.fresh() : DeltaPosition.at(link);
      while (true) {
        if (start.link() == null) {
          fullReads++;
          mirror.clear(kind);
        }
        try {
          return delta.get().round(start, taken);
        } catch (FullReadNeeded e) {
          start = DeltaPosition.fresh();
        }
      }
    }

    private void reopen() {
      graph.close();
      graph = tenant.open();
    }

    @Override
    public void close() {
      graph.close();
      tenant.close();
    }
  }
}
