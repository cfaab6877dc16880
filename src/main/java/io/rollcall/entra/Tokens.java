package io.rollcall.entra;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The application's tokens for one tenant, by the client credentials grant (<a
 * href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">the
 * flow</a>): there is no refresh token, so a new one is fetched before the old one ends. Safe for
 * several threads; one fetches, the others wait for it.
 */
public final class Tokens {
  /** A request sent with the last second of a token arrives too late. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final SignIn signIn;
  private final OkHttpClient http;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Usage usage;
  private final SignInErrors errors;
  private @Nullable AccessToken held;

  /**
   * @param random makes ids, and spreads attempts of runs that failed together
   */
  public Tokens(
      SignIn signIn,
      OkHttpClient http,
      Clock clock,
      Pause pause,
      RandomGenerator random,
      Usage usage) {
    this.signIn = signIn;
    this.http = http;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.usage = usage;
    this.errors = new SignInErrors(signIn.organization(), signIn.consent());
  }

  /**
   * A token that holds for some minutes more.
   *
   * @throws SignInException when the sign-in is refused, or does not answer and the old token ended
   */
  public synchronized AccessToken current() {
    AccessToken token = held;
    if (token == null || !clock.instant().isBefore(token.renewAt())) {
      token = renewed(token);
      held = token;
    }
    return token;
  }

  /** It was not accepted: the next request gets a new one, unless another thread was faster. */
  public synchronized void refuse(AccessToken token) {
    if (token.equals(held)) {
      held = null;
    }
  }

  private AccessToken renewed(@Nullable AccessToken old) {
    try {
      return fetch();
    } catch (SignInException e) {
      if (old != null && clock.instant().isBefore(old.expiresAt()) && e.status() != 401) {
        return old;
      }
      throw e;
    }
  }

  private AccessToken fetch() {
    Attempts attempts = new Attempts(signIn.patience(), clock, random);
    while (true) {
      Answer answer = Answer.to(request(), sent -> http.newCall(sent).execute());
      if (answer.successful()) {
        usage.signIn();
        return token(answer);
      }
      Optional<Duration> wait = attempts.next(answer, true);
      if (wait.isEmpty()) {
        throw errors.of(answer, attempts.made());
      }
      pause(wait.get());
    }
  }

  private void pause(Duration time) {
    try {
      pause.of(time);
      usage.waited(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw errors.interrupted();
    }
  }

  private AccessToken token(Answer answer) {
    JsonNode root = CloudError.LENIENT.readTree(answer.body());
    String value = root.path("access_token").asString("");
    long seconds = root.path("expires_in").asLong(0);
    if (value.isEmpty() || seconds <= 0) {
      throw errors.malformed();
    }
    Instant now = clock.instant();
    Duration lifetime = Duration.ofSeconds(seconds);
    Duration used = lifetime.minus(MARGIN);
    Duration half = lifetime.dividedBy(2);
    return new AccessToken(
        value, now.plus(used.compareTo(half) > 0 ? used : half), now.plus(lifetime));
  }

  private Request request() {
    String address = signIn.tokenAddress();
    FormBody.Builder form =
        new FormBody.Builder()
            .add("client_id", signIn.credential().clientId())
            .add("scope", signIn.scope())
            .add("grant_type", "client_credentials");
    if (signIn.credential() instanceof AppCredential.Secret secret) {
      form.add("client_secret", secret.secret());
    } else if (signIn.credential() instanceof AppCredential.Certificate certificate) {
      form.add("client_assertion_type", ClientAssertion.TYPE);
      form.add("client_assertion", assertion(certificate, address));
    }
    return new Request.Builder().url(address).post(form.build()).build();
  }

  private String assertion(AppCredential.Certificate certificate, String address) {
    try {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      return ClientAssertion.sign(certificate, address, id, clock.instant());
    } catch (GeneralSecurityException e) {
      throw errors.unusableKey(new IOException(e));
    }
  }
}
