package io.rollcall.directorysync;

import io.rollcall.graph.DeltaItem;
import io.rollcall.graph.Fields;
import io.rollcall.graph.GraphGroup;
import io.rollcall.graph.GraphUser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a reading has put together of one object.
 *
 * @param present false: it is gone
 * @param whole the content is all that there is; else it is what has changed
 * @param content by Graph's names: a value, null for a cleared one; an absent one did not change
 * @param label for people: the user name, else the address, else the name, else the id
 */
record Observed(
    Kind kind,
    String id,
    boolean present,
    boolean whole,
    Map<String, @Nullable Object> content,
    String label) {

  /** Key of an object's reason in the content of one that is gone. */
  static final String REASON = "reason";

  static Observed user(DeltaItem<GraphUser> item, boolean whole) {
    return item instanceof DeltaItem.Present<GraphUser> present
        ? of(Kind.USER, item.id(), whole, present.object().fields(), field -> field.graphName())
        : gone(Kind.USER, item);
  }

  static Observed list(DeltaItem<GraphGroup> item, boolean whole) {
    return item instanceof DeltaItem.Present<GraphGroup> present
        ? of(Kind.LIST, item.id(), whole, present.object().fields(), field -> field.graphName())
        : gone(Kind.LIST, item);
  }

  static <F extends Enum<F>> Observed of(
      Kind kind, String id, boolean whole, Fields<F> fields, Function<F, String> name) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    fields.known().forEach(field -> content.put(name.apply(field), fields.value(field)));
    return new Observed(kind, id, true, whole, content, label(id, content));
  }

  private static Observed gone(Kind kind, DeltaItem<?> item) {
    boolean purged =
        item instanceof DeltaItem.Removed<?> removed && removed.reason() == DeltaItem.Reason.PURGED;
    Scope.Left why = purged ? Scope.Left.PURGED : Scope.Left.DELETED;
    return new Observed(kind, item.id(), false, true, Map.of(REASON, why.name()), item.id());
  }

  /** Together with what the same reading said of it before. */
  Observed after(Observed earlier) {
    if (!present || !earlier.present || (whole && !earlier.whole)) {
      return this; // whoever was gone and is back is told of as if new
    }
    Map<String, @Nullable Object> both = new LinkedHashMap<>(earlier.content);
    both.putAll(content);
    return new Observed(kind, id, true, whole || earlier.whole, both, label(id, both));
  }

  /** Together with what the panel holds of it. */
  Map<String, @Nullable Object> over(@Nullable Entry held) {
    if (whole || held == null) {
      return content;
    }
    Map<String, @Nullable Object> both = held.content();
    both.putAll(content);
    return both;
  }

  private static String label(String id, Map<String, @Nullable Object> content) {
    for (String field : new String[] {Kind.USER_PRINCIPAL_NAME, Kind.MAIL, "displayName"}) {
      if (content.get(field) instanceof String text && !text.isEmpty()) {
        return text;
      }
    }
    return id;
  }
}
