package io.rollcall.exchange;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableList;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every settings group, and every part of a group that has a state of its own. The key is the
 * persistent name, in the tables and in an export; it is unique within a kind.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.copyOf is immutable, which the checker cannot see
public enum Section {
  MAILBOX_GENERAL(ObjectKind.MAILBOX, "general", Settings.MAILBOX_GENERAL),
  MAILBOX_EMAIL_ADDRESSES(ObjectKind.MAILBOX, "email-addresses", Shape.ADDRESSES),
  MAILBOX_EMAIL_ADDRESS_POLICY(
      ObjectKind.MAILBOX, "email-address-policy", Settings.EMAIL_ADDRESS_POLICY),
  MAILBOX_MAIL_FLOW(ObjectKind.MAILBOX, "mail-flow", Settings.MAILBOX_MAIL_FLOW),
  MAILBOX_QUOTA(ObjectKind.MAILBOX, "advanced.quota", Settings.QUOTA),
  MAILBOX_PROTOCOLS(ObjectKind.MAILBOX, "advanced.protocols", Settings.PROTOCOLS),
  MAILBOX_BOOKING(ObjectKind.MAILBOX, "advanced.booking", Settings.BOOKING),
  MAILBOX_FULL_ACCESS(ObjectKind.MAILBOX, "permissions.full-access", Shape.GRANTS),
  MAILBOX_SEND_AS(ObjectKind.MAILBOX, "permissions.send-as", Shape.GRANTS),
  MAILBOX_SEND_ON_BEHALF(ObjectKind.MAILBOX, "permissions.send-on-behalf", Shape.GRANTS),
  MAILBOX_DATABASE(ObjectKind.MAILBOX, "database", Settings.DATABASE),
  MAILBOX_ARCHIVE(ObjectKind.MAILBOX, "archive", Settings.ARCHIVE),
  MAILBOX_UNIFIED_MESSAGING(ObjectKind.MAILBOX, "unified-messaging", Settings.UNIFIED_MESSAGING),
  MAILBOX_AUTOMATIC_REPLIES(ObjectKind.MAILBOX, "automatic-replies", Settings.AUTOMATIC_REPLIES),
  MAILBOX_RETENTION(ObjectKind.MAILBOX, "retention", Settings.RETENTION),

  LIST_GENERAL(ObjectKind.LIST, "general", Settings.LIST_GENERAL),
  LIST_EMAIL_ADDRESSES(ObjectKind.LIST, "email-addresses", Shape.ADDRESSES),
  LIST_MEMBERS(ObjectKind.LIST, "members", Shape.MEMBERS),
  LIST_DYNAMIC_RULE(ObjectKind.LIST, "dynamic-rule", Settings.DYNAMIC_RULE),
  LIST_ADVANCED(ObjectKind.LIST, "advanced", Settings.LIST_ADVANCED),
  LIST_SEND_AS(ObjectKind.LIST, "permissions.send-as", Shape.GRANTS),
  LIST_SEND_ON_BEHALF(ObjectKind.LIST, "permissions.send-on-behalf", Shape.GRANTS),

  CONTACT_GENERAL(ObjectKind.CONTACT, "general", Settings.CONTACT_GENERAL),
  CONTACT_EMAIL_ADDRESSES(ObjectKind.CONTACT, "email-addresses", Shape.ADDRESSES),
  CONTACT_MAIL_FLOW(ObjectKind.CONTACT, "mail-flow", Settings.CONTACT_MAIL_FLOW);

  /** How the content of a section is built. */
  public enum Shape {
    /** Named values. */
    SETTINGS,
    /** A list of addresses. */
    ADDRESSES,
    /** A list of references to the members. */
    MEMBERS,
    /** A list of references to those who hold one right. */
    GRANTS
  }

  private static final Map<ObjectKind, Map<String, Section>> BY_KEY = byKey();
  private static final Map<ObjectKind, List<Section>> BY_KIND =
      Arrays.stream(values())
          .collect(
              groupingBy(
                  section -> section.kind,
                  () -> new EnumMap<>(ObjectKind.class),
                  toUnmodifiableList()));

  private final ObjectKind kind;
  private final String key;
  private final Shape shape;
  private final List<Field> fields;

  Section(ObjectKind kind, String key, Shape shape) {
    this(kind, key, shape, List.of());
  }

  Section(ObjectKind kind, String key, List<Field> fields) {
    this(kind, key, Shape.SETTINGS, fields);
  }

  Section(ObjectKind kind, String key, Shape shape, List<Field> fields) {
    this.kind = kind;
    this.key = key;
    this.shape = shape;
    this.fields = List.copyOf(fields);
  }

  /** The section of that kind with that key, or null when the kind has none. */
  public static @Nullable Section of(ObjectKind kind, String key) {
    return BY_KEY.getOrDefault(kind, Map.of()).get(key);
  }

  /** All sections of a kind, in the order in which they are shown and stored. */
  public static List<Section> of(ObjectKind kind) {
    return BY_KIND.getOrDefault(kind, List.of());
  }

  public ObjectKind kind() {
    return kind;
  }

  public String key() {
    return key;
  }

  public Shape shape() {
    return shape;
  }

  /** The settings in canonical order; empty unless the shape is SETTINGS. */
  public List<Field> fields() {
    return fields;
  }

  private static Map<ObjectKind, Map<String, Section>> byKey() {
    Map<ObjectKind, Map<String, Section>> map = new EnumMap<>(ObjectKind.class);
    for (Section section : values()) {
      map.computeIfAbsent(section.kind, kind -> new HashMap<>()).put(section.key, section);
    }
    return map;
  }
}
