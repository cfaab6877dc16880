package io.rollcall.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between the program and MySQL, and cuts connections at a moment of the test's choice. Sees
 * what they say, so the address must have {@code sslMode=DISABLED}.
 */
public final class CuttingProxy implements Closeable {
  private static final Pattern ADDRESS = Pattern.compile("jdbc:mysql://([^:/]+):(\\d+)/");

  private final String host;
  private final int port;
  private final ServerSocket entrance;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Cut> armed = new AtomicReference<>(Cut.NOT);
  private volatile boolean down;

  /** When a connection is cut. */
  public enum Cut {
    NOT,
    /** The next COMMIT does not reach the server. */
    BEFORE_COMMIT,
    /** The next COMMIT is done, but its answer does not come back. */
    AFTER_COMMIT
  }

  public CuttingProxy(String url) throws IOException {
    Matcher address = ADDRESS.matcher(url);
    if (!address.lookingAt()) {
      throw new IllegalArgumentException(url);
    }
    host = address.group(1);
    port = Integer.parseInt(address.group(2));
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("proxy", this::accept);
  }

  /** The same database through the proxy. */
  public String url(String url) {
    return url.replaceFirst("//[^/]+/", "//127.0.0.1:" + entrance.getLocalPort() + "/");
  }

  /** Cuts the connection of the next COMMIT. */
  public void cutAt(Cut moment) {
    armed.set(moment);
  }

  /** Whether the COMMIT that was waited for has come. */
  public boolean hasCut() {
    return armed.get() == Cut.NOT;
  }

  /** Cuts all connections, and takes no new ones until {@link #up}. */
  public void down() {
    down = true;
    links.forEach(Link::close);
  }

  public void up() {
    down = false;
  }

  /** From now on the connections that are open say nothing more, and stay open. */
  public void silence() {
    links.forEach(link -> link.silent = true);
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        if (down) {
          client.close();
        } else {
          Link link = new Link(client, new Socket(host, port));
          links.add(link);
          start("to-server", link::toServer);
          start("to-client", link::toClient);
        }
      } catch (IOException e) {
        // the entrance is closed, or the server is not there
      }
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    links.forEach(Link::close);
  }

  /** One connection. */
  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean answerIsLost;
    private volatile boolean silent;

    Link(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    void toServer() {
      pump(
          client,
          server,
          (bytes, length) -> {
            if (!isCommit(bytes, length)) {
              return true;
            }
            if (armed.compareAndSet(Cut.BEFORE_COMMIT, Cut.NOT)) {
              return false;
            }
            answerIsLost = armed.compareAndSet(Cut.AFTER_COMMIT, Cut.NOT);
            return true;
          });
    }

    void toClient() {
      pump(server, client, (bytes, length) -> !answerIsLost);
    }

    private void pump(Socket from, Socket to, Gate gate) {
      byte[] buffer = new byte[1 << 16];
      try (Socket in = from;
          Socket out = to) {
        InputStream input = in.getInputStream();
        OutputStream output = out.getOutputStream();
        int length = input.read(buffer);
        while (length > 0 && gate.lets(buffer, length)) {
          if (!silent) {
            output.write(buffer, 0, length);
          }
          length = input.read(buffer);
        }
      } catch (IOException e) {
        // the other side went
      } finally {
        links.remove(this);
      }
    }

    void close() {
      try {
        client.close();
        server.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private interface Gate {
    boolean lets(byte[] bytes, int length);
  }

  /**
   * A packet with the command COM_QUERY: length in three bytes, number, 3, perhaps two bytes about
   * attributes, text.
   */
  private static boolean isCommit(byte[] bytes, int length) {
    return (length == 11 || length == 13)
        && bytes[4] == 3
        && new String(bytes, length - 6, 6, StandardCharsets.US_ASCII)
            .toLowerCase(Locale.ROOT)
            .equals("commit");
  }
}
