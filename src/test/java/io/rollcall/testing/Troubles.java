package io.rollcall.testing;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a controller does that an in-memory server does not: parts of values, and failures. */
public final class Troubles extends InMemoryOperationInterceptor {
  private static final Pattern RANGE = Pattern.compile("([^;]+);range=(\\d+)-\\*");
  private static final String ASKED = "range";

  /** MaxValRange of Active Directory. */
  public volatile int mostValues = 1500;

  /** What searches fail with; null for nothing. */
  public volatile @Nullable LDAPException search;

  /** What sign-ins fail with; null for nothing. */
  public volatile @Nullable LDAPException signIn;

  /** A continuation reference in the answer of each search of a subtree; null for none. */
  public volatile @Nullable String reference;

  /** The search, counted from 1, at which the controller dies; 0 for none. */
  public volatile int diesAt;

  /** Told of each search, counted from 1, before it is answered; may hold it up. */
  public volatile IntConsumer onSearch = number -> {};

  private final AtomicInteger searches = new AtomicInteger();
  @Nullable InMemoryDirectoryServer server;

  public int searches() {
    return searches.get();
  }

  public void reset() {
    search = null;
    signIn = null;
    reference = null;
    diesAt = 0;
    onSearch = number -> {};
    mostValues = 1500;
    searches.set(0);
  }

  @Override
  public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
      throws LDAPException {
    fail(signIn);
  }

  @Override
  public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
    SearchRequest asked = request.getRequest().duplicate();
    int number = searches.incrementAndGet();
    onSearch.accept(number);
    boolean subtree = asked.getScope() == com.unboundid.ldap.sdk.SearchScope.SUB;
    if (number == diesAt) {
      server.closeAllConnections(false);
    }
    if (subtree) {
      fail(search);
      if (reference != null) {
        request.sendSearchReference(
            new SearchResultReference(
                new String[] {reference}, new com.unboundid.ldap.sdk.Control[0]));
      }
    }
    String[] names = asked.getAttributes();
    for (int i = 0; i < names.length; i++) {
      Matcher range = RANGE.matcher(names[i]);
      if (range.matches()) {
        request.setProperty(ASKED, names[i].toLowerCase(Locale.ROOT));
        names[i] = range.group(1);
      }
    }
    asked.setAttributes(names);
    request.setRequest(asked);
  }

  private static void fail(@Nullable LDAPException failure) throws LDAPException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void processSearchEntry(InMemoryInterceptedSearchEntry intercepted) {
    SearchResultEntry entry = intercepted.getSearchEntry();
    if (entry == null) {
      return;
    }
    Object asked = intercepted.getProperty(ASKED);
    Entry cut = new Entry(entry.getDN());
    for (Attribute attribute : entry.getAttributes()) {
      cut.addAttribute(part(attribute, asked == null ? 0 : from(attribute, asked.toString())));
    }
    intercepted.setSearchEntry(new SearchResultEntry(cut, entry.getControls()));
  }

  private static int from(Attribute attribute, String asked) {
    Matcher range = RANGE.matcher(asked);
    boolean meant = range.matches() && attribute.getName().equalsIgnoreCase(range.group(1));
    return meant ? Integer.parseInt(range.group(2)) : 0;
  }

  private Attribute part(Attribute attribute, int from) {
    byte[][] values = attribute.getValueByteArrays();
    if (from == 0 && values.length <= mostValues) {
      return attribute;
    }
    int to = Math.min(values.length, from + mostValues);
    String end = to == values.length ? "*" : String.valueOf(to - 1);
    return new Attribute(
        "%s;range=%d-%s".formatted(attribute.getName(), from, end),
        Arrays.copyOfRange(values, Math.min(from, to), to));
  }
}
