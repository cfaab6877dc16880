package io.rollcall.sandbox.graph;

/** What the real Graph does every day, and a naive stand-in does not. */
public enum Trait {
  /** Pages without entries that have a next link, several in a row. */
  EMPTY_PAGES,
  /** The same object on several pages, at first in an older state. */
  REPEATS,
  /** Removed objects in a first round, some of which never were there for the reader. */
  REMOVED_IN_FIRST_ROUND,
  /** Links of another form each time, with parameters of their own. */
  LINKS_CHANGE_SHAPE,
  /** Links longer than 1,000 characters. */
  LONG_LINKS,
  /** Properties, annotations and enum values that nobody has heard of. */
  UNKNOWN_PROPERTIES,
  /** A later round gives of an object only what was changed, and no property that never was set. */
  SPARSE_UPDATES,
  /** A filter is ignored without a word, as some parameters are. */
  FILTER_IGNORED,
  /** Control characters inside of text, which JSON forbids. */
  CONTROL_CHARACTERS,
  /** A contact's properties that only the server may say are refused; else they are passed over. */
  READ_ONLY_REFUSED
}
