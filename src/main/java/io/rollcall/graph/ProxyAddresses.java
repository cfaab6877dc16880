package io.rollcall.graph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list {@code proxyAddresses}: {@code SMTP:} is the primary address, {@code smtp:} marks aliases;
 * {@code SIP:}, {@code X500:}, {@code EUM:}, {@code SPO:} and what else occurs are no addresses to
 * write to.
 *
 * @param primary as written, without prefix and spaces; null when there is none
 * @param aliases as written, in the list's order, without the primary and without doubles that
 *     differ only in case
 */
public record ProxyAddresses(@Nullable String primary, List<String> aliases) {

  /** Reads the list. A second {@code SMTP:}, which must not be, counts as an alias. */
  public static ProxyAddresses of(List<String> proxyAddresses) {
    String primary = null;
    for (String address : proxyAddresses) {
      if (primary == null && address.startsWith("SMTP:") && !value(address).isEmpty()) {
        primary = value(address);
      }
    }
    Set<String> seen = new LinkedHashSet<>();
    if (primary != null) {
      seen.add(primary.toLowerCase(Locale.ROOT));
    }
    List<String> aliases =
        proxyAddresses.stream()
            .filter(address -> address.regionMatches(true, 0, "smtp:", 0, 5))
            .map(ProxyAddresses::value)
            .filter(address -> !address.isEmpty() && seen.add(address.toLowerCase(Locale.ROOT)))
            .toList();
    return new ProxyAddresses(primary, aliases);
  }

  private static String value(String address) {
    return address.substring(address.indexOf(':') + 1).strip();
  }
}
