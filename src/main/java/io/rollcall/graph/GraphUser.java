package io.rollcall.graph;

/**
 * A user, as far as one answer speaks of it.
 *
 * @param id Graph's id; compared with upper and lower case
 */
public record GraphUser(String id, Fields<UserField> fields) {

  /** Whether this is one of the user's addresses, in upper or lower case. */
  public boolean answersTo(String address) {
    ProxyAddresses proxies = ProxyAddresses.of(fields.list(UserField.PROXY_ADDRESSES));
    return address.equalsIgnoreCase(fields.text(UserField.USER_PRINCIPAL_NAME))
        || address.equalsIgnoreCase(fields.text(UserField.MAIL))
        || address.equalsIgnoreCase(proxies.primary())
        || proxies.aliases().stream().anyMatch(address::equalsIgnoreCase);
  }

  /** Together with what was known of the same user before. */
  public GraphUser over(GraphUser earlier) {
    return new GraphUser(id, fields.over(earlier.fields()));
  }
}
