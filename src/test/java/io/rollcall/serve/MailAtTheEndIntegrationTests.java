package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.kernel.ExitCode;
import io.rollcall.testing.PickySmtpServer;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A serve process that is told to end while its mail server thinks about a mail. */
class MailAtTheEndIntegrationTests {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final CountDownLatch content = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private PickySmtpServer mailServer;
  private TestHome home;
  private Serve serve;

  @BeforeEach
  void start() throws Exception {
    mailServer = new PickySmtpServer();
    mailServer.before(
        said -> {
          if (said.equals(PickySmtpServer.END_OF_DATA)) {
            content.countDown();
            hold();
          }
        });
    Files.createDirectories(folder.resolve("jobs"));
    home =
        new TestHome(
            folder,
            TestDatabase.embedded(folder),
            "rollcall.serve.port=0",
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + mailServer.port());
    queue("first");
    queue("second");
    serve = home.bean(Serve.class);
    serve.start(run -> {});
    assertThat(content.await(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void close() throws Exception {
    answer.countDown();
    home.close();
    mailServer.close();
  }

  private void hold() {
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void queue(String occasion) {
    Timestamp now = Timestamp.from(Instant.EPOCH);
    Timestamp later = Timestamp.valueOf("2999-01-01 00:00:00");
    home.jdbc()
        .update(
            """
            INSERT INTO runner_mail (run_id, occasion, message_id, recipients, pending, subject, body_text, body_html,
              state, attempts, created_at, next_attempt_at, give_up_at)
            VALUES (1, ?, ?, 'ops@acme.example', 'ops@acme.example', 'a report', '', '', 'waiting', 0, ?, ?, ?)
            """,
            occasion,
            "<" + occasion + "@acme.example>",
            now,
            now,
            later);
  }

  @Test
  void theMailThatIsBeingSentIsNotedAndNoOtherBegun() {
    CompletableFuture<Boolean> stop = stop(LONG_ENOUGH);
    await()
        .during(Duration.ofSeconds(1))
        .atMost(LONG_ENOUGH)
        .until(() -> !stop.isDone() && states().equals(List.of("sending", "waiting")));

    answer.countDown();

    assertThat(stop.join()).isTrue();
    assertThat(states()).containsExactly("sent", "waiting");
    assertThat(mailServer.taken).hasSize(1);
  }

  @Test
  void aMailServerThatDoesNotAnswerHoldsItNoLongerThanAskedFor() {
    CompletableFuture<Boolean> stop = stop(Duration.ofMillis(300));

    assertThat(stop.join()).as("no run was cut off").isTrue();
    assertThat(states()).containsExactly("sending", "waiting");
    answer.countDown();
    await().atMost(LONG_ENOUGH).until(() -> states().equals(List.of("sent", "waiting")));
  }

  private CompletableFuture<Boolean> stop(Duration patience) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return serve.stop(ExitCode.TERMINATED, patience);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private List<String> states() {
    return home.jdbc().queryForList("SELECT state FROM runner_mail ORDER BY id", String.class);
  }
}
