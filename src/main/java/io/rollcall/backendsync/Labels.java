package io.rollcall.backendsync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of objects for a report, a few thousand of them remembered. */
final class Labels {
  private static final int REMEMBERED = 5000;

  private final Panel panel;
  private final Map<Long, String> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  Labels(Panel panel) {
    this.panel = panel;
  }

  String of(long object) {
    String known = recent.get(object);
    if (known == null) {
      known = panel.labels(List.of(object)).getOrDefault(object, "object " + object);
      recent.put(object, known);
    }
    return known;
  }
}
