package io.rollcall.graph;

import com.microsoft.graph.models.AssignedLicense;
import com.microsoft.graph.models.User;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a user. All of it must be asked for: by itself Graph gives neither addresses nor
 * licences (<a href="https://learn.microsoft.com/graph/api/resources/user">user</a>).
 */
public enum UserField {
  USER_PRINCIPAL_NAME("userPrincipalName", User::getUserPrincipalName),
  DISPLAY_NAME("displayName", User::getDisplayName),
  GIVEN_NAME("givenName", User::getGivenName),
  SURNAME("surname", User::getSurname),
  /** The primary address as a rule; not always, and without one for who has no mailbox. */
  MAIL("mail", User::getMail),
  /** A list: see {@link ProxyAddresses}. */
  PROXY_ADDRESSES("proxyAddresses", User::getProxyAddresses),
  /** False for leavers, but also for shared mailboxes and rooms. */
  ACCOUNT_ENABLED("accountEnabled", User::getAccountEnabled),
  /** {@code Member} or {@code Guest}; without value on accounts older than 2014. */
  USER_TYPE("userType", User::getUserType),
  /** A list of the licences' ids (SKU). A licence does not prove a mailbox. */
  LICENSES("assignedLicenses", user -> licenses(user.getAssignedLicenses())),
  /** True: kept by a directory on the premises; false: it was; without value: never. */
  ON_PREMISES_SYNC("onPremisesSyncEnabled", User::getOnPremisesSyncEnabled),
  JOB_TITLE("jobTitle", User::getJobTitle),
  DEPARTMENT("department", User::getDepartment),
  OFFICE("officeLocation", User::getOfficeLocation),
  MOBILE_PHONE("mobilePhone", User::getMobilePhone),
  /** A list. */
  BUSINESS_PHONES("businessPhones", User::getBusinessPhones);

  private final String graphName;

  @SuppressWarnings("ImmutableEnumChecker") // getters hold nothing
  private final Function<User, @Nullable Object> reading;

  UserField(String graphName, Function<User, @Nullable Object> reading) {
    this.graphName = graphName;
    this.reading = reading;
  }

  /** As Graph writes it. */
  public String graphName() {
    return graphName;
  }

  @Nullable Object of(User user) {
    return reading.apply(user);
  }

  private static @Nullable List<String> licenses(@Nullable List<AssignedLicense> assigned) {
    if (assigned == null) {
      return null;
    }
    return assigned.stream()
        .map(AssignedLicense::getSkuId)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .toList();
  }
}
