package io.rollcall.pst;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is known of a contact; null and empty values count as not known. */
public final class PstContactBuilder {
  private final Map<PstText, String> texts = new EnumMap<>(PstText.class);
  private final List<PstEmail> emails = new ArrayList<>();
  private final Map<PstAddress.Kind, PstAddress> addresses = new EnumMap<>(PstAddress.Kind.class);
  private final List<String> categories = new ArrayList<>();
  private final List<String> children = new ArrayList<>();
  private final Map<String, String> named = new LinkedHashMap<>();
  private @Nullable PstMailing mailing;
  private @Nullable LocalDate birthday;
  private @Nullable LocalDate anniversary;
  private @Nullable Instant anniversaryMoment;
  private @Nullable PstPhoto photo;
  private @Nullable Integer gender;
  private int sensitivity;
  private int fileAsOrder = -1;
  private @Nullable Instant created;
  private @Nullable Instant modified;

  PstContactBuilder() {}

  public PstContactBuilder text(PstText text, @Nullable String value) {
    if (value != null) {
      texts.put(text, value);
    }
    return this;
  }

  /** At most three. */
  public PstContactBuilder email(PstEmail email) {
    emails.add(email);
    return this;
  }

  public PstContactBuilder address(PstAddress.Kind kind, PstAddress address) {
    addresses.put(kind, address);
    return this;
  }

  /** Which address letters go to; without it nothing is written of that. */
  public PstContactBuilder mailing(@Nullable PstMailing choice) {
    mailing = choice;
    return this;
  }

  public PstContactBuilder categories(List<String> values) {
    categories.addAll(values);
    return this;
  }

  /** The names of the contact's children. */
  public PstContactBuilder children(List<String> values) {
    children.addAll(values);
    return this;
  }

  /** A text by a name of your own. */
  public PstContactBuilder named(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      named.put(name, value);
    }
    return this;
  }

  public PstContactBuilder birthday(@Nullable LocalDate date) {
    birthday = date;
    return this;
  }

  /** The wedding's. */
  public PstContactBuilder anniversary(@Nullable LocalDate date) {
    return anniversary(date, null);
  }

  /** The wedding's, with the moment that a program keeps of it. */
  public PstContactBuilder anniversary(@Nullable LocalDate date, @Nullable Instant moment) {
    anniversary = date;
    anniversaryMoment = moment;
    return this;
  }

  public PstContactBuilder photo(@Nullable PstPhoto value) {
    photo = value;
    return this;
  }

  /** 0 for unknown, 1 female, 2 male. */
  public PstContactBuilder gender(@Nullable Integer value) {
    gender = value;
    return this;
  }

  /** 0 normal, 1 personal, 2 private, 3 confidential. */
  public PstContactBuilder sensitivity(int value) {
    sensitivity = value;
    return this;
  }

  /** How the text by which the contact is sorted was made; -1 for a text of its own. */
  public PstContactBuilder fileAsOrder(int value) {
    fileAsOrder = value;
    return this;
  }

  public PstContactBuilder created(@Nullable Instant time) {
    created = time;
    return this;
  }

  public PstContactBuilder modified(@Nullable Instant time) {
    modified = time;
    return this;
  }

  /**
   * The contact.
   *
   * @throws IllegalArgumentException when it has more than three e-mail addresses
   */
  public PstContact build() {
    return new PstContact(
        texts,
        emails,
        addresses,
        mailing,
        categories,
        children,
        named,
        birthday,
        anniversary,
        anniversaryMoment,
        photo,
        gender,
        sensitivity,
        fileAsOrder,
        created,
        modified);
  }
}
