package io.rollcall.serve;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How {@code serve} works.
 *
 * @param address where health and metrics are shown; the default, loopback, because they ask for no
 *     password
 * @param port 0 takes a free one
 * @param runs runs at a time in this process, 1 to 64; further firings wait, or are taken up by
 *     another process
 * @param poll how often schedules are looked at, 100 ms to 1 minute: a run starts that late at most
 */
@ConfigurationProperties("rollcall.serve")
record ServeSettings(
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue("7655") int port,
    @DefaultValue("4") int runs,
    @DefaultValue("1s") Duration poll) {

  ServeSettings {
    if (address.isBlank()) {
      throw new IllegalArgumentException("rollcall.serve.address is a host's name or address");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("rollcall.serve.port is 0 to 65535");
    }
    if (runs < 1 || runs > 64) {
      throw new IllegalArgumentException("rollcall.serve.runs is 1 to 64");
    }
    if (poll.compareTo(Duration.ofMillis(100)) < 0 || poll.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("rollcall.serve.poll is 100ms to 1m");
    }
  }
}
