package io.rollcall.graph;

/**
 * A user, as far as one answer speaks of it.
 *
 * @param id Graph's id; compared with upper and lower case
 */
public record GraphUser(String id, Fields<UserField> fields) {

  /** Together with what was known of the same user before. */
  public GraphUser over(GraphUser earlier) {
    return new GraphUser(id, fields.over(earlier.fields()));
  }
}
