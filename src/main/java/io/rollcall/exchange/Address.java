package io.rollcall.exchange;

import java.util.Locale;

/**
 * One entry of an object's e-mail addresses.
 *
 * @param prefix in lower case: {@code smtp}, {@code sip}, {@code x500}, {@code eum}, {@code spo}
 * @param value what follows the prefix, as given
 * @param primary the object's reply address; only an {@code smtp} address can be
 */
public record Address(String prefix, String value, boolean primary) {

  /** The identity of the address: Exchange tells no two addresses apart by case alone. */
  public String key() {
    return prefix + ":" + value.toLowerCase(Locale.ROOT).trim();
  }
}
