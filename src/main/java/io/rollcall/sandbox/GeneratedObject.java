package io.rollcall.sandbox;

import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.RecipientType;
import io.rollcall.sandbox.ExportGenerator.Change;
import io.rollcall.sandbox.ExportGenerator.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who object i is: its type, names, addresses and GUIDs, and whom it refers to. */
final class GeneratedObject {
  private final World world;
  private final int index;

  GeneratedObject(World world, int index) {
    this.world = world;
    this.index = index;
  }

  World world() {
    return world;
  }

  Change change() {
    return world.change(index);
  }

  /** A figure from 0 on, below the bound, that belongs to this object and that aspect for ever. */
  int roll(String aspect, int bound) {
    return (int) Math.floorMod(mix(aspect.hashCode()), (long) bound);
  }

  boolean chance(String aspect, int percent) {
    return roll(aspect, 100) < percent;
  }

  String pick(String aspect, List<String> words) {
    return words.get(roll(aspect, words.size()));
  }

  /** The finalizer of SplitMix64, applied to all that the figure depends on. */
  private long mix(long aspect) {
    long z = world.seed() * 0x9E3779B97F4A7C15L + world.organization().hashCode();
    z = scramble(z + index * 0xD1B54A32D192ED03L);
    return scramble(z ^ (aspect * 0x9E3779B97F4A7C15L));
  }

  private static long scramble(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  RecipientType type() {
    int kind = roll("kind", 100);
    int type = roll("type", 100);
    if (kind < 88) {
      return type < 90
          ? RecipientType.USER
          : type < 95
              ? RecipientType.SHARED
              : type < 98
                  ? RecipientType.ROOM
                  : type < 99 ? RecipientType.EQUIPMENT : RecipientType.LINKED;
    }
    if (kind < 95) {
      return type < 50
          ? RecipientType.LIST_SIMPLE
          : type < 75
              ? RecipientType.LIST_SECURITY
              : type < 90 ? RecipientType.LIST_DYNAMIC : RecipientType.LIST_ROOM;
    }
    return RecipientType.CONTACT;
  }

  UUID guid() {
    return guid("guid");
  }

  /** Another generation of the object has other GUIDs. */
  UUID guid(String name) {
    String aspect = name + change().generation();
    long high = mix(aspect.hashCode());
    long low = mix((aspect + "low").hashCode());
    return new UUID((high & ~0xF000L) | 0x4000L, (low & ~(3L << 62)) | (2L << 62));
  }

  String firstName() {
    return pick("first", Words.FIRST);
  }

  String lastName() {
    return pick("last", Words.LAST);
  }

  String displayName() {
    String given = change().displayName();
    if (given != null) {
      return given;
    }
    String person = firstName() + " " + lastName();
    return switch (type()) {
      case USER, LINKED -> chance("decorated", 1) ? person + " 🌻 " + "נועה" : person;
      case SHARED -> pick("department", Words.DEPARTMENTS) + " desk " + index;
      case ROOM -> "Room " + pick("city", Words.CITIES) + " " + index;
      case EQUIPMENT -> "Projector " + index;
      case LIST_ROOM -> "Rooms in " + pick("city", Words.CITIES) + " " + index;
      case LIST_SIMPLE, LIST_SECURITY, LIST_DYNAMIC ->
          "All of " + pick("department", Words.DEPARTMENTS) + " " + index;
      case CONTACT -> person + " (partner)";
    };
  }

  String alias() {
    return (firstName() + "." + lastName() + "." + index).toLowerCase(Locale.ROOT);
  }

  /** The index in each local part makes it unique in the organization. */
  String address(int rename) {
    return alias() + (rename == 0 ? "" : ".r" + rename) + "@" + pick("domain", world.domains());
  }

  String primaryAddress() {
    return address(change().renames());
  }

  List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    addresses.add("SMTP:" + primaryAddress());
    for (int rename = change().renames() - 1; rename >= 0; rename--) {
      addresses.add("smtp:" + address(rename));
    }
    if (chance("second", 60)) {
      addresses.add("smtp:" + alias().charAt(0) + index + "@" + world.domains().get(0));
    }
    if (type().kind() == ObjectKind.MAILBOX) {
      addresses.add("SIP:" + primaryAddress());
      addresses.add("X500:" + legacyExchangeDn() + "-former");
    }
    return addresses;
  }

  String distinguishedName() {
    return "CN="
        + alias()
        + ",OU="
        + world.organization()
        + ",OU=Hosting,DC="
        + world.domains().get(0).replace(".", ",DC=");
  }

  String legacyExchangeDn() {
    return "/o=Hosting/ou=Exchange Administrative Group/cn=Recipients/cn="
        + guid("legacy").toString().replace("-", "")
        + "-"
        + alias();
  }

  /** Another object of the organization, as JSON; null when the one that was picked is gone. */
  @Nullable String reference(String aspect) {
    int other = roll(aspect, world.base());
    return other == index || world.change(other).deleted()
        ? null
        : "{\"guid\":\"" + new GeneratedObject(world, other).guid() + "\"}";
  }

  List<String> references(String aspect, int count) {
    List<String> references = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String reference = reference(aspect + i);
      if (reference != null && !references.contains(reference)) {
        references.add(reference);
      }
    }
    return references;
  }

  String line() {
    JsonText json = new JsonText();
    json.open().put("type", type().kind().key()).put("recipientType", recipientType());
    json.open("identity").put("guid", guid().toString());
    if (type().kind() == ObjectKind.MAILBOX) {
      json.put("exchangeGuid", guid("exchange").toString());
    }
    json.put("distinguishedName", distinguishedName()).put("legacyExchangeDn", legacyExchangeDn());
    if (type().kind() == ObjectKind.MAILBOX) {
      json.put("samAccountName", alias().substring(0, Math.min(20, alias().length())))
          .put("userPrincipalName", primaryAddress());
    }
    json.close().open("groups");
    switch (type().kind()) {
      case MAILBOX -> GeneratedMailbox.groups(this, json);
      case LIST -> GeneratedList.groups(this, json);
      case CONTACT -> GeneratedContact.groups(this, json);
    }
    return json.close().close().toString();
  }

  private String recipientType() {
    return switch (type()) {
      case USER -> "UserMailbox";
      case LINKED -> "LinkedMailbox";
      case SHARED -> "SharedMailbox";
      case ROOM -> "RoomMailbox";
      case EQUIPMENT -> "EquipmentMailbox";
      case LIST_SIMPLE -> "MailUniversalDistributionGroup";
      case LIST_SECURITY -> "MailUniversalSecurityGroup";
      case LIST_DYNAMIC -> "DynamicDistributionGroup";
      case LIST_ROOM -> "RoomList";
      case CONTACT -> "MailContact";
    };
  }
}
