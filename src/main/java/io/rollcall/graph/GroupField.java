package io.rollcall.graph;

import com.microsoft.graph.models.Group;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a group beside its members (<a
 * href="https://learn.microsoft.com/graph/api/resources/group">group</a>).
 */
public enum GroupField {
  DISPLAY_NAME("displayName", Group::getDisplayName),
  DESCRIPTION("description", Group::getDescription),
  MAIL("mail", Group::getMail),
  MAIL_NICKNAME("mailNickname", Group::getMailNickname),
  MAIL_ENABLED("mailEnabled", Group::getMailEnabled),
  SECURITY_ENABLED("securityEnabled", Group::getSecurityEnabled),
  /** A list; {@code Unified} marks a Microsoft 365 group, {@code DynamicMembership} a rule. */
  GROUP_TYPES("groupTypes", Group::getGroupTypes),
  /** A list: see {@link ProxyAddresses}. */
  PROXY_ADDRESSES("proxyAddresses", Group::getProxyAddresses),
  /** {@code Public}, {@code Private}, {@code HiddenMembership}, or without value. */
  VISIBILITY("visibility", Group::getVisibility),
  /** True: kept by a directory on the premises; false: it was; without value: never. */
  ON_PREMISES_SYNC("onPremisesSyncEnabled", Group::getOnPremisesSyncEnabled);

  private final String graphName;

  @SuppressWarnings("ImmutableEnumChecker") // getters hold nothing
  private final Function<Group, @Nullable Object> reading;

  GroupField(String graphName, Function<Group, @Nullable Object> reading) {
    this.graphName = graphName;
    this.reading = reading;
  }

  /** As Graph writes it. */
  public String graphName() {
    return graphName;
  }

  @Nullable Object of(Group group) {
    return reading.apply(group);
  }
}
