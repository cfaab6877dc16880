package io.rollcall.sandbox.graph;

/** What goes wrong with one request. */
public enum Fault {
  /** 429, Retry-After in whole seconds. */
  THROTTLED_WHOLE,
  /** 429, Retry-After with a fraction. */
  THROTTLED_FRACTION,
  /** 429, Retry-After as a date. */
  THROTTLED_DATE,
  /** 429 without Retry-After. */
  THROTTLED_SILENT,
  /** 429, Retry-After of two proxies at once. */
  THROTTLED_LIST,
  /** 429 in the words of Outlook, without innerError. */
  THROTTLED_OUTLOOK,
  /** 429 that asks for four hours. */
  THROTTLED_HOURS,
  /** 503 without a body. */
  BUSY_EMPTY,
  /** 503 with a page of HTML. */
  BUSY_HTML,
  /** 504 without a body. */
  GATEWAY_EMPTY,
  /** 504 with a page of HTML. */
  GATEWAY_HTML,
  /** 500 with an error in JSON. */
  SERVER_ERROR,
  /** The connection is closed in the middle of the body. */
  RESET_IN_BODY,
  /** 200 whose body ends in the middle without any sign of it. */
  CUT_BODY,
  /** 200 with a proxy's page of HTML. */
  HTML_INSTEAD,
  /** 401 for a token that is good. */
  TOKEN_REFUSED,
  /** 403, a permission is missing. */
  DENIED,
  /** 404 without a body. */
  NOT_FOUND_EMPTY,
  /** 404 with a proxy's page of HTML. */
  NOT_FOUND_HTML,
  /** 410 with the address for a new beginning. */
  GONE,
  /** 410 in the words of Outlook. */
  SYNC_STATE_NOT_FOUND,
  /** 400 that means: the link is too old. */
  RESYNC_REQUIRED,
  /** 501, a property cannot be tracked. */
  NOT_IMPLEMENTED,
  /** A delta page with a next link and a delta link. */
  TWO_LINKS,
  /** A page whose link is missing. */
  NO_LINK,
  /** A page whose link leads to another host. */
  FOREIGN_LINK,
  /** A page without even an empty list. */
  NO_LIST,
  /** 403 in the words of Outlook. */
  ACCESS_DENIED,
  /** 507, the mailbox is full. */
  QUOTA_EXCEEDED,
  /** 504 without a body, after all was done that was asked for. */
  GATEWAY_AFTERWARDS,
  /** 503 with a page of HTML, after all was done that was asked for. */
  BUSY_AFTERWARDS,
  /** The connection is closed in the middle of the answer, after all was done. */
  RESET_AFTERWARDS,
  /** Exchange: 403 whose body is zero bytes. */
  DENIED_ZERO_BYTES,
  /** Exchange: 400, the reason four levels deep. */
  NESTED_ERROR,
  /** Exchange: 400, the reason among the details, behind the name of a type. */
  DETAILS_ERROR,
  /** Exchange: 400 for a link to more rows. */
  EXPIRED_PAGE,
  /** Exchange: a page that warns of more rows, without a link to them. */
  MORE_WITHOUT_LINK,
  /** Exchange: a whole page with a warning. */
  WARNING;

  /** Whether it is made from a good answer. */
  public boolean changesAnAnswer() {
    return switch (this) {
      case RESET_IN_BODY,
          CUT_BODY,
          TWO_LINKS,
          NO_LINK,
          FOREIGN_LINK,
          NO_LIST,
          GATEWAY_AFTERWARDS,
          BUSY_AFTERWARDS,
          RESET_AFTERWARDS,
          MORE_WITHOUT_LINK,
          WARNING ->
          true;
      default -> false;
    };
  }
}
