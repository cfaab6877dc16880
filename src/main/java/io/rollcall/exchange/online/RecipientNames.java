package io.rollcall.exchange.online;

import io.rollcall.exchange.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a name means. Exchange Online writes references as names, user names, addresses, GUIDs or
 * distinguished names; only the list of all recipients knows them. A name of two recipients means
 * neither.
 */
final class RecipientNames {
  static final List<String> PROPERTIES =
      List.of(
          "guid",
          "externalDirectoryObjectId",
          "exchangeGuid",
          "distinguishedName",
          "legacyExchangeDN",
          "identity",
          "name",
          "primarySmtpAddress",
          "windowsLiveID",
          "userPrincipalName",
          "samAccountName",
          "emailAddresses");

  private static final List<String> NAMES = PROPERTIES.subList(0, 10);
  private static final long SEVERAL = Long.MAX_VALUE;

  private final KeyIndex index = new KeyIndex();
  private final List<UUID> guids = new ArrayList<>();

  /** Learns the names of a recipient; one without a GUID has none. */
  void add(Row row) {
    if (row.guids().isEmpty()) {
      return;
    }
    UUID guid = row.guids().get(0);
    long known = index.get(guid.toString());
    long ordinal = known == KeyIndex.NONE || known == SEVERAL ? guids.size() : known;
    if (ordinal == guids.size()) {
      guids.add(guid);
    }
    for (String property : NAMES) {
      learn(row.text(property), ordinal);
    }
    String account = row.text("samAccountName");
    learn(account == null ? null : "\\" + account, ordinal);
    for (String address : row.texts("emailAddresses")) {
      if (address.regionMatches(true, 0, "smtp:", 0, 5)) {
        learn(address.substring(5), ordinal);
      }
    }
  }

  private void learn(@Nullable String name, long ordinal) {
    if (name != null) {
      long known = index.get(name);
      index.put(name, known == KeyIndex.NONE || known == ordinal ? ordinal : SEVERAL);
    }
  }

  /** The recipient's GUID; null when nobody, or more than one, has the name. */
  @Nullable UUID find(String name) {
    UUID guid = known(name);
    int account = name.lastIndexOf('\\');
    return guid == null && account >= 0 ? known(name.substring(account)) : guid;
  }

  private @Nullable UUID known(String name) {
    long ordinal = index.get(name);
    return ordinal == KeyIndex.NONE || ordinal == SEVERAL ? null : guids.get((int) ordinal);
  }

  /** What a name stands for; a name that nobody has stays as it is. */
  Reference reference(String name) {
    UUID guid = find(name);
    boolean address = guid == null && name.matches("[^\\s@=]+@[^\\s@=]+");
    return new Reference(guid, address ? name : null, name);
  }

  /** A member as its list's cmdlet names it. */
  Reference member(Row row) {
    UUID guid = row.guids().isEmpty() ? null : row.guids().get(0);
    for (String property : List.of("distinguishedName", "name", "identity", "primarySmtpAddress")) {
      String raw = row.text(property);
      if (raw != null) {
        return guid == null
            ? reference(raw)
            : new Reference(guid, row.text("primarySmtpAddress"), raw);
      }
    }
    return new Reference(guid, null, String.valueOf(guid));
  }
}
