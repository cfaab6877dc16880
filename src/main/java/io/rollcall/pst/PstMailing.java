package io.rollcall.pst;

import org.jspecify.annotations.Nullable;

/**
 * Which address letters go to, with the number that programs know the choice by; <a
 * href="https://learn.microsoft.com/office/client-developer/outlook/mapi/pidlidpostaladdressid-canonical-property">PidLidPostalAddressId</a>.
 */
public enum PstMailing {
  /** To none. Programs take a contact that does not say it for one of these. */
  NONE(0, null),
  HOME(1, PstAddress.Kind.HOME),
  BUSINESS(2, PstAddress.Kind.BUSINESS),
  OTHER(3, PstAddress.Kind.OTHER);

  private final int number;
  private final PstAddress.@Nullable Kind kind;

  PstMailing(int number, PstAddress.@Nullable Kind kind) {
    this.number = number;
    this.kind = kind;
  }

  int number() {
    return number;
  }

  /** Null for none. */
  PstAddress.@Nullable Kind kind() {
    return kind;
  }
}
