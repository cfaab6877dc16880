package io.rollcall.report;

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

/** A mail server that refuses recipients; it keeps the recipients of each mail that it took. */
final class PickySmtpServer implements AutoCloseable {

  final Set<String> refused = ConcurrentHashMap.newKeySet();
  final List<List<String>> taken = new CopyOnWriteArrayList<>();

  private final ServerSocket socket;

  PickySmtpServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    new Thread(this::serve, "picky-smtp").start();
  }

  int port() {
    return socket.getLocalPort();
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
      if (line.startsWith("RCPT TO:")) {
        String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        boolean no = refused.contains(address);
        if (!no) {
          recipients.add(address);
        }
        say(client, no ? "550 no such mailbox " + address : "250 ok");
      } else if (line.equals("DATA")) {
        say(client, "354 go on");
        while (!".".equals(in.readLine())) {
          // The content is of no interest.
        }
        taken.add(recipients);
        say(client, "250 taken");
      } else if (line.equals("QUIT")) {
        say(client, "221 bye");
        return;
      } else {
        say(client, "250 ok");
      }
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
