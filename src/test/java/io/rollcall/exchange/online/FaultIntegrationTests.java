package io.rollcall.exchange.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.entra.CloudException;
import io.rollcall.exchange.ExportWriter;
import io.rollcall.exchange.GroupState;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.Reading;
import io.rollcall.exchange.Section;
import io.rollcall.kernel.JobFamily.Check;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong at Exchange Online, and what becomes of a reading then. */
class FaultIntegrationTests {
  private static final int OBJECTS = 40;

  @TempDir Path folder;
  private final OnlineTenant tenant = new OnlineTenant(OBJECTS, 10);

  @AfterEach
  void close() {
    tenant.close();
  }

  private Map<UUID, Parsed.Read> read() {
    return OnlineTenant.objects(tenant.read(folder));
  }

  private Reading reading(Map<UUID, Parsed.Read> objects, int i, Section section) {
    return objects.get(tenant.organization.guid(i)).object().readings().get(section);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "THROTTLED_WHOLE",
        "THROTTLED_FRACTION",
        "THROTTLED_DATE",
        "THROTTLED_SILENT",
        "THROTTLED_LIST",
        "BUSY_HTML",
        "GATEWAY_EMPTY",
        "SERVER_ERROR",
        "RESET_IN_BODY",
        "CUT_BODY",
        "HTML_INSTEAD",
        "TOKEN_REFUSED"
      })
  void readsAllInSpiteOfWhatPasses(Fault fault) {
    tenant.exchange.faults().next(fault, "Get-Mailbox more", 1);
    tenant.exchange.faults().next(fault, "Get-MailboxAutoReplyConfiguration", 1);

    assertThat(read()).hasSize(OBJECTS);
    assertThat(tenant.exchange.faults().struck()).isEqualTo(2);
  }

  static Stream<Arguments> wishes() {
    return Stream.of(
        Arguments.of(Fault.THROTTLED_WHOLE, 3000),
        Arguments.of(Fault.THROTTLED_FRACTION, 2128),
        Arguments.of(Fault.THROTTLED_LIST, 11000));
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void waitsAsLongAsAPageOrAPartOfABatchAsks(Fault fault, long millis) {
    tenant.exchange.faults().next(fault, "Get-CASMailbox", 1);
    tenant.exchange.faults().next(fault, "Get-MailboxPermission", 1);
    read();

    assertThat(tenant.time.pauses()).contains(Duration.ofMillis(millis));
    assertThat(tenant.time.pauses().stream().filter(Duration.ofMillis(millis)::equals).count())
        .isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED_PAGE,Get-Mailbox more,Expired or Invalid pagination request",
    "EXPIRED_PAGE,Get-Recipient more,Expired or Invalid pagination request",
    "MORE_WITHOUT_LINK,Get-User,gives no link to them",
    "FOREIGN_LINK,Get-Mailbox,leads to another address",
    "NO_LIST,Get-MailContact,it has no list of rows",
    "NESTED_ERROR,Get-CASMailbox,400 (The mailbox database is dismounted.)",
    "DETAILS_ERROR,Get-User,400 (The mailbox is being moved.)",
    "NOT_FOUND_HTML,Get-Mailbox,was answered with 404"
  })
  void failsWhenAllObjectsMayNotBeThere(Fault fault, String request, String message) {
    tenant.exchange.faults().next(fault, request, 1);

    assertThatThrownBy(this::read)
        .isInstanceOf(OnlineException.class)
        .hasMessageStartingWith("organization lindenau: Get-")
        .hasMessageContaining(message);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Get-Mailbox", "Get-Mailbox more", "Get-Recipient more"})
  void aPageThatLeadsToItselfIsAnErrorAndNotForEver(String request) {
    tenant.exchange.leadToItself(request);

    assertThatThrownBy(this::read)
        .isInstanceOf(OnlineException.class)
        .hasMessageContaining("a link to more rows leads to itself");
    assertThat(folder).isEmptyDirectory();
    assertThat(tenant.exchange.requests()).isLessThan(20);
  }

  @Test
  void endsAfterTheLastAttempt() {
    tenant.exchange.faults().next(Fault.CUT_BODY, "Get-Mailbox", 8);

    assertThatThrownBy(this::read)
        .isInstanceOf(OnlineException.class)
        .hasMessageContaining("got no whole answer in 8 attempts");
  }

  @Test
  void doesNotWaitForHours() {
    tenant.exchange.faults().next(Fault.THROTTLED_HOURS, "Get-MailboxPermission", 1);

    assertThatThrownBy(this::read)
        .isInstanceOf(OnlineException.class)
        .hasMessageContaining("too many requests")
        .hasMessageContaining("asks to wait 14400 s");
  }

  @ParameterizedTest
  @CsvSource({
    "NESTED_ERROR,400 (The mailbox database is dismounted.)",
    "DETAILS_ERROR,400 (The mailbox is being moved.)",
    "DENIED_ZERO_BYTES,403",
    "SERVER_ERROR,500 (Something went wrong.)"
  })
  void letsOneMailboxFailAndReadsTheOthers(Fault fault, String reason) {
    int bad = tenant.organization.find(ObjectKind.MAILBOX, 3);
    int good = tenant.organization.find(ObjectKind.MAILBOX, bad + 1);
    String request = "Get-MailboxPermission " + tenant.organization.guid(bad);
    tenant.exchange.faults().next(fault, request, Integer.MAX_VALUE);

    Map<UUID, Parsed.Read> objects = read();
    Reading failed = reading(objects, bad, Section.MAILBOX_FULL_ACCESS);

    assertThat(failed.state()).isEqualTo(GroupState.FAILED);
    assertThat(failed.reason()).isEqualTo("Get-MailboxPermission was answered with " + reason);
    assertThat(objects.get(tenant.organization.guid(bad)).notices())
        .containsExactly("\"permissions.full-access\" could not be read: " + failed.reason());
    assertThat(reading(objects, bad, Section.MAILBOX_MAIL_FLOW).state()).isEqualTo(GroupState.READ);
    assertThat(reading(objects, good, Section.MAILBOX_FULL_ACCESS).state())
        .isEqualTo(GroupState.READ);
    assertThat(objects).hasSize(OBJECTS);
  }

  @Test
  void asksEachObjectWhoMaySendAsItWhenAllTogetherIsRefused() {
    Map<UUID, Parsed.Read> together = read();
    tenant.exchange.faults().next(Fault.DETAILS_ERROR, "Get-RecipientPermission", 1);

    Map<UUID, Parsed.Read> single = read();
    together.forEach(
        (guid, object) ->
            assertThat(single.get(guid).object().readings()).isEqualTo(object.object().readings()));
    assertThat(tenant.warnings)
        .singleElement()
        .asString()
        .startsWith("Get-RecipientPermission: organization lindenau: Get-RecipientPermission");
  }

  @Test
  void reportsWarningsOnce() {
    tenant.exchange.faults().next(Fault.WARNING, "Get-Mailbox", 2);
    read();

    assertThat(tenant.warnings)
        .containsExactly(
            "Get-Mailbox: The object has been corrupted, and it's in an inconsistent state.");
  }

  @Test
  void tellsAMissingAppRoleFromAMissingDirectoryRole() {
    tenant.exchange.directoryRole(false);
    assertThatThrownBy(this::read)
        .hasMessageContaining("403: the application has no directory role that may run it")
        .isInstanceOfSatisfying(
            OnlineException.class, e -> assertThat(e.nextStep()).contains("Global Reader"));

    tenant.exchange.tokens().permissions(List.of("User.Read.All"));
    try (ExchangeOnline backend = tenant.open()) {
      assertThatThrownBy(backend::connect)
          .hasMessage(
              "organization lindenau: the application has not the app role Exchange.ManageAsApp");
    }
    assertThatThrownBy(this::read)
        .isInstanceOf(OnlineException.class)
        .hasMessageContaining("401: the application has not the app role Exchange.ManageAsApp");
  }

  @Test
  void namesAWrongSecretWithoutShowingIt() {
    try (ExchangeOnline backend = tenant.open(tenant.settings("swordfish"), within -> false)) {
      assertThatThrownBy(backend::connect)
          .isInstanceOf(CloudException.class)
          .hasMessageContaining("AADSTS7000215: the client secret is wrong")
          .hasMessageNotContaining("swordfish");
    }
  }

  @Test
  void endsItsWaitingWhenTheRunIsToStop() throws Exception {
    tenant.exchange.faults().next(Fault.THROTTLED_WHOLE, "Get-MailboxPermission", 1);
    try (ExchangeOnline backend =
            tenant.open(
                tenant.settings(tenant.exchange.tokens().secret()), time -> !time.isZero());
        ExportWriter out =
            ExportWriter.create(
                folder.resolve("x.jsonl.gz"), "lindenau", "x", tenant.time.instant(), n -> {})) {
      assertThatThrownBy(() -> backend.read(out))
          .isInstanceOf(OnlineException.class)
          .hasMessageContaining("was stopped while it waited");
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void waitsForASignInThatIsThrottled() {
    tenant.exchange.faults().next(Fault.THROTTLED_FRACTION, Faults.SIGN_IN, 1);

    assertThat(read()).hasSize(OBJECTS);
    assertThat(tenant.time.pauses()).contains(Duration.ofMillis(2128));
  }

  @Test
  void testsSignInSearchAndEachCmdlet() {
    try (ExchangeOnline backend = tenant.open()) {
      List<Check> checks = backend.test();

      assertThat(checks).allMatch(Check::passed).hasSize(15);
      assertThat(checks.get(0).detail()).contains("Exchange.ManageAsApp");
      assertThat(checks.get(1).detail().split("@lindenau.example", -1)).hasSize(4);
    }
    tenant.exchange.faults().next(Fault.DENIED_ZERO_BYTES, "Get-CASMailbox", 1);
    try (ExchangeOnline backend = tenant.open()) {
      assertThat(backend.test().stream().filter(check -> !check.passed()))
          .singleElement()
          .satisfies(
              check -> {
                assertThat(check.what()).isEqualTo("advanced.protocols of lindenau");
                assertThat(check.detail()).contains("directory role");
              });
    }
    tenant.exchange.tokens().permissions(List.of());
    try (ExchangeOnline backend = tenant.open()) {
      assertThat(backend.test())
          .singleElement()
          .satisfies(check -> assertThat(check.passed()).isFalse());
    }
  }
}
