package io.rollcall.sandbox.graph;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact with what happened to it, and when: {@code touched} and {@code arrived} are numbers
 * that count changes. Properties are Graph's, by name, as they were given.
 */
final class SandboxContact {
  /** PidLidHasPicture ([MS-OXOCNTC] 2.2.1.8.1). */
  static final String HAS_PICTURE = "Boolean {00062004-0000-0000-C000-000000000046} Id 0x8015";

  final String immutableId;
  String mutableId;
  String folderId;
  final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  final Map<String, String> extended = new LinkedHashMap<>();
  byte @Nullable [] photo;
  Instant created;
  Instant modified;
  long touched;
  long arrived;

  /** It cannot be read any more, by nobody. */
  boolean corrupt;

  /** Its photo cannot be read any more, by nobody. */
  boolean photoCorrupt;

  /** No request deletes it. */
  boolean held;

  SandboxContact(String immutableId, String mutableId, String folderId, Instant now) {
    this.immutableId = immutableId;
    this.mutableId = mutableId;
    this.folderId = folderId;
    this.created = now;
    this.modified = now;
  }

  String id(boolean immutable) {
    return immutable ? immutableId : mutableId;
  }

  /** Another one after each change. */
  String changeKey() {
    return changeKey(touched);
  }

  String changeKey(long at) {
    return "EQAAABYAAA%08dAAB%s".formatted(at, immutableId.substring(immutableId.length() - 6));
  }

  void touch(long now, Instant at) {
    touched = now;
    modified = at;
  }

  void photo(byte @Nullable [] bytes) {
    photo = bytes;
    extended.put(HAS_PICTURE, Boolean.toString(bytes != null));
  }
}
