package io.rollcall.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookAheadTests {

  @Test
  void handsOverEveryItemInItsOrderAndThenTheEndAsOftenAsItIsAskedFor() throws Exception {
    AtomicInteger next = new AtomicInteger();
    try (var ahead =
        new LookAhead<>(
            "numbers", "numbers", 3, () -> next.get() == 1000 ? null : next.incrementAndGet())) {
      List<Integer> taken = new ArrayList<>();
      for (Integer item = ahead.take(); item != null; item = ahead.take()) {
        taken.add(item);
      }

      assertThat(taken).hasSize(1000).isSorted();
      assertThat(ahead.take()).isNull();
    }
  }

  @Test
  void throwsWhatTheSourceThrewAfterTheItemsBeforeIt() throws Exception {
    Iterator<String> items = List.of("a", "b").iterator();
    try (var ahead =
        new LookAhead<>(
            "failing",
            "numbers",
            8,
            () -> {
              if (items.hasNext()) {
                return items.next();
              }
              throw new IOException("the disk is gone");
            })) {
      assertThat(ahead.take()).isEqualTo("a");
      assertThat(ahead.take()).isEqualTo("b");
      assertThatThrownBy(ahead::take)
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("the disk is gone");
      assertThatThrownBy(ahead::take).hasRootCauseMessage("the disk is gone");
    }
  }

  @Test
  void takesNoMoreThanItsLimitAheadAndEndsWhenItIsClosed() throws Exception {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(4);
    var ahead =
        new LookAhead<>(
            "endless",
            "numbers",
            3,
            () -> {
              full.countDown();
              return made.incrementAndGet();
            });
    full.await();

    ahead.close();

    // Three that wait, and the one that it had in hand.
    assertThat(made).hasValue(4);
  }
}
