package io.rollcall.exchange.online;

import io.rollcall.entra.AppCredential;
import io.rollcall.entra.CloudAddress;
import io.rollcall.entra.Patience;
import java.net.URI;

/**
 * How one tenant is read.
 *
 * @param tenantId the tenant's GUID or one of its domains
 * @param exchange without a path, without a slash at its end: {@code https://outlook.office365.com}
 * @param login without the tenant: {@code https://login.microsoftonline.com}
 * @param concurrency requests for single objects that run side by side, 1 to 20
 * @param requestsPerSecond that are begun at most, on average over 10 seconds; 1 to 100
 */
public record OnlineSettings(
    String tenantId,
    AppCredential credential,
    URI exchange,
    URI login,
    int concurrency,
    int requestsPerSecond,
    Patience patience) {

  private static final int MOST_CONCURRENT = 20;
  private static final int MOST_PER_SECOND = 100;

  /**
   * @throws IllegalArgumentException for a figure out of range, or an address that would show the
   *     token
   */
  public OnlineSettings {
    exchange = CloudAddress.checked(exchange);
    login = CloudAddress.checked(login);
    requirePace(concurrency, requestsPerSecond);
  }

  /**
   * @throws IllegalArgumentException for a figure out of range
   */
  public static void requirePace(int concurrency, int requestsPerSecond) {
    if (concurrency < 1 || concurrency > MOST_CONCURRENT) {
      throw new IllegalArgumentException("concurrency must be from 1 to " + MOST_CONCURRENT);
    }
    if (requestsPerSecond < 1 || requestsPerSecond > MOST_PER_SECOND) {
      throw new IllegalArgumentException(
          "requests-per-second must be from 1 to " + MOST_PER_SECOND);
    }
  }

  /** The right that is asked for at sign-in. */
  String scope() {
    return CloudAddress.origin(exchange) + "/.default";
  }

  /** Where all requests go. */
  String api() {
    return exchange + "/adminapi/beta/" + tenantId;
  }

  /**
   * Which of Microsoft's servers answers: the same for all requests of a tenant, or a page's link
   * is not known there.
   */
  String anchor() {
    return "APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@" + tenantId;
  }
}
