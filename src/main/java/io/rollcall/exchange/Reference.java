package io.rollcall.exchange;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another object as a setting names it. Whether such an object exists is not known here.
 *
 * @param guid its backend GUID, when the source gave it
 * @param address its SMTP address without prefix, when the source gave it
 * @param raw what the backend wrote: a name, a distinguished name, a SID, an address or a GUID
 */
public record Reference(@Nullable UUID guid, @Nullable String address, String raw) {

  public boolean byGuid() {
    return guid != null;
  }
}
