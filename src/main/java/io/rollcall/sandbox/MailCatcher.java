package io.rollcall.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server on the loopback interface that delivers nothing: each mail becomes a file {@code
 * mail-0001.eml}, which mail programs open.
 */
public final class MailCatcher implements AutoCloseable {
  private static final int ANY_PORT = 0;

  private final Path folder;
  private final SMTPServer server;

  private MailCatcher(Path folder) {
    this.folder = folder;
    this.server =
        SMTPServer.port(ANY_PORT)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .messageHandler((context, from, to, data) -> keep(data))
            .build();
  }

  /** Starts to listen; the folder is made when it is not there. */
  public static MailCatcher start(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    MailCatcher catcher = new MailCatcher(folder);
    catcher.server.start();
    return catcher;
  }

  /** The port it listens on. */
  public int port() {
    return server.getPortAllocated();
  }

  private synchronized void keep(byte[] mail) {
    for (int number = 1; ; number++) {
      Path file = folder.resolve(String.format(Locale.ROOT, "mail-%04d.eml", number));
      try {
        Files.write(file, mail, StandardOpenOption.CREATE_NEW);
        return;
      } catch (FileAlreadyExistsException e) {
        // an earlier mail's
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
