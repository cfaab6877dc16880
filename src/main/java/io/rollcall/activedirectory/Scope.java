package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.rollcall.exchange.LiveScope;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are the organization's: those below its units that have their primary address in
 * one of its accepted domains. A contact's address is somebody else's; it is the organization's
 * when it is in a named unit or base.
 */
final class Scope {
  private static final int MOST_NARROWED = 50;

  private final List<String> units;
  private final Set<String> domains;
  private final boolean byDomain;
  private final boolean named;

  Scope(DirectorySettings settings, LiveScope scope) {
    this.units = outermost(settings.units());
    this.domains = new HashSet<>(scope.domains());
    this.byDomain = settings.acceptedDomainsOnly();
    this.named = !units.isEmpty() || settings.base() != null;
    if (byDomain && domains.isEmpty()) {
      String key = scope.organization().key();
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "organization %s has no accepted domain, so no object would be its".formatted(key),
          "scripts/rollcall organizations set %s --domain DOMAIN".formatted(key));
    }
  }

  /** Where to search, with the base in place of no unit. */
  List<String> bases(String base) {
    return units.isEmpty() ? List.of(base) : units;
  }

  boolean takes(Entry entry) {
    if (!byDomain || (entry.isA("contact") && named)) {
      return true;
    }
    String address = entry.primaryAddress();
    return address != null && domains.contains(domain(address));
  }

  /**
   * A filter that leaves most of other organizations' objects out, where they lie beside ours;
   * {@link #takes} decides.
   */
  Filter narrowed(Filter filter) {
    if (!byDomain || named || domains.size() > MOST_NARROWED) {
      return filter;
    }
    List<Filter> ours = new ArrayList<>();
    for (String domain : domains) {
      ours.add(Filter.createSubstringFilter("proxyAddresses", "SMTP:", null, "@" + domain));
      ours.add(Filter.createSubstringFilter("mail", null, null, "@" + domain));
    }
    return Filter.createANDFilter(filter, Filter.createORFilter(ours));
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /** A unit within another would be read twice. */
  private static List<String> outermost(List<String> units) {
    List<String> outermost = new ArrayList<>();
    for (String unit : units) {
      boolean within = units.stream().anyMatch(other -> isBelow(unit, other));
      boolean twice = outermost.stream().anyMatch(other -> isSame(unit, other));
      if (!within && !twice) {
        outermost.add(unit);
      }
    }
    return outermost;
  }

  private static boolean isBelow(String unit, String other) {
    try {
      return DN.isDescendantOf(unit, other, false);
    } catch (LDAPException e) {
      return false;
    }
  }

  private static boolean isSame(String unit, @Nullable String other) {
    return other != null && Names.normalized(unit).equals(Names.normalized(other));
  }
}
