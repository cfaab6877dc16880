package io.rollcall.exchange;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings in field order on an array: a record has some 150 of them, and hash tables of that many
 * entries cost more than reading the text they came from.
 */
final class SettingsMap extends AbstractMap<String, Object> {

  /** Where a section keeps each of its settings. */
  private static final Map<Section, Map<String, Integer>> PLACES = places();

  private final Section section;
  private final @Nullable Object[] values;
  private final int size;

  /** Takes over the values, which stand in field order; null is an empty one. */
  SettingsMap(Section section, @Nullable Object[] values) {
    this.section = section;
    this.values = values;
    int present = 0;
    for (Object value : values) {
      present += value == null ? 0 : 1;
    }
    this.size = present;
  }

  /** The place of a setting, or -1 when the section has none of that name. */
  static int place(Section section, String name) {
    Integer place = PLACES.getOrDefault(section, Map.of()).get(name);
    return place == null ? -1 : place;
  }

  /**
   * The same for a reader that goes through a record: settings mostly stand in field order with
   * some left out, and a look at the next few names is cheaper than a hash table.
   */
  static int place(Section section, String name, int expected) {
    List<Field> fields = section.fields();
    int to = Math.min(fields.size(), expected + 4);
    for (int i = expected; i < to; i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return place(section, name);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int place = key instanceof String name ? place(section, name) : -1;
    return place < 0 ? null : values[place];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Entry<String, Object>> {
    private final List<Field> fields = section.fields();
    private int at;

    @Override
    public boolean hasNext() {
      while (at < values.length && values[at] == null) {
        at++;
      }
      return at < values.length;
    }

    @Override
    public Entry<String, Object> next() {
      Object value = hasNext() ? values[at] : null;
      if (value == null) {
        throw new NoSuchElementException();
      }
      return Map.entry(fields.get(at++).name(), value);
    }
  }

  private static Map<Section, Map<String, Integer>> places() {
    Map<Section, Map<String, Integer>> places = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      Map<String, Integer> names = new HashMap<>();
      for (Field field : section.fields()) {
        names.put(field.name(), names.size());
      }
      places.put(section, names);
    }
    return places;
  }
}
