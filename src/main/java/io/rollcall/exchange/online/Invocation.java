package io.rollcall.exchange.online;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cmdlet to run.
 *
 * @param select the properties to ask for, in Exchange's spelling but for the case of the first
 *     letter; empty for all
 * @param unasked properties that are kept where they come unasked
 */
record Invocation(
    String cmdlet, Map<String, Object> parameters, List<String> select, List<String> unasked) {
  /** Exchange's spelling where it is more than a capital letter. */
  private static final Map<String, String> SPELLED =
      Map.of("owaEnabled", "OWAEnabled", "mapiEnabled", "MAPIEnabled");

  private static final JsonMapper JSON = new JsonMapper();

  /** Of all objects there are: the default ends silently after 1,000. */
  static Invocation ofAll(String cmdlet, List<String> select) {
    return new Invocation(cmdlet, Map.of("ResultSize", "Unlimited"), select, List.of());
  }

  /** Of the first objects. */
  static Invocation ofSome(String cmdlet, int number, List<String> select) {
    return new Invocation(cmdlet, Map.of("ResultSize", number), select, List.of());
  }

  /** Of one object. */
  static Invocation ofOne(String cmdlet, String identity, List<String> select) {
    return new Invocation(cmdlet, Map.of("Identity", identity), select, List.of());
  }

  /** Keeps more than is asked for. */
  Invocation keeping(String property) {
    return new Invocation(cmdlet, parameters, select, List.of(property));
  }

  /** Below the tenant's address. */
  String path() {
    return select.isEmpty()
        ? "/InvokeCommand"
        : "/InvokeCommand?$select="
            + String.join(",", select.stream().map(Invocation::spelled).toList());
  }

  /** The cmdlet without parameters must have an empty object of them, and no null. */
  Map<String, Object> body() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("CmdletName", cmdlet);
    input.put("Parameters", parameters);
    return Map.of("CmdletInput", input);
  }

  byte[] json() {
    return JSON.writeValueAsBytes(body());
  }

  /** What of a row is kept. */
  Set<String> wanted() {
    Set<String> wanted = new TreeSet<>();
    select.forEach(name -> wanted.add(name.toLowerCase(Locale.ROOT)));
    unasked.forEach(name -> wanted.add(name.toLowerCase(Locale.ROOT)));
    return wanted;
  }

  private static String spelled(String name) {
    String own = SPELLED.get(name);
    return own != null ? own : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
