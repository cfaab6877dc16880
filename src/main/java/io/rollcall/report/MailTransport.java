package io.rollcall.report;

import io.rollcall.report.Delivery.Outcome;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.mail.outbound.MailSendingMessageHandler;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Hands a stored mail to the mail server and tells what the server said. */
final class MailTransport {

  static final String NOT_CONFIGURED = "no mail server configured: set spring.mail.host";

  private final Supplier<@Nullable JavaMailSender> senders;
  private final String from;

  /**
   * @param senders gives null while no mail server is configured
   */
  MailTransport(Supplier<@Nullable JavaMailSender> senders, String from) {
    this.senders = senders;
    this.from = from;
  }

  /**
   * As {@link #send}, after a look whether the server is there at all: for the first mail of a
   * round, which a server that hangs must not hold for as long as one that is slow may take.
   */
  Delivery sendFirst(StoredMail mail, BooleanSupplier inTime) {
    if (senders.get() instanceof JavaMailSenderImpl smtp && !hasNoHost(smtp)) {
      try {
        MailServerCheck.run(smtp);
      } catch (MessagingException | RuntimeException e) {
        return new Delivery(Outcome.SERVER_DOWN, mail.pending(), reason(causes(e)));
      }
    }
    return send(mail, inTime);
  }

  /**
   * Never throws because of the mail or its server.
   *
   * @param inTime asked before the mail's content and before its end, which is what the server
   *     takes it by: false, and the mail is not sent
   */
  Delivery send(StoredMail mail, BooleanSupplier inTime) {
    JavaMailSender sender = senders.get();
    if (sender == null || hasNoHost(sender)) {
      return new Delivery(Outcome.NOT_CONFIGURED, mail.pending(), NOT_CONFIGURED);
    }
    try {
      MimeMessage message =
          MailMessage.of(mail, from, sender.createMimeMessage().getSession(), inTime);
      new MailSendingMessageHandler(sender)
          .handleMessage(MessageBuilder.withPayload(message).build());
      return Delivery.SENT;
    } catch (MessagingException | RuntimeException e) {
      return failed(mail, e);
    }
  }

  private static boolean hasNoHost(JavaMailSender sender) {
    return sender instanceof JavaMailSenderImpl smtp
        && smtp.getHost() != null
        && smtp.getHost().isBlank();
  }

  private static Delivery failed(StoredMail mail, Exception e) {
    List<Throwable> causes = causes(e);
    var sending = first(causes, MailSendException.class);
    if (sending != null && sending.getFailedMessages().isEmpty()) {
      // The server took the mail; only saying goodbye to it failed.
      return Delivery.SENT;
    }
    var partly = first(causes, SendFailedException.class);
    Address[] reached = partly == null ? null : partly.getValidSentAddresses();
    List<String> remaining =
        reached == null ? mail.pending() : Recipients.without(mail.pending(), reached);
    boolean down =
        first(causes, MailAuthenticationException.class) != null
            || (sending != null && sending.getCause() != null);
    return new Delivery(
        down ? Outcome.SERVER_DOWN : Outcome.NOT_ACCEPTED, remaining, reason(causes));
  }

  /** The innermost causes say most; the wrappers only repeat them. */
  private static String reason(List<Throwable> causes) {
    List<String> reasons = new ArrayList<>();
    for (Throwable cause : causes) {
      boolean ours =
          !cause.getClass().getName().startsWith("org.springframework.") || causes.size() == 1;
      if (ours && cause.getMessage() != null && !reasons.contains(cause.getMessage().strip())) {
        reasons.add(cause.getMessage().strip());
      }
    }
    return reasons.isEmpty()
        ? causes.get(causes.size() - 1).toString()
        : String.join("; ", reasons);
  }

  /** The exception and what it came from, Spring's and Jakarta Mail's own chains included. */
  private static List<Throwable> causes(Throwable e) {
    List<Throwable> causes = new ArrayList<>();
    Throwable next = e;
    while (next != null && !causes.contains(next)) {
      causes.add(next);
      next = cause(next);
    }
    return causes;
  }

  private static @Nullable Throwable cause(Throwable e) {
    if (e instanceof MailSendException sending && sending.getMessageExceptions().length > 0) {
      return sending.getMessageExceptions()[0];
    }
    return e.getCause();
  }

  private static <T extends Throwable> @Nullable T first(List<Throwable> causes, Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }
}
