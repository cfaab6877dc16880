package io.rollcall.entra;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import okhttp3.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A token, for one hour as a rule.
 *
 * @param renewAt from then on a new one is fetched, while this one still holds
 */
public record AccessToken(String value, Instant renewAt, Instant expiresAt) {

  /**
   * The permissions that it grants. Nobody promises that the text can be read; today it is a JWT
   * with the claim {@code roles}.
   *
   * @return empty when it cannot be read
   */
  public Optional<List<String>> permissions() {
    String[] parts = value.split("\\.", -1);
    if (parts.length < 2) {
      return Optional.empty();
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.US_ASCII));
      JsonNode root = CloudError.LENIENT.readTree(claims);
      List<String> roles = new ArrayList<>();
      root.path("roles").forEach(role -> roles.add(role.asString("")));
      return root.isObject() ? Optional.of(List.copyOf(roles)) : Optional.empty();
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** The same request with this token. */
  public Request sign(Request request) {
    return request.newBuilder().header("Authorization", "Bearer " + value).build();
  }

  @Override
  public String toString() {
    return "token until " + expiresAt;
  }
}
