package io.rollcall.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Contacts that were asked for by their ids.
 *
 * @param found by id
 * @param unreadable why, by id: those that are there and cannot be read. What is in neither is gone
 */
public record ContactsRead(
    Map<String, GraphContact> found, Map<String, GraphException> unreadable) {

  public ContactsRead {
    found = Collections.unmodifiableMap(new LinkedHashMap<>(found));
    unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
  }
}
