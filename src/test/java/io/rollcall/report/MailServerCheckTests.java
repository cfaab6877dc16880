package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.testing.PickySmtpServer;
import jakarta.mail.MessagingException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailServerCheckTests {

  @Test
  @Timeout(60)
  void aServerThatNeverGreetsIsFoundLongBeforeTheTimeOutOfAMail() throws Exception {
    try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> MailServerCheck.run(sender(mute.getLocalPort()), Duration.ofMillis(200)))
          .isInstanceOf(MessagingException.class)
          .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  @Timeout(60)
  void aShorterTimeOutOfTheOperatorsHolds() throws Exception {
    try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      JavaMailSenderImpl sender = sender(mute.getLocalPort());
      sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "200");
      assertThatThrownBy(() -> MailServerCheck.run(sender, Duration.ofMinutes(10)))
          .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  @Timeout(60)
  void anOperatorsEndlessTimeOutDoesNotHold() throws Exception {
    try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      JavaMailSenderImpl sender = sender(mute.getLocalPort());
      sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "0");
      assertThatThrownBy(() -> MailServerCheck.run(sender, Duration.ofMillis(200)))
          .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aServerThatGreetsIsWell() throws Exception {
    try (var server = new PickySmtpServer()) {
      assertThatCode(() -> MailServerCheck.run(sender(server.port()))).doesNotThrowAnyException();
    }
  }

  private static JavaMailSenderImpl sender(int port) {
    var sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    MailDefaults.apply(sender.getJavaMailProperties());
    return sender;
  }
}
