package io.rollcall.sandbox.graph;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The kinds of objects in a directory. */
public enum Kind {
  USER(
      Set.of("proxyAddresses", "otherMails", "assignedLicenses", "businessPhones"),
      List.of(
          "businessPhones",
          "displayName",
          "givenName",
          "jobTitle",
          "mail",
          "mobilePhone",
          "officeLocation",
          "preferredLanguage",
          "surname",
          "userPrincipalName")),
  GROUP(
      Set.of("proxyAddresses", "groupTypes"),
      List.of(
          "description",
          "displayName",
          "groupTypes",
          "mail",
          "mailEnabled",
          "mailNickname",
          "onPremisesSyncEnabled",
          "proxyAddresses",
          "securityEnabled",
          "visibility",
          "members"));

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  final Set<String> lists;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  final List<String> byDefault;

  Kind(Set<String> lists, List<String> byDefault) {
    this.lists = lists;
    this.byDefault = byDefault;
  }

  /** The name of the collection: {@code users}. */
  String collection() {
    return name().toLowerCase(Locale.ROOT) + "s";
  }

  /** For {@code @odata.type}. */
  String odataType() {
    return "#microsoft.graph." + name().toLowerCase(Locale.ROOT);
  }
}
