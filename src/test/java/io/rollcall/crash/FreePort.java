package io.rollcall.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that go away and come back. They lie below those that Linux gives to outgoing
 * connections, so that no client sits on a port while its server is away.
 */
final class FreePort {
  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;

  private FreePort() {}

  static int find() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken: another one
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " on");
  }
}
