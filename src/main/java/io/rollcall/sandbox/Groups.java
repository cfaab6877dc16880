package io.rollcall.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What the groups of several kinds have in common. */
final class Groups {
  private Groups() {}

  static JsonText read(JsonText json, String key) {
    return json.open(key).put("state", "READ").open("values");
  }

  static void end(JsonText json) {
    json.close().close();
  }

  static void list(JsonText json, String key, String name, List<String> references) {
    read(json, key).raw(name, references);
    end(json);
  }

  static void names(GeneratedObject o, JsonText json) {
    json.put("displayName", o.displayName())
        .put("alias", o.alias())
        .put("hiddenFromAddressListsEnabled", o.chance("hidden", 8));
  }

  static void person(GeneratedObject o, JsonText json) {
    String number = "+49 555 " + (1_000_000 + o.roll("phone", 9_000_000));
    json.put("firstName", o.firstName())
        .put("initials", o.firstName().charAt(0) + "" + o.lastName().charAt(0))
        .put("lastName", o.lastName())
        .put(
            "streetAddress",
            o.pick("street", Words.STREETS) + " Street " + (1 + o.roll("house", 180)))
        .put("city", o.pick("city", Words.CITIES))
        .put("stateOrProvince", "Northshire")
        .put("postalCode", Integer.toString(10_000 + o.roll("post", 89_999)))
        .put("countryOrRegion", "Germany")
        .put("title", o.pick("title", Words.TITLES))
        .put("company", o.world().organization())
        .put("department", o.pick("department", Words.DEPARTMENTS))
        .put("office", o.pick("city", Words.CITIES) + " " + o.roll("office", 400))
        .raw("manager", o.chance("managed", 70) ? o.reference("manager") : null)
        .put("phone", number)
        .put("fax", number + "9")
        .put("mobilePhone", "+49 555 " + (1_000_000 + o.roll("mobile", 9_000_000)))
        .put("webPage", "https://people." + o.world().domains().get(0) + "/" + o.alias())
        .put("notes", o.chance("notes", 20) ? "Joined in " + (2005 + o.roll("year", 20)) : null)
        .put("customAttribute1", o.world().organization());
    if (o.chance("disabled", 3)) {
      json.put("customAttribute2", "disabled");
    }
    json.put("customAttribute7", "cost centre " + o.roll("cost", 900));
  }

  /** As Exchange writes it; made once, because formatting them was half of the time. */
  private static final String[] SIZES =
      IntStream.range(0, 128)
          .mapToObj(gigabytes -> text("%d GB (%,d bytes)", gigabytes, (long) gigabytes << 30))
          .toArray(String[]::new);

  static String size(int gigabytes) {
    return gigabytes < SIZES.length
        ? SIZES[gigabytes]
        : text("%d GB (%,d bytes)", gigabytes, (long) gigabytes << 30);
  }

  /** The same on a machine of any culture. */
  static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
