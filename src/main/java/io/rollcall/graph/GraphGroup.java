package io.rollcall.graph;

import java.util.List;

/**
 * A group, as far as one answer speaks of it. A delta gives the members of a large group in slices,
 * each with the group around it: what comes is added to what came.
 *
 * @param id Graph's id; compared with upper and lower case
 * @param members direct ones that the answer names as present, some of them perhaps known already
 * @param formerMembers direct ones that the answer names as gone, some of them perhaps never known
 */
public record GraphGroup(
    String id,
    Fields<GroupField> fields,
    List<GraphMember> members,
    List<GraphMember> formerMembers) {

  /** The four kinds of groups that Graph knows; dynamic distribution lists are not among them. */
  public enum Kind {
    MICROSOFT365,
    DISTRIBUTION,
    MAIL_SECURITY,
    SECURITY
  }

  /** Which kind it is, when the answer is a whole one. */
  public Kind kind() {
    if (fields.list(GroupField.GROUP_TYPES).contains("Unified")) {
      return Kind.MICROSOFT365;
    }
    boolean security = Boolean.TRUE.equals(fields.flag(GroupField.SECURITY_ENABLED));
    if (Boolean.TRUE.equals(fields.flag(GroupField.MAIL_ENABLED))) {
      return security ? Kind.MAIL_SECURITY : Kind.DISTRIBUTION;
    }
    return Kind.SECURITY;
  }
}
