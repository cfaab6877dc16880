package io.rollcall.sandbox.graph;

import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Gives links for positions, and takes them back only as they were given: whoever takes one apart,
 * decodes or shortens it, gets an error.
 */
final class Links {
  private static final int LONG_BYTES = 900;
  private static final int SHORT_BYTES = 24;

  private final String base;
  private final Set<Trait> traits;
  private final Random random;
  private final Map<String, Object> positions = new LinkedHashMap<>();
  private final Set<String> forgotten = new HashSet<>();
  private boolean oneOfMany;
  private long given;

  Links(String base, Set<Trait> traits, long seed) {
    this.base = base;
    this.traits = traits;
    this.random = new Random(seed);
  }

  /**
   * @param resource below the version, with its slash
   * @param word {@code skiptoken}, {@code skip} or {@code deltatoken}
   */
  synchronized String give(String resource, String word, Object position) {
    byte[] bytes = new byte[traits.contains(Trait.LONG_LINKS) ? LONG_BYTES : SHORT_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    String pathAndQuery =
        traits.contains(Trait.LINKS_CHANGE_SHAPE)
            ? shaped(resource, word, token)
            : resource + "?$" + word + "=" + token;
    positions.put(pathAndQuery, position);
    given++;
    return base + pathAndQuery;
  }

  /** The position that a request asks for; empty when this link was never given. */
  synchronized Optional<Object> take(String pathAndQuery) {
    return Optional.ofNullable(positions.get(pathAndQuery));
  }

  /** How many were given. */
  synchronized long given() {
    return given;
  }

  /** Forgets all that were given. */
  synchronized void forget() {
    forgotten.addAll(positions.keySet());
    positions.clear();
  }

  synchronized boolean wasForgotten(String pathAndQuery) {
    return oneOfMany || forgotten.contains(pathAndQuery);
  }

  /** The newest links that lead to positions of a kind, by path and query, the oldest first. */
  synchronized <T> Map<String, T> newest(Class<T> kind, int most) {
    Map<String, T> found = new LinkedHashMap<>();
    positions.forEach(
        (link, position) -> {
          if (kind.isInstance(position)) {
            found.put(link, kind.cast(position));
          }
        });
    int older = Math.max(0, found.size() - most);
    found.keySet().removeAll(found.keySet().stream().limit(older).toList());
    return found;
  }

  /**
   * Takes over from a process that gave these links. Others that it gave are not known any more:
   * from now on an unknown link counts as forgotten, not as wrong.
   */
  synchronized void continueFrom(Map<String, ?> earlier) {
    positions.putAll(earlier);
    oneOfMany = true;
  }

  private String shaped(String resource, String word, String token) {
    boolean delta = resource.endsWith("/delta");
    String qualified = delta ? resource.replace("/delta", "/microsoft.graph.delta()") : resource;
    return switch (random.nextInt(5)) {
      case 0 -> resource + "?$" + word + "=" + token;
      case 1 -> resource + "?%24" + word + "=" + token + "%2D%7E%2e~";
      case 2 -> resource + (delta ? "()" : "") + "?$" + word + "=" + token + "&shard=eu%2F1%20b";
      case 3 -> qualified + "?$select=id&$" + word.replace("token", "Token") + "=" + token;
      default -> resource + "?ctx=%7B%22p%22%3A1%7D&%24" + word + "=" + token + "..";
    };
  }
}
