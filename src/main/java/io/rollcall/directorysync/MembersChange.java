package io.rollcall.directorysync;

import io.rollcall.plan.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's line does to members of a list. A large list has several such lines.
 *
 * @param label the list for people
 * @param newList the plan adds the list itself
 */
record MembersChange(String listId, String label, boolean newList, List<Member> members) {

  /**
   * One member.
   *
   * @param memberKind as the panel's table has it: {@code user}
   * @param kindBefore null for one that is added
   * @param label the member for people
   * @param returns the panel had it before, and it was removed
   */
  record Member(
      String id,
      Operation operation,
      String memberKind,
      @Nullable String kindBefore,
      String label,
      boolean returns) {}

  MembersChange {
    members = List.copyOf(members);
  }
}
