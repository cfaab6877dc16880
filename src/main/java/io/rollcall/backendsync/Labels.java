package io.rollcall.backendsync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Names of objects and organizations for messages and reports, a few thousand of them remembered.
 */
final class Labels {
  private static final int REMEMBERED = 5000;

  private final Names names;
  private final LongFunction<@Nullable String> ofPlan;
  private final Map<Long, String> recent = new Recent();
  private final Map<Long, String> organizations = new Recent();

  private static final class Recent extends LinkedHashMap<Long, String> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
      return size() > REMEMBERED;
    }
  }

  Labels(Names names) {
    this(names, object -> null);
  }

  /**
   * @param ofPlan the name of an object that the panel does not have yet
   */
  Labels(Names names, LongFunction<@Nullable String> ofPlan) {
    this.names = names;
    this.ofPlan = ofPlan;
  }

  /** The object's name, else {@code object 12}. */
  String of(long object) {
    String name = name(object);
    return name.isEmpty() ? "object " + object : name;
  }

  /** {@code jane@acme.example (object 12)}: where a person has to find it in the panel. */
  String numbered(long object) {
    String name = name(object);
    return name.isEmpty() ? "object " + object : name + " (object " + object + ")";
  }

  /** The organization's key. */
  String organization(long id) {
    String known = organizations.get(id);
    if (known == null) {
      known = names.organization(id);
      organizations.put(id, known);
    }
    return known;
  }

  private String name(long object) {
    String known = recent.get(object);
    if (known == null) {
      known = names.of(List.of(object)).get(object);
      if (known == null) {
        known = ofPlan.apply(object);
      }
      known = known == null ? "" : known;
      recent.put(object, known);
    }
    return known;
  }
}
