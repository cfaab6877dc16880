package io.rollcall.graph;

import io.rollcall.entra.CloudError;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A delta link is no longer known: it is too old, or the directory was moved. It is no failure:
 * begin again with {@link DeltaPosition#fresh()}, and take what such a read does not find as gone.
 */
public final class FullReadNeeded extends GraphException {
  private static final long serialVersionUID = 1L;
  private static final int GONE = 410;

  /** Spelled differently by different services: compared without case. */
  private static final Set<String> LOST_POSITION =
      Set.of(
          "resyncrequired",
          "syncstatenotfound",
          "syncstateinvalid",
          "resyncchangesapplydifferences",
          "resyncchangesuploaddifferences",
          "directory_expiredpagetoken",
          "directory_expireddeltatoken");

  FullReadNeeded(String message, CloudError error, @Nullable Throwable cause) {
    super(message, "the next read is a full one; nothing needs to be done", error, cause);
  }

  /** Whether a delta or page link was refused because it is no longer known. */
  static boolean isSaidBy(CloudError error) {
    String code = error.code();
    return error.status() == GONE
        || (code != null && LOST_POSITION.contains(code.toLowerCase(Locale.ROOT)));
  }
}
