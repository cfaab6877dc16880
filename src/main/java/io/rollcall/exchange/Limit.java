package io.rollcall.exchange;

/** Values that a size, number or duration can have beside a figure. Neither is ever null. */
public enum Limit {
  UNLIMITED,
  /** The mailbox has no value of its own and follows its database. */
  DATABASE_DEFAULT
}
