package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.entra.Pause;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThrottlingIntegrationTests {
  private static final SandboxSettings NAIVE = SandboxSettings.hostile(3).with(Set.of());

  private final Tenant tenant =
      new Tenant(NAIVE.paged(100, 100), DirectoryGenerator.directory(3, 5, 2, 4));
  private final GraphDirectory graph = tenant.open();

  @AfterEach
  void close() {
    graph.close();
    tenant.close();
  }

  private int usersRead() {
    return graph.users().page(DeltaPosition.fresh()).items().size();
  }

  static Stream<Arguments> wishes() {
    return Stream.of(
        Arguments.of(Fault.THROTTLED_WHOLE, 3000),
        Arguments.of(Fault.THROTTLED_FRACTION, 2128),
        Arguments.of(Fault.THROTTLED_LIST, 11000));
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void waitsAsLongAsItIsAsked(Fault fault, long millis) {
    tenant.graph.faults().next(fault);

    assertThat(usersRead()).isEqualTo(5);
    assertThat(tenant.time.pauses()).containsExactly(Duration.ofMillis(millis));
    assertThat(graph.usage().repeated()).isEqualTo(1);
    assertThat(graph.usage().waited()).isEqualTo(Duration.ofMillis(millis));
  }

  /** The server writes whole seconds, and a second may pass between the two dates. */
  @Test
  void waitsUntilADateByTheClockOfTheServer() {
    tenant.graph.faults().next(Fault.THROTTLED_DATE);

    assertThat(usersRead()).isEqualTo(5);
    assertThat(tenant.time.pauses())
        .singleElement()
        .satisfies(p -> assertThat(p).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "THROTTLED_SILENT",
        "THROTTLED_OUTLOOK",
        "BUSY_EMPTY",
        "BUSY_HTML",
        "GATEWAY_EMPTY",
        "GATEWAY_HTML",
        "SERVER_ERROR",
        "RESET_IN_BODY",
        "CUT_BODY",
        "HTML_INSTEAD"
      })
  void waitsLongerEachTimeWhenItIsNotTold(Fault fault) {
    tenant.graph.faults().next(fault, "", 3);

    assertThat(usersRead()).isEqualTo(5);
    List<Duration> pauses = tenant.time.pauses();
    assertThat(pauses).hasSize(3);
    for (int i = 0; i < 3; i++) {
      long full = 2000L << i;
      assertThat(pauses.get(i).toMillis()).isBetween(full * 3 / 4, full);
    }
  }

  @Test
  void endsWhenItIsAskedToWaitForHours() {
    tenant.graph.faults().next(Fault.THROTTLED_HOURS);

    assertThatThrownBy(this::usersRead)
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("too many requests")
        .hasMessageContaining("asks to wait 14400 s");
    assertThat(tenant.time.pauses()).isEmpty();
  }

  @Test
  void endsAfterTheLastAttempt() {
    tenant.graph.faults().next(Fault.BUSY_EMPTY, "", 8);

    assertThatThrownBy(this::usersRead)
        .isInstanceOfSatisfying(
            GraphException.class,
            e -> {
              assertThat(e.status()).isEqualTo(503);
              assertThat(e)
                  .hasMessageStartingWith(
                      "organization lindenau: reading users from Microsoft Graph was answered with"
                          + " 503, after 8 attempts and ");
              assertThat(e.nextStep()).contains("restart");
            });
    assertThat(tenant.graph.received()).hasSize(8);
  }

  @Test
  void spendsNoMoreUnitsThanTheTenantGrants() {
    GraphConnection full = tenant.connection(tenant.secret());
    GraphConnection small =
        new GraphConnection(
            full.organization(),
            full.tenantId(),
            full.credential(),
            full.endpoints(),
            full.patience(),
            10);
    try (GraphDirectory reader =
        GraphDirectory.open(small, tenant.time, tenant.time, new Random(1))) {
      for (int i = 0; i < 40; i++) {
        reader.organization();
      }
      assertThat(reader.usage().units()).isEqualTo(40);
      assertThat(reader.usage().waited()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
    }
  }

  @Test
  void doesNotTakeAnAnswerWithoutItsEndForTheEnd() {
    tenant.graph.faults().next(Fault.CUT_BODY, "", 8);

    assertThatThrownBy(this::usersRead)
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("got no whole answer in 8 attempts")
        .hasMessageContaining("ends in its middle");
  }

  @Test
  void stopsWaitingWhenItIsInterrupted() {
    tenant.graph.faults().next(Fault.THROTTLED_WHOLE);
    Pause interrupted =
        time -> {
          throw new InterruptedException();
        };
    try (GraphDirectory reader =
        GraphDirectory.open(
            tenant.connection(tenant.secret()), tenant.time, interrupted, new Random(1))) {
      assertThatThrownBy(() -> reader.users().page(DeltaPosition.fresh()))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("was stopped while it waited");
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
