package io.rollcall.graph;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The application permissions that the program asks for, each with broader ones that hold it (<a
 * href="https://learn.microsoft.com/graph/permissions-reference">permissions reference</a>). Only
 * {@link #CHANGE_CONTACTS} can write.
 */
public enum Permission {
  READ_USERS(
      "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"),
  READ_GROUP_MEMBERS(
      "GroupMember.Read.All",
      "GroupMember.ReadWrite.All",
      "Group.Read.All",
      "Group.ReadWrite.All",
      "Directory.Read.All",
      "Directory.ReadWrite.All"),
  READ_ORGANIZATION(
      "Organization.Read.All",
      "Organization.ReadWrite.All",
      "User.Read.All",
      "Directory.Read.All",
      "Directory.ReadWrite.All"),
  /** What backing up contacts needs; no run of a directory sync asks for it. */
  READ_CONTACTS("Contacts.Read", "Contacts.ReadWrite"),
  /** What restoring contacts needs; no run that only reads asks for it. */
  CHANGE_CONTACTS("Contacts.ReadWrite");

  private final String graphName;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> broader;

  Permission(String graphName, String... broader) {
    this.graphName = graphName;
    this.broader = Set.of(broader);
  }

  /** What reading a directory needs: read-only ones alone. */
  public static List<Permission> toRead() {
    return List.of(READ_USERS, READ_GROUP_MEMBERS, READ_ORGANIZATION);
  }

  /** What backing up contacts needs: read-only ones alone. */
  public static List<Permission> toBackUp() {
    return List.of(READ_USERS, READ_ORGANIZATION, READ_CONTACTS);
  }

  /** What reading a directory and backing up contacts needs: read-only ones alone. */
  public static List<Permission> toReadAll() {
    return List.of(READ_USERS, READ_GROUP_MEMBERS, READ_ORGANIZATION, READ_CONTACTS);
  }

  /** What reading a directory and restoring contacts needs. */
  public static List<Permission> toRestore() {
    return List.of(READ_USERS, READ_GROUP_MEMBERS, READ_ORGANIZATION, CHANGE_CONTACTS);
  }

  /** What a restore of contacts needs: the directory's groups are no matter of it. */
  public static List<Permission> toRestoreContacts() {
    return List.of(READ_USERS, READ_ORGANIZATION, CHANGE_CONTACTS);
  }

  /** As Graph and its portal write it. */
  public String graphName() {
    return graphName;
  }

  boolean isAmong(Collection<String> granted) {
    return granted.contains(graphName) || granted.stream().anyMatch(broader::contains);
  }

  /** Those that none of the granted ones covers. */
  static List<Permission> missing(List<Permission> needed, Collection<String> granted) {
    return needed.stream().filter(permission -> !permission.isAmong(granted)).toList();
  }

  /**
   * Makes sure that nothing is missing.
   *
   * @param missing those that are; empty when the token does not say what it permits
   * @throws RollcallException naming them
   */
  public static void requireNone(Optional<List<Permission>> missing, Organization organization) {
    if (missing.isPresent() && !missing.get().isEmpty()) {
      String names =
          missing.get().stream().map(Permission::graphName).collect(Collectors.joining(", "));
      throw new RollcallException(
          ExitCode.FAILED,
          "organization %s: the application lacks permissions: %s"
              .formatted(organization.key(), names),
          "run `scripts/rollcall consent %s` and give the address to an administrator of the tenant"
              .formatted(organization.key()));
    }
  }

  /** The one that a path needs. */
  static Permission neededFor(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (MailboxErrors.concerns(lower)) {
      return READ_CONTACTS;
    }
    if (lower.contains("/groups")) {
      return READ_GROUP_MEMBERS;
    }
    return lower.contains("/organization") ? READ_ORGANIZATION : READ_USERS;
  }
}
