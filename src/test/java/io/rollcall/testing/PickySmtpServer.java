package io.rollcall.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A mail server that refuses recipients, and takes its time when a test wants it to; it keeps the
 * recipients of each mail that it took. It talks to one client at a time.
 */
public final class PickySmtpServer implements AutoCloseable {
  /** What {@link #before} is told at the end of a mail's content. */
  public static final String END_OF_DATA = ".";

  public final Set<String> refused = ConcurrentHashMap.newKeySet();
  public final List<List<String>> taken = new CopyOnWriteArrayList<>();

  private final ServerSocket socket;
  private volatile Consumer<String> before = line -> {};

  public PickySmtpServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    new Thread(this::serve, "picky-smtp").start();
  }

  public int port() {
    return socket.getLocalPort();
  }

  /**
   * What happens before an answer. At the end of a mail's content the mail is taken by then, and
   * only its sender does not know it yet.
   *
   * @param happening gets what the client said
   */
  public void before(Consumer<String> happening) {
    before = happening;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (SocketException e) {
        // Closed, or the client hung up.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void talk(Socket client) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    List<String> recipients = new CopyOnWriteArrayList<>();
    say(client, "220 picky");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      before.accept(line);
      if (line.startsWith("RCPT TO:")) {
        String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        boolean no = refused.contains(address);
        if (!no) {
          recipients.add(address);
        }
        say(client, no ? "550 no such mailbox " + address : "250 ok");
      } else if (line.equals("DATA")) {
        say(client, "354 go on");
        if (!readContent(in)) {
          return;
        }
        taken.add(recipients);
        before.accept(END_OF_DATA);
        say(client, "250 taken");
      } else if (line.equals("QUIT")) {
        say(client, "221 bye");
        return;
      } else {
        say(client, "250 ok");
      }
    }
  }

  /** False when the client hung up before the end: that is no mail. */
  private static boolean readContent(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.equals(END_OF_DATA)) {
      line = in.readLine();
    }
    return line != null;
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
