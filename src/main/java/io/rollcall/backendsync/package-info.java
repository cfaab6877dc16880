/**
 * Sync Data from backend: from an Exchange organization into the panel's tables, inserts only. What
 * it finds unchanged it does not write, so a rerun adds nothing.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "plan",
      "report",
      "syncreport",
      "entra",
      "exchange",
      "exchange :: online",
      "activedirectory"
    })
package io.rollcall.backendsync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
