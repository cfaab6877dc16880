package io.rollcall.contacts.store;

import io.rollcall.kernel.SecretRef;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the operator's key is kept.
 *
 * @param key {@code env:NAME} or {@code file:/path}; null when there is none yet
 */
@ConfigurationProperties("rollcall.contacts")
record KeySettings(@Nullable String key) {

  KeySettings {
    if (key != null && key.isBlank()) {
      key = null;
    }
    if (key != null) {
      SecretRef.parse(key);
    }
  }

  @Nullable SecretRef reference() {
    return key == null ? null : SecretRef.parse(key);
  }
}
