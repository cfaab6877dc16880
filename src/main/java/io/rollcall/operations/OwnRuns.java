package io.rollcall.operations;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The runs that this process sees to their end. What it says of itself is worth more than its being
 * alive: a run whose end could not be written down, since the database was away, is nobody's any
 * more although its process lives.
 */
@Component
class OwnRuns {
  private final Set<Long> ids = ConcurrentHashMap.newKeySet();

  /** Does all of a run, from before its row says that it runs until its end is written down. */
  <T> T during(long id, Supplier<T> work) {
    ids.add(id);
    try {
      return work.get();
    } finally {
      ids.remove(id);
    }
  }

  boolean contains(long id) {
    return ids.contains(id);
  }
}
