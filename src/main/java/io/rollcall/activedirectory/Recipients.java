package io.rollcall.activedirectory;

import io.rollcall.exchange.Reference;
import io.rollcall.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The organization's objects by what the directory calls them in references: distinguished names
 * and SIDs. Names are kept as hashes; a million of them have room in a small heap.
 */
final class Recipients {
  private static final String SELF = "S-1-5-10";

  private final Map<UUID, UUID> guids = new HashMap<>();
  private final UnaryOperator<String> nameOf;

  /**
   * @param nameOf what the holder of a SID is called that is none of the objects
   */
  Recipients(UnaryOperator<String> nameOf) {
    this.nameOf = nameOf;
  }

  void add(UUID guid, String dn, @Nullable String sid, @Nullable String masterAccountSid) {
    guids.put(key(Names.normalized(dn)), guid);
    if (sid != null) {
      guids.put(key(sid), guid);
    }
    // On shared and system mailboxes it is the object itself, on many of them at once.
    if (masterAccountSid != null && !masterAccountSid.equals(SELF)) {
      guids.putIfAbsent(key(masterAccountSid), guid);
    }
  }

  int size() {
    return guids.size();
  }

  private static UUID key(String name) {
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
    return new UUID(hash.getLong(), hash.getLong());
  }

  private @Nullable UUID find(String name) {
    return guids.get(key(name));
  }

  /** A member: what it cannot be resolved to stays its distinguished name, as in an export. */
  Reference member(String dn) {
    return new Reference(find(Names.normalized(dn)), null, dn);
  }

  /** Another object that a setting names; unresolved it is called as Exchange's cmdlets do. */
  Reference named(String dn) {
    return new Reference(find(Names.normalized(dn)), null, Names.canonical(dn));
  }

  List<Reference> named(List<String> dns) {
    return dns.stream().distinct().map(this::named).toList();
  }

  /** The holder of a right; one that is none of the objects is called as Exchange shows it. */
  Reference trustee(String sid) {
    UUID guid = find(sid);
    return new Reference(guid, null, guid == null ? nameOf.apply(sid) : sid);
  }
}
