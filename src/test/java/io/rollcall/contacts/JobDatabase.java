package io.rollcall.contacts;

import io.rollcall.testing.SharedHome;
import io.rollcall.testing.TestHome;
import java.util.Base64;

/** The two databases that jobs run on. Each has one home that all job tests of a process share. */
enum JobDatabase {
  EMBEDDED,
  MYSQL;

  private final SharedHome shared =
      new SharedHome("contacts", name().equals("MYSQL"))
          .with("rollcall.contacts.key", Base64.getEncoder().encodeToString(new byte[32]));

  TestHome home() {
    return shared.get();
  }
}
