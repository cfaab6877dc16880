package io.rollcall.graph;

import org.jspecify.annotations.Nullable;

/**
 * A delta link is no longer known: it is too old, or the directory was moved. It is no failure:
 * begin again with {@link DeltaPosition#fresh()}, and take what such a read does not find as gone.
 */
public final class FullReadNeeded extends GraphException {
  private static final long serialVersionUID = 1L;

  FullReadNeeded(String message, GraphError error, @Nullable Throwable cause) {
    super(message, "the next read is a full one; nothing needs to be done", error, cause);
  }
}
