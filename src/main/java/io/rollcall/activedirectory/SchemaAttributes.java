package io.rollcall.activedirectory;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a directory's schema has. What it does not have is not empty there: it cannot
 * be given.
 */
final class SchemaAttributes implements Predicate<String> {
  private static final Pattern NAME = Pattern.compile("NAME\\s+(?:\\(\\s*)?'([^']+)'");

  private final Set<String> names = new HashSet<>();

  private SchemaAttributes() {}

  /**
   * Reads them from the subschema entry that the root entry names. A directory that shows none is
   * taken to have all.
   */
  static SchemaAttributes of(Connection connection, @Nullable String subschema) {
    SchemaAttributes known = new SchemaAttributes();
    Entry entry = subschema == null ? null : connection.entry(subschema, "attributeTypes");
    if (entry != null) {
      for (String type : connection.whole(entry).texts("attributeTypes")) {
        Matcher name = NAME.matcher(type);
        if (name.find()) {
          known.names.add(name.group(1).toLowerCase(Locale.ROOT));
        }
      }
    }
    return known;
  }

  /** Whether it is the schema of a directory that Exchange was prepared for. */
  boolean hasExchange() {
    return test(RecipientTypes.ATTRIBUTE);
  }

  @Override
  public boolean test(String attribute) {
    return names.isEmpty() || names.contains(attribute.toLowerCase(Locale.ROOT));
  }
}
