package io.rollcall.activedirectory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import io.rollcall.kernel.RollcallException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in connection to one controller. A search is read to its end or fails: a page cookie
 * belongs to its connection, so a search that was cut off cannot be gone on with elsewhere.
 */
final class Connection implements AutoCloseable {

  /** Parts of every forest that hold no recipients; a search from the domain's top meets them. */
  private static final List<String> WITHOUT_RECIPIENTS =
      List.of("dc=domaindnszones,", "dc=forestdnszones,", "cn=configuration,", "cn=schema,");

  private final String name;
  private final LDAPConnection ldap;
  private final int pageSize;
  private long requests;

  Connection(String name, LDAPConnection ldap, int pageSize) {
    this.name = name;
    this.ldap = ldap;
    this.pageSize = pageSize;
  }

  /** The controller, in words for people. */
  String name() {
    return name;
  }

  /** Searches asked so far, each page and each range counted. */
  long requests() {
    return requests;
  }

  RootDSE rootDse() {
    try {
      requests++;
      RootDSE root = ldap.getRootDSE();
      if (root == null) {
        throw Failures.failed(
            name + " does not say what it is: its root entry cannot be read",
            "check that it is a domain controller",
            null);
      }
      return root;
    } catch (LDAPException e) {
      throw Failures.search(name, "the root entry", e);
    }
  }

  /** One entry, or null when there is none that the account may see. */
  @Nullable Entry entry(String dn, String... attributes) {
    try {
      requests++;
      SearchResultEntry found = ldap.getEntry(dn, attributes);
      return found == null ? null : new Entry(found);
    } catch (LDAPException e) {
      throw Failures.search(name, dn, e);
    }
  }

  /** The first entries below a name, at most so many: the limit is asked for, and no failure. */
  List<Entry> some(
      String base, Filter filter, int limit, Control[] controls, String... attributes) {
    SearchRequest request = new SearchRequest(base, SearchScope.SUB, filter, attributes);
    request.setSizeLimit(limit);
    request.setControls(controls);
    try {
      requests++;
      return entries(ldap.search(request).getSearchEntries());
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(com.unboundid.ldap.sdk.ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return entries(e.getSearchEntries());
      }
      throw Failures.search(name, base, e);
    }
  }

  private static List<Entry> entries(@Nullable List<SearchResultEntry> found) {
    return found == null ? List.of() : found.stream().map(Entry::new).toList();
  }

  /**
   * All entries below a name, page by page.
   *
   * @param controls sent with each page
   * @param betweenPages called before each page
   * @throws RollcallException when not all of them could be read
   */
  void forEach(
      String base,
      Filter filter,
      Collection<String> attributes,
      Control[] controls,
      Runnable betweenPages,
      Consumer<Entry> consumer) {
    ASN1OctetString cookie = null;
    do {
      betweenPages.run();
      SearchResult page = page(base, filter, attributes, controls, cookie);
      List<SearchResultReference> references = page.getSearchReferences();
      if (references != null) {
        references.forEach(reference -> requireWithoutRecipients(base, reference));
      }
      entries(page.getSearchEntries()).forEach(consumer);
      cookie = next(base, page);
    } while (cookie != null);
  }

  private SearchResult page(
      String base,
      Filter filter,
      Collection<String> attributes,
      Control[] controls,
      @Nullable ASN1OctetString cookie) {
    Control[] all = Arrays.copyOf(controls, controls.length + 1);
    all[controls.length] = new SimplePagedResultsControl(pageSize, cookie, true);
    SearchRequest request =
        new SearchRequest(base, SearchScope.SUB, filter, attributes.toArray(String[]::new));
    request.setControls(all);
    try {
      requests++;
      return ldap.search(request);
    } catch (LDAPSearchException e) {
      throw Failures.search(name, base, e);
    }
  }

  private @Nullable ASN1OctetString next(String base, SearchResult page) {
    try {
      SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
      if (control == null) {
        throw Failures.failed(
            "%s does not say whether there is more of %s".formatted(name, base),
            "check that it is a domain controller and no proxy; nothing was compared",
            null);
      }
      return control.moreResultsToReturn() ? control.getCookie() : null;
    } catch (LDAPException e) {
      throw Failures.search(name, base, e);
    }
  }

  private void requireWithoutRecipients(String base, SearchResultReference reference) {
    List<String> urls = List.of(reference.getReferralURLs());
    boolean harmless =
        !urls.isEmpty()
            && urls.stream()
                .map(url -> url.toLowerCase(Locale.ROOT))
                .allMatch(
                    url ->
                        WITHOUT_RECIPIENTS.stream()
                            .anyMatch(
                                start ->
                                    url.substring(url.lastIndexOf('/') + 1).startsWith(start)));
    if (!harmless) {
      throw Failures.referral(name, base, String.join(", ", urls), null);
    }
  }

  /**
   * The entry with all values of all attributes. Active Directory gives at most 1500 values of an
   * attribute at once, as {@code member;range=0-1499}; the last part is named {@code N-*} (MS-ADTS
   * 3.1.1.3.1.3.3).
   */
  Entry whole(Entry entry) {
    List<Range> ranges = Range.of(entry.attributes());
    if (ranges.isEmpty()) {
      return entry;
    }
    com.unboundid.ldap.sdk.Entry whole =
        new com.unboundid.ldap.sdk.Entry(entry.dn(), entry.attributes().getAttributes());
    for (Range range : ranges) {
      List<String> values = new ArrayList<>(range.values());
      Range last = range;
      while (!last.isLast()) {
        last = further(entry.dn(), last);
        values.addAll(last.values());
      }
      whole.removeAttribute(range.attributeName());
      whole.setAttribute(range.name(), values);
    }
    return new Entry(new SearchResultEntry(whole));
  }

  private Range further(String dn, Range last) {
    Entry part = entry(dn, last.further());
    List<Range> ranges = part == null ? List.of() : Range.of(part.attributes());
    return ranges.stream()
        .filter(range -> range.follows(last))
        .findFirst()
        .orElseThrow(
            () ->
                Failures.failed(
                    "%s stopped in the middle of the values of %s of %s"
                        .formatted(name, last.name(), Failures.clip(dn)),
                    "start a new run: the object was changed or deleted while it was read; nothing"
                        + " was compared",
                    null));
  }

  @Override
  public void close() {
    ldap.close();
  }
}
