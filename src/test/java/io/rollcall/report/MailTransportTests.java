package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.report.Delivery.Outcome;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailTransportTests {

  private static final List<String> OPS = List.of("ops@example.org");
  private static final BooleanSupplier IN_TIME = () -> true;

  @Test
  void aServerThatOnlyFailsToSayGoodbyeHasTakenTheMail() {
    assertThat(send(null, null, new MessagingException("connection reset")))
        .isEqualTo(Delivery.SENT);
  }

  @Test
  void aServerThatDoesNotAnswerIsDown() {
    var timeOut = new MessagingException("no answer from mail", new SocketTimeoutException("10 s"));
    assertThat(send(timeOut, null, null))
        .isEqualTo(new Delivery(Outcome.SERVER_DOWN, OPS, "no answer from mail; 10 s"));
  }

  @Test
  void aServerThatDoesNotLetUsInIsDown() {
    assertThat(send(new AuthenticationFailedException("535 wrong password"), null, null))
        .isEqualTo(new Delivery(Outcome.SERVER_DOWN, OPS, "535 wrong password"));
  }

  @Test
  void aMailThatIsNotAcceptedDoesNotStopTheOthers() {
    assertThat(send(null, new MessagingException("552 too large"), null))
        .isEqualTo(new Delivery(Outcome.NOT_ACCEPTED, OPS, "552 too large"));
  }

  @Test
  void anEmptyHostIsNoMailServer() {
    var sender = new JavaMailSenderImpl();
    sender.setHost(" ");
    assertThat(
            new MailTransport(() -> sender, "rollcall@example.org")
                .sendFirst(mail(), IN_TIME)
                .outcome())
        .isEqualTo(Outcome.NOT_CONFIGURED);
  }

  private static Delivery send(
      @Nullable MessagingException connecting,
      @Nullable MessagingException sending,
      @Nullable MessagingException closing) {
    var sender =
        new JavaMailSenderImpl() {
          @Override
          protected Transport getTransport(Session session) {
            return new FailingTransport(session, connecting, sending, closing);
          }
        };
    return new MailTransport(() -> sender, "rollcall@example.org").send(mail(), IN_TIME);
  }

  private static StoredMail mail() {
    return new StoredMail(
        1,
        12,
        "<run12.x@example.org>",
        OPS,
        "subject",
        "text",
        "html",
        null,
        null,
        1,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /** Fails where it is told to. */
  private static final class FailingTransport extends Transport {
    private final @Nullable MessagingException connecting;
    private final @Nullable MessagingException sending;
    private final @Nullable MessagingException closing;

    FailingTransport(
        Session session,
        @Nullable MessagingException connecting,
        @Nullable MessagingException sending,
        @Nullable MessagingException closing) {
      super(session, new URLName("smtp://example.org"));
      this.connecting = connecting;
      this.sending = sending;
      this.closing = closing;
    }

    @Override
    public void connect(String host, int port, String user, String password)
        throws MessagingException {
      fail(connecting);
    }

    @Override
    public void sendMessage(Message message, Address[] addresses) throws MessagingException {
      fail(sending);
    }

    @Override
    public void close() throws MessagingException {
      fail(closing);
    }

    private static void fail(@Nullable MessagingException e) throws MessagingException {
      if (e != null) {
        throw e;
      }
    }
  }
}
