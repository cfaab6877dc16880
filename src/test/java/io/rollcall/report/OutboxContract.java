package io.rollcall.report;

import static io.rollcall.report.QueuedMail.State.SENDING;
import static io.rollcall.report.QueuedMail.State.SENT;
import static io.rollcall.report.QueuedMail.State.UNDELIVERED;
import static io.rollcall.report.QueuedMail.State.WAITING;
import static io.rollcall.report.Reports.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.testing.PickySmtpServer;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** What the outbox does on any database. */
abstract class OutboxContract {

  static final List<String> OPS = List.of("ops@example.org");

  @TempDir Path folder;

  final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T02:01:00Z"));
  private OutboxTable table;
  private int port;
  private GreenMail server;
  private Outbox outbox;

  abstract DataSource dataSource();

  @BeforeEach
  void start() throws Exception {
    JdbcClient jdbc = JdbcClient.create(dataSource());
    jdbc.sql("DELETE FROM runner_mail").update();
    table = new OutboxTable(jdbc);
    port = freePort();
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    outbox = outbox(sender(port));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aMailArrivesWithSubjectBodiesWorkbookAndItsMessageId() throws Exception {
    Path workbook = folder.resolve("Übersicht 🙂.xlsx");
    ReportWorkbook.write(content(), workbook);
    var recipients = List.of("Équipe de nuit <nuit@example.org>", "ops@example.org");
    QueuedMail queued = outbox.enqueue(content(), workbook, recipients, "execution 1");
    assertThat(queued.state()).isEqualTo(WAITING);

    assertThat(outbox.sendDue()).isEqualTo(new SendResult(1, 0, 0, null));

    assertThat(server.getReceivedMessages()).hasSize(2);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo(queued.subject()).startsWith("[Rollcall] acme-backend");
    assertThat(mail.getMessageID())
        .isEqualTo(queued.messageId())
        .matches("<run12\\.[0-9a-f-]{36}@example\\.org>");
    assertThat(mail.getFrom()[0]).hasToString("rollcall@example.org");
    assertThat(mail.getAllRecipients()[0])
        .isEqualTo(Recipients.parse("nuit@example.org"))
        .extracting(a -> ((jakarta.mail.internet.InternetAddress) a).getPersonal())
        .isEqualTo("Équipe de nuit");
    assertThat(mail.getSentDate()).isEqualTo(clock.instant());
    List<BodyPart> parts = parts(mail);
    assertThat(parts.get(0).getContent().toString()).contains("done with problems");
    assertThat(parts.get(1).getContentType()).startsWith("text/html");
    assertThat(parts.get(1).getContent().toString()).contains("<table");
    assertThat(MimeUtility.decodeText(parts.get(2).getFileName())).isEqualTo("Übersicht 🙂.xlsx");
    assertThat(parts.get(2).getInputStream().readAllBytes())
        .isEqualTo(Files.readAllBytes(workbook));
    assertThat(outbox.forRun(12))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.state()).isEqualTo(SENT);
              assertThat(sent.sentAt()).isEqualTo(clock.instant());
              assertThat(sent.recipients()).isEqualTo(recipients);
              assertThat(sent.pending()).isEmpty();
            });
  }

  @Test
  void aNameInAnotherScriptArrivesAndLineBreaksMakeNoHeader() throws Exception {
    var head = Reports.head("שלום 🙂\r\nBcc: spy@example.org", ExitCode.FAILED);
    outbox.enqueue(content(head), null, OPS, "execution 1");
    outbox.sendDue();
    assertThat(server.getReceivedMessages()).hasSize(1);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).startsWith("[Rollcall] שלום 🙂  Bcc: spy@example.org: failed");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void aLargeWorkbookStaysWhereItIs() throws Exception {
    Path workbook = Files.write(folder.resolve("report.xlsx"), new byte[100_001]);
    outbox.enqueue(content(), workbook, OPS, "execution 1");
    outbox.sendDue();
    assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0])).doesNotContain("attachment");
    assertThat(parts(server.getReceivedMessages()[0]).get(0).getContent().toString())
        .contains("is not attached", workbook.toString());
  }

  @Test
  void aWorkbookThatIsGoneDoesNotKeepTheMailBack() throws Exception {
    Path workbook = Files.write(folder.resolve("report.xlsx"), new byte[10]);
    outbox.enqueue(content(), workbook, OPS, "execution 1");
    Files.delete(workbook);
    outbox.sendDue();
    List<BodyPart> parts = parts(server.getReceivedMessages()[0]);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).getContent().toString()).contains("no longer at " + workbook);
    assertThat(parts.get(1).getContent().toString()).contains("scripts/rollcall report 12");
  }

  @Test
  void askedTwiceForTheSameOccasionAMailIsQueuedOnce() {
    QueuedMail first = outbox.enqueue(content(), null, OPS, "execution 1");
    assertThat(outbox.enqueue(content(), null, OPS, "execution 1")).isEqualTo(first);
    outbox.enqueue(content(), null, OPS, "execution 2");
    assertThat(outbox.sendDue().sent()).isEqualTo(2);
    assertThat(outbox.sendDue().sent()).isZero();
  }

  @Test
  void aWrongRecipientIsRefusedBeforeAnythingIsStored() {
    assertThatThrownBy(
            () -> outbox.enqueue(content(), null, List.of("ops@example.org", "nobody"), "e"))
        .isInstanceOf(RollcallException.class)
        .hasMessageContaining("\"nobody\"");
    assertThat(outbox.forRun(12)).isEmpty();
  }

  @Test
  void racingSendersSendEachMailOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      outbox.enqueue(content(), null, OPS, "execution " + i);
    }
    var barrier = new CyclicBarrier(3);
    Callable<Integer> sending =
        () -> {
          Outbox own = outbox(sender(port));
          barrier.await();
          return own.sendDue().sent();
        };
    var threads = Executors.newFixedThreadPool(3);
    int sent = 0;
    for (Future<Integer> each : threads.invokeAll(List.of(sending, sending, sending))) {
      sent += each.get();
    }
    threads.shutdown();
    assertThat(sent).isEqualTo(20);
    List<String> ids = new ArrayList<>();
    for (MimeMessage mail : server.getReceivedMessages()) {
      ids.add(mail.getMessageID());
    }
    assertThat(ids)
        .hasSize(20)
        .containsExactlyInAnyOrderElementsOf(
            outbox.forRun(12).stream().map(QueuedMail::messageId).toList());
  }

  @Test
  void aServerThatIsDownIsAResultAndTheMailGoesOutLater() throws Exception {
    server.stop();
    QueuedMail queued = outbox.enqueue(content(), null, OPS, "execution 1");
    outbox.enqueue(content(), null, OPS, "execution 2");

    SendResult down = outbox.sendDue();

    assertThat(down.sent()).isZero();
    assertThat(down.waiting()).isEqualTo(2);
    assertThat(down.undelivered()).isZero();
    assertThat(down.lastError()).contains("127.0.0.1", String.valueOf(port), "refused");
    QueuedMail waiting = outbox.forRun(12).get(0);
    assertThat(waiting.attempts()).isEqualTo(1);
    assertThat(waiting.lastError()).isEqualTo(down.lastError());
    assertThat(waiting.nextAttemptAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
    assertThat(outbox.forRun(12).get(1).attempts()).as("one time-out a round").isZero();

    server.start();
    assertThat(outbox.sendDue().sent()).as("only the mail that was not tried").isEqualTo(1);
    clock.advance(Duration.ofMinutes(1));
    assertThat(outbox.sendDue()).isEqualTo(new SendResult(1, 0, 0, null));
    assertThat(server.getReceivedMessages()[1].getMessageID()).isEqualTo(queued.messageId());
    assertThat(outbox.forRun(12).get(0).lastError()).isNull();
  }

  @Test
  void aMailIsGivenUpAfterADayAndCanBeQueuedAgain() throws Exception {
    server.stop();
    QueuedMail queued = outbox.enqueue(content(), null, OPS, "execution 1");
    int rounds = 0;
    while (outbox.forRun(12).get(0).state() == WAITING) {
      clock.advance(Duration.between(clock.instant(), outbox.forRun(12).get(0).nextAttemptAt()));
      outbox.sendDue();
      rounds++;
    }
    assertThat(outbox.forRun(12).get(0).state()).isEqualTo(UNDELIVERED);
    assertThat(clock.instant()).isEqualTo("2026-11-22T02:01:00Z");
    assertThat(rounds).isEqualTo(30);
    assertThat(outbox.sendDue().waiting()).isZero();

    server.start();
    assertThat(outbox.requeue(12)).get().extracting(QueuedMail::state).isEqualTo(WAITING);
    assertThat(outbox.sendDue().sent()).isEqualTo(1);
    assertThat(server.getReceivedMessages()[0].getMessageID()).isEqualTo(queued.messageId());
  }

  @Test
  void withoutAMailServerMailsWaitAndSayWhatToSet() {
    Outbox none = outbox(null);
    none.enqueue(content(), null, OPS, "execution 1");
    assertThat(none.sendDue())
        .isEqualTo(new SendResult(0, 1, 0, "no mail server configured: set spring.mail.host"));
    assertThat(none.forRun(12).get(0).lastError()).contains("set spring.mail.host");
    clock.advance(Duration.ofMinutes(1));
    assertThat(outbox.sendDue().sent()).isEqualTo(1);
  }

  @Test
  void aDeadSendersMailIsTakenOverAfterHalfAnHourWithTheSameMessageId() throws Exception {
    QueuedMail queued = outbox.enqueue(content(), null, OPS, "execution 1");
    assertThat(table.claim(queued.id(), "dead", clock.instant(), clock.instant())).isTrue();
    assertThat(outbox.sendDue().sent()).isZero();
    assertThat(outbox.requeue(12)).get().extracting(QueuedMail::state).isEqualTo(SENDING);
    clock.advance(Duration.ofMinutes(30));
    assertThat(outbox.sendDue().sent()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(outbox.sendDue().sent()).isEqualTo(1);
    assertThat(server.getReceivedMessages()[0].getMessageID()).isEqualTo(queued.messageId());

    assertThat(table.failed(queued.id(), "dead", false, clock.instant(), OPS, "late")).isFalse();
    assertThat(outbox.forRun(12).get(0).state()).isEqualTo(SENT);
  }

  @Test
  void aSentMailThatIsAskedForAgainGoesOutAsANewOne() throws Exception {
    outbox.enqueue(content(), null, OPS, "execution 1");
    outbox.sendDue();
    outbox.requeue(12);
    outbox.requeue(12);
    assertThat(outbox.sendDue().sent()).isEqualTo(1);
    assertThat(outbox.forRun(12)).hasSize(2);
    assertThat(Stream.of(server.getReceivedMessages()).map(OutboxContract::messageId))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(outbox.requeue(99)).isEmpty();
  }

  @Test
  void aRefusedRecipientDoesNotKeepTheMailFromTheOthersNorRepeatItToThem() throws Exception {
    try (var picky = new PickySmtpServer()) {
      picky.refused.add("gone@example.org");
      Outbox own = outbox(sender(picky.port()));
      own.enqueue(content(), null, List.of("gone@example.org", "ops@example.org"), "execution 1");

      SendResult partly = own.sendDue();

      assertThat(partly.lastError()).contains("550 no such mailbox gone@example.org");
      assertThat(own.forRun(12).get(0).state()).isEqualTo(WAITING);
      assertThat(own.forRun(12).get(0).pending()).containsExactly("gone@example.org");
      picky.refused.clear();
      clock.advance(Duration.ofMinutes(1));
      assertThat(own.sendDue().sent()).isEqualTo(1);
      assertThat(picky.taken)
          .containsExactly(List.of("ops@example.org"), List.of("gone@example.org"));
    }
  }

  @Test
  void aServerThatThinksLongAfterAMailIsWaitedFor() throws Exception {
    try (var slow = new PickySmtpServer()) {
      slow.before(said -> thinkAt(said, PickySmtpServer.END_OF_DATA));
      Outbox patient = outbox(sender(slow.port()));
      patient.enqueue(content(), null, OPS, "execution 1");
      assertThat(patient.sendDue()).isEqualTo(new SendResult(1, 0, 0, null));
      assertThat(slow.taken).containsExactly(OPS);

      JavaMailSenderImpl sender = sender(slow.port());
      sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "500");
      Outbox impatient = outbox(sender);
      impatient.enqueue(content(), null, OPS, "execution 2");
      assertThat(impatient.sendDue().waiting()).as("what a short time-out does").isEqualTo(1);
      assertThat(slow.taken).containsExactly(OPS, OPS);
    }
  }

  private static void thinkAt(String said, String moment) {
    if (said.equals(moment)) {
      long until = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      await().until(() -> System.nanoTime() > until);
    }
  }

  @Test
  void aMailIsNotSentWhenItsClaimMightEndBeforeTheServersAnswer() throws Exception {
    try (var slow = new PickySmtpServer()) {
      slow.before(said -> clock.advance(Duration.ofMinutes(said.equals("DATA") ? 15 : 0)));
      Outbox own = outbox(sender(slow.port()));
      own.enqueue(content(), null, OPS, "execution 1");

      assertThat(own.sendDue().lastError()).contains("the mail server took too long");

      assertThat(slow.taken).isEmpty();
      assertThat(own.forRun(12).get(0).state()).isEqualTo(WAITING);
      slow.before(said -> {});
      clock.advance(Duration.ofMinutes(1));
      assertThat(own.sendDue().sent()).isEqualTo(1);
      assertThat(slow.taken).containsExactly(OPS);
    }
    assertThat(Outbox.CLAIM).isGreaterThan(Outbox.CONTENT.plus(MailDefaults.ANSWER));
  }

  @Test
  void theServerIsLookedAtOnceARound() throws Exception {
    try (var picky = new PickySmtpServer()) {
      List<String> greetings = new CopyOnWriteArrayList<>();
      picky.before(
          said -> {
            if (said.startsWith("EHLO")) {
              greetings.add(said);
            }
          });
      Outbox own = outbox(sender(picky.port()));
      own.enqueue(content(), null, OPS, "execution 1");
      own.enqueue(content(), null, OPS, "execution 2");
      assertThat(own.sendDue().sent()).isEqualTo(2);
      assertThat(greetings).as("a look and two mails").hasSize(3);
    }
  }

  @Test
  void aMailThatIsTakenWhileTheDatabaseFailsIsNotSentAgain() throws Exception {
    try (var picky = new PickySmtpServer()) {
      picky.before(said -> failFrom(said, PickySmtpServer.END_OF_DATA));
      Outbox own = outbox(sender(picky.port()));
      own.enqueue(content(), null, OPS, "execution 1");
      assertThatThrownBy(own::sendDue).isInstanceOf(DataAccessException.class);
      assertThatThrownBy(own::sendDue).as("still away").isInstanceOf(DataAccessException.class);
      Instant takenAt = clock.instant();
      picky.before(said -> {});
      rename("runner_mail_away", "runner_mail");
      assertThat(own.forRun(12).get(0).state()).isEqualTo(SENDING);

      clock.advance(Duration.ofHours(1));

      assertThat(own.sendDue()).isEqualTo(new SendResult(0, 0, 0, null));
      assertThat(own.forRun(12).get(0).state()).isEqualTo(SENT);
      assertThat(own.forRun(12).get(0).sentAt()).isEqualTo(takenAt);
      assertThat(picky.taken).containsExactly(OPS);
    }
  }

  @Test
  void thoseWhoHaveAMailAlreadyDoNotGetItAgainWhenTheDatabaseFails() throws Exception {
    try (var picky = new PickySmtpServer()) {
      picky.refused.add("gone@example.org");
      picky.before(said -> failFrom(said, PickySmtpServer.END_OF_DATA));
      Outbox own = outbox(sender(picky.port()));
      own.enqueue(content(), null, List.of("gone@example.org", "ops@example.org"), "execution 1");
      assertThatThrownBy(own::sendDue).isInstanceOf(DataAccessException.class);
      picky.before(said -> {});
      picky.refused.clear();
      rename("runner_mail_away", "runner_mail");

      clock.advance(Duration.ofHours(1));

      assertThat(own.sendDue().sent()).isEqualTo(1);
      assertThat(picky.taken)
          .containsExactly(List.of("ops@example.org"), List.of("gone@example.org"));
    }
  }

  private void failFrom(String said, String moment) {
    if (said.equals(moment)) {
      rename("runner_mail", "runner_mail_away");
    }
  }

  /** A table that is not there fails each try at once, where a connection could take its time. */
  private void rename(String from, String to) {
    JdbcClient.create(dataSource()).sql("ALTER TABLE " + from + " RENAME TO " + to).update();
  }

  @Test
  void nothingIsSentWithinATransaction() {
    var transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource()));
    transaction.executeWithoutResult(
        status -> {
          outbox.enqueue(content(), null, OPS, "execution 1");
          assertThatThrownBy(outbox::sendDue).isInstanceOf(IllegalStateException.class);
          status.setRollbackOnly();
        });
    assertThat(outbox.forRun(12)).isEmpty();
  }

  final Outbox outbox(@Nullable JavaMailSender sender) {
    return new Outbox(
        table,
        new MailTransport(() -> sender, "rollcall@example.org"),
        new Verdicts(Duration.ofMillis(1)),
        clock,
        UUID::randomUUID,
        "example.org",
        100_000);
  }

  static JavaMailSenderImpl sender(int port) {
    var sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    MailDefaults.apply(sender.getJavaMailProperties());
    return sender;
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String messageId(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** The parts that hold no other parts, in order. */
  private static List<BodyPart> parts(MimeMessage mail) throws Exception {
    List<BodyPart> parts = new ArrayList<>();
    collect((Multipart) mail.getContent(), parts);
    return parts;
  }

  private static void collect(Multipart multipart, List<BodyPart> parts) throws Exception {
    for (int i = 0; i < multipart.getCount(); i++) {
      if (multipart.getBodyPart(i).getContent() instanceof Multipart inner) {
        collect(inner, parts);
      } else {
        parts.add(multipart.getBodyPart(i));
      }
    }
  }
}
