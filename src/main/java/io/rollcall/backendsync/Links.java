package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.LinkFact;
import io.rollcall.exchange.Reference;
import io.rollcall.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Members and grants: their keys, and what changed between the panel's and the backend's. */
final class Links {
  private static final int RAW_COLUMN = 2048;

  private Links() {}

  /** Where a link points: a known object, or the hash of what the backend wrote. */
  static String targetKey(Reference reference, @Nullable Long object) {
    if (object != null) {
      return "object:" + object;
    }
    byte[] hash = Sha256.of(normalised(reference).getBytes(StandardCharsets.UTF_8));
    return "raw:" + HexFormat.of().formatHex(hash, 0, 16);
  }

  /** The text that stands for an unresolved reference: trimmed, in lower case. */
  static String normalised(Reference reference) {
    return reference.raw().trim().toLowerCase(Locale.ROOT);
  }

  /**
   * The new versions that turn what the panel holds into what the backend says.
   *
   * @param current the newest versions by target key, gone ones included
   * @param resolved the object that a reference stands for, or null
   */
  static List<LinkFact> changes(
      @Nullable String permission,
      List<Reference> references,
      Map<String, LinkFact> current,
      Function<Reference, @Nullable Long> resolved) {
    Map<String, LinkFact> wanted = new LinkedHashMap<>();
    for (Reference reference : references) {
      Long object = resolved.apply(reference);
      String key = targetKey(reference, object);
      LinkFact newest = current.get(key);
      int version = newest == null ? 1 : newest.version() + 1;
      wanted.putIfAbsent(
          key,
          new LinkFact(
              permission, key, version, ObjectChange.PRESENT, object, cut(reference.raw())));
    }
    List<LinkFact> changes = new ArrayList<>();
    wanted.forEach(
        (key, fact) -> {
          LinkFact newest = current.get(key);
          if (newest == null || newest.state().equals(ObjectChange.GONE)) {
            changes.add(fact);
          }
        });
    current.values().stream()
        .filter(fact -> fact.state().equals(ObjectChange.PRESENT))
        .filter(fact -> !wanted.containsKey(fact.targetKey()))
        .map(
            fact ->
                new LinkFact(
                    permission,
                    fact.targetKey(),
                    fact.version() + 1,
                    ObjectChange.GONE,
                    fact.targetId(),
                    fact.targetRaw()))
        .forEach(changes::add);
    return changes;
  }

  private static String cut(String raw) {
    return raw.length() <= RAW_COLUMN ? raw : raw.substring(0, RAW_COLUMN);
  }
}
