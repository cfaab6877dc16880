package io.rollcall.directorysync;

import io.rollcall.testing.SharedHome;
import io.rollcall.testing.TestHome;

/** The two databases that jobs run on. Each has one home that all job tests of a process share. */
enum JobDatabase {
  EMBEDDED,
  MYSQL;

  private final SharedHome shared = new SharedHome("directory", name().equals("MYSQL"));

  TestHome home() {
    return shared.get();
  }
}
