package io.rollcall.crash;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A mail server that can be away for a while; always at the same port. */
final class MailServer implements AutoCloseable {
  private static final long START_MILLIS = 20_000;

  static {
    // It tells of each new user, on stdout, which is the tables'.
    ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.WARN);
  }

  private final int port = FreePort.find();
  private final List<String> earlier = new ArrayList<>();
  private @Nullable GreenMail server;

  MailServer() {
    up();
  }

  int port() {
    return port;
  }

  /** Harmless when it is up. */
  void up() {
    if (server == null) {
      ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
      setup.setServerStartupTimeout(START_MILLIS);
      server = new GreenMail(setup);
      server.start();
    }
  }

  /** From now on nobody listens at the port. What it accepted is kept. */
  void down() {
    if (server != null) {
      List<String> before = idsOf(server);
      server.stop();
      List<String> after = idsOf(server);
      earlier.addAll(after.size() < before.size() ? before : after);
      server = null;
    }
  }

  /** The Message-IDs of all mails that it accepted, in order. */
  List<String> accepted() {
    List<String> all = new ArrayList<>(earlier);
    if (server != null) {
      all.addAll(idsOf(server));
    }
    return all;
  }

  private static List<String> idsOf(GreenMail server) {
    List<String> ids = new ArrayList<>();
    for (MimeMessage message : server.getReceivedMessages()) {
      try {
        ids.add(message.getMessageID());
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
    return ids;
  }

  /** Forgets all mails; it is up then. */
  void reset() throws Exception {
    earlier.clear();
    up();
    if (server != null) {
      server.purgeEmailFromAllMailboxes();
    }
  }

  @Override
  public void close() {
    down();
  }
}
