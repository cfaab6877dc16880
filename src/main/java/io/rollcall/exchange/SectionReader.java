package io.rollcall.exchange;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code {"state":...,"reason":...,"values":{...}}} of one section. A value of a wrong form
 * makes this one section FAILED; only addresses, by which objects are matched, refuse the record.
 */
final class SectionReader {
  /** The key of the settings that the source cannot give. */
  static final String NOT_AVAILABLE = "notAvailable";

  private static final int MAX_REASON_CHARS = 1_000;

  private final JsonParser parser;
  private final Section section;
  private final List<String> notices;
  private @Nullable Object[] values = new Object[0];
  private @Nullable String wrong;
  private @Nullable Object content;
  private Set<String> notAvailable = Set.of();
  private boolean valuesGiven;
  private boolean contentGiven;

  private SectionReader(JsonParser parser, Section section, List<String> notices) {
    this.parser = parser;
    this.section = section;
    this.notices = notices;
  }

  /** The parser stands on the value of the group's key and afterwards at its end. */
  static Reading read(JsonParser parser, Section section, List<String> notices) throws Refusal {
    Reading reading = new SectionReader(parser, section, notices).read();
    if (reading.state() == GroupState.FAILED) {
      notices.add("\"%s\" could not be read: %s".formatted(section.key(), reading.reason()));
    }
    return reading;
  }

  private Reading read() throws Refusal {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      Object given = Json.read(parser);
      return failed("the group is " + (given == null ? "null" : "no object"));
    }
    Object state = null;
    Object reason = null;
    Set<String> names = new HashSet<>(4);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (!names.add(name)) {
        throw Refusal.duplicateKey(name);
      }
      parser.nextToken();
      switch (name) {
        case "state" -> state = Json.read(parser);
        case "reason" -> reason = Json.read(parser);
        case NOT_AVAILABLE -> notAvailable = readNotAvailable();
        case "values" -> readValues();
        default -> unknown(name);
      }
    }
    return reading(state, reason);
  }

  private Reading reading(@Nullable Object state, @Nullable Object reason) throws Refusal {
    if (!"READ".equals(state)) {
      return notRead(state, reason);
    }
    if (!valuesGiven) {
      return failed("its state is READ, but it has no values");
    }
    if (wrong != null) {
      return failed(wrong);
    }
    if (section.shape() == Section.Shape.SETTINGS) {
      Meaning.apply(section, values);
      return Reading.settings(section, new SettingsMap(section, values), notAvailable);
    }
    if (!contentGiven) {
      return failed("its values have no \"" + contentName() + "\"");
    }
    return listed();
  }

  private Reading listed() throws Refusal {
    if (section.shape() == Section.Shape.ADDRESSES) {
      return Reading.addresses(section, Addresses.read(section.kind(), content));
    }
    try {
      return Reading.references(
          section,
          section.shape() == Section.Shape.MEMBERS
              ? Grants.members(content)
              : Grants.read(section, content));
    } catch (WrongForm e) {
      return failed(contentName() + ": " + e.reason());
    }
  }

  private Reading notRead(@Nullable Object state, @Nullable Object reason) {
    String text =
        reason instanceof String given && !given.isBlank()
            ? Json.clip(given, MAX_REASON_CHARS)
            : null;
    if ("NOT_AVAILABLE".equals(state)) {
      return Reading.without(section, GroupState.NOT_AVAILABLE, text);
    }
    if ("NOT_SUPPORTED".equals(state)) {
      return Reading.without(section, GroupState.NOT_SUPPORTED, text);
    }
    if ("FAILED".equals(state)) {
      return failed(text == null ? "the export gives no reason" : text);
    }
    return failed("its state is " + (state == null ? "missing" : "\"" + Json.clip(state) + "\""));
  }

  private Reading failed(String reason) {
    return Reading.without(section, GroupState.FAILED, reason);
  }

  private void readValues() throws Refusal {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      Json.read(parser);
      return;
    }
    valuesGiven = true;
    if (section.shape() == Section.Shape.SETTINGS) {
      readSettings();
    } else {
      readContent();
    }
  }

  private void readSettings() throws Refusal {
    values = new Object[section.fields().size()];
    BitSet known = new BitSet(values.length);
    Set<String> others = new HashSet<>(0);
    int place = -1;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      place = SettingsMap.place(section, name, place + 1);
      if (place < 0 ? !others.add(name) : known.get(place)) {
        throw Refusal.duplicateKey(name);
      }
      parser.nextToken();
      if (place < 0) {
        unknown(name);
      } else {
        known.set(place);
        readSetting(place);
      }
    }
  }

  private void readSetting(int place) throws Refusal {
    Field field = section.fields().get(place);
    Object given = Json.read(parser);
    try {
      values[place] = Values.convert(field, given);
    } catch (WrongForm e) {
      wrong = wrong == null ? field.name() + ": " + e.reason() : wrong;
    }
  }

  private Set<String> readNotAvailable() throws Refusal {
    Set<String> names = new HashSet<>();
    for (Object name : Json.read(parser) instanceof List<?> list ? list : List.of()) {
      if (name instanceof String text && SettingsMap.place(section, text) >= 0) {
        names.add(text);
      } else {
        notices.add(
            "\"%s\" cannot give the property \"%s\", which this program does not know"
                .formatted(section.key(), Json.clip(String.valueOf(name))));
      }
    }
    return Set.copyOf(names);
  }

  private void readContent() throws Refusal {
    Set<String> names = new HashSet<>(2);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (!names.add(name)) {
        throw Refusal.duplicateKey(name);
      }
      parser.nextToken();
      if (name.equals(contentName())) {
        content = Json.read(parser);
        contentGiven = true;
      } else {
        unknown(name);
      }
    }
  }

  private void unknown(String name) throws Refusal {
    Json.read(parser);
    notices.add(
        "\"%s\" has the property \"%s\", which this program does not know"
            .formatted(section.key(), Json.clip(Json.checked(name))));
  }

  private String contentName() {
    return contentName(section.shape());
  }

  /** The one key of the values of a section that is no settings group. */
  static String contentName(Section.Shape shape) {
    return switch (shape) {
      case ADDRESSES -> "addresses";
      case MEMBERS -> "members";
      case GRANTS -> "trustees";
      case SETTINGS -> throw new IllegalArgumentException("settings have names of their own");
    };
  }
}
