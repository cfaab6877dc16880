/**
 * The commands: from arguments to one table or one JSON document on stdout, with progress,
 * questions and errors on stderr. Beans are looked up by the commands; nothing here is a component.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "definitions",
      "plan",
      "report",
      "operations",
      "serve",
      "backendsync",
      "directorysync",
      "contacts",
      "contacts :: deletion",
      "contacts :: export",
      "contacts :: restore",
      "contacts :: retention",
      "contacts :: store",
      "exchange",
      "graph",
      "sandbox",
      "sandbox :: graph"
    })
package io.rollcall.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
