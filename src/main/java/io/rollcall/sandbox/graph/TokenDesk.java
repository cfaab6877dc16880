package io.rollcall.sandbox.graph;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sign-in: gives tokens to one application, and knows which of them still hold. */
public final class TokenDesk {
  /** The secret at first; it protects nothing. */
  public static final String SECRET = "sandbox-secret";

  /** A token that was given. */
  private record Held(Instant until, Set<String> permissions) {}

  private final String tenantId;
  private final String clientId;
  private final Clock clock;
  private final Map<String, Held> held = new HashMap<>();
  private final Set<String> usedAssertions = new HashSet<>();
  private String secret = SECRET;
  private @Nullable PublicKey certificate;
  private Duration lifetime = Duration.ofSeconds(3599);
  private List<String> permissions =
      List.of(
          "User.Read.All", "GroupMember.Read.All", "Organization.Read.All", "Contacts.ReadWrite");
  private boolean consented = true;
  private long given;

  /** For one tenant and application. */
  public TokenDesk(String tenantId, String clientId, Clock clock) {
    this.tenantId = tenantId;
    this.clientId = clientId;
    this.clock = clock;
  }

  /** The application's secret. */
  public synchronized String secret() {
    return secret;
  }

  /** From now on this certificate's key is accepted as well. */
  public synchronized void certificate(PublicKey key) {
    this.certificate = key;
  }

  /** How long new tokens hold; 3,599 seconds at first. */
  public synchronized void lifetime(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** What new tokens grant. */
  public synchronized void permissions(List<String> names) {
    this.permissions = List.copyOf(names);
  }

  /** Whether an administrator of the tenant has consented. */
  public synchronized void consented(boolean yes) {
    this.consented = yes;
  }

  /** Takes all tokens back, as after a changed password or policy. */
  public synchronized void revoke() {
    held.clear();
  }

  /** Tokens given so far. */
  public synchronized long given() {
    return given;
  }

  /** Whether a header Authorization holds a token that was given and still holds. */
  public synchronized boolean accepts(@Nullable String authorization) {
    Held token = held(authorization);
    return token != null && clock.instant().isBefore(token.until());
  }

  /** Whether a token that was accepted grants one of these. */
  public synchronized boolean grants(@Nullable String authorization, String... anyOf) {
    Held token = held(authorization);
    return token != null && List.of(anyOf).stream().anyMatch(token.permissions()::contains);
  }

  private @Nullable Held held(@Nullable String authorization) {
    return authorization == null || !authorization.startsWith("Bearer ")
        ? null
        : held.get(authorization.substring("Bearer ".length()));
  }

  /**
   * Answers a sign-in.
   *
   * @param address of the server, which a certificate's statement must name
   */
  public synchronized Reply answer(String path, String form, String address) {
    Map<String, String> fields = decoded(form);
    if (!path.equals("/login/" + tenantId + "/oauth2/v2.0/token")) {
      return refused("invalid_request", "AADSTS90002: Tenant not found.");
    }
    if (!clientId.equals(fields.get("client_id"))
        || !"client_credentials".equals(fields.get("grant_type"))) {
      return refused(
          "unauthorized_client", "AADSTS700016: Application not found in the directory.");
    }
    if (!fields.getOrDefault("scope", "").endsWith("/.default")) {
      return refused("invalid_scope", "AADSTS1002012: The scope is not valid.");
    }
    if (!consented) {
      return refused("invalid_grant", "AADSTS65001: The administrator has not consented.");
    }
    if (fields.containsKey("client_assertion")) {
      if (!verified(fields.get("client_assertion"), address + path)) {
        return refused("invalid_client", "AADSTS700027: The certificate is not registered.");
      }
    } else if (!secret.equals(fields.get("client_secret"))) {
      return refused("invalid_client", "AADSTS7000215: Invalid client secret provided.");
    }
    return newToken();
  }

  private static Reply refused(String error, String description) {
    return Reply.json(
        error.equals("invalid_client") ? 401 : 400,
        Map.of(
            "error",
            error,
            "error_description",
            description + "\r\nTrace ID: 00000000-0000-4000-8000-000000000001"));
  }

  private Reply reply(String token) {
    return Reply.json(
        200,
        Map.<String, Object>of(
            "token_type",
            "Bearer",
            "expires_in",
            lifetime.toSeconds(),
            "ext_expires_in",
            lifetime.toSeconds(),
            "access_token",
            token));
  }

  private Reply newToken() {
    given++;
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("appid", clientId);
    claims.put("tid", tenantId);
    claims.put("roles", permissions);
    claims.put("uti", given);
    String token =
        encoded("{\"alg\":\"none\"}")
            + "."
            + encoded(Reply.JSON.writeValueAsString(claims))
            + ".sandbox";
    held.put(token, new Held(clock.instant().plus(lifetime), Set.copyOf(permissions)));
    return reply(token);
  }

  private boolean verified(@Nullable String assertion, String audience) {
    if (certificate == null || assertion == null) {
      return false;
    }
    String[] parts = assertion.split("\\.", -1);
    try {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      signature.initVerify(certificate);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
        return false;
      }
    } catch (GeneralSecurityException e) {
      return false;
    }
    JsonNode header = Reply.JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
    JsonNode claims = Reply.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    long now = clock.instant().getEpochSecond();
    return header.path("alg").asString("").equals("PS256")
        && !header.path("x5t#S256").asString("").isEmpty()
        && claims.path("aud").asString("").equals(audience)
        && claims.path("iss").asString("").equals(clientId)
        && claims.path("sub").asString("").equals(clientId)
        && claims.path("nbf").asLong(0) <= now
        && claims.path("exp").asLong(0) > now
        && usedAssertions.add(claims.path("jti").asString(""));
  }

  static Map<String, String> decoded(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : form.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
