package io.rollcall.exchange.online;

import io.rollcall.exchange.BackendObject;
import io.rollcall.exchange.Group;
import io.rollcall.exchange.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An object that lacks what only cmdlets of its own give.
 *
 * @param wanted what it lacks
 */
record Unfinished(BackendObject object, List<Wanted> wanted) {

  /**
   * A group that a cmdlet of the object's own gives.
   *
   * @param group from its rows
   */
  record Wanted(Section section, Invocation invocation, Function<List<Row>, Group> group) {}

  /** Asks for all that several objects lack. */
  static List<BackendObject> completed(List<Unfinished> objects, OnlineClient client) {
    Iterator<Result> results =
        client
            .each(
                objects.stream()
                    .flatMap(object -> object.wanted().stream())
                    .map(Wanted::invocation)
                    .toList())
            .iterator();
    List<BackendObject> completed = new ArrayList<>();
    for (Unfinished object : objects) {
      completed.add(object.with(results));
    }
    return completed;
  }

  private BackendObject with(Iterator<Result> results) {
    if (wanted.isEmpty()) {
      return object;
    }
    Map<Section, Group> groups = new EnumMap<>(object.groups());
    for (Wanted one : wanted) {
      groups.put(one.section(), group(one, results.next()));
    }
    return new BackendObject(object.kind(), object.recipientType(), object.identity(), groups);
  }

  private static Group group(Wanted wanted, Result result) {
    String failure = result.failure();
    return failure == null ? wanted.group().apply(result.rows()) : Group.failed(failure);
  }
}
