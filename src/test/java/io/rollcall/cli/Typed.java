package io.rollcall.cli;

import io.rollcall.Rollcall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;

/** A command line typed in this process, and what came of it. */
record Typed(int code, String out, String err) {

  static Typed in(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session = session(out, err, List.of(args).contains("--json"));
    int code = CommandLineEntry.line(session).execute(args);
    return new Typed(
        code, out.toString(Charset.defaultCharset()), err.toString(Charset.defaultCharset()));
  }

  static Session session() {
    return session(new ByteArrayOutputStream(), new ByteArrayOutputStream(), false);
  }

  private static Session session(
      ByteArrayOutputStream out, ByteArrayOutputStream err, boolean json) {
    Charset charset = Charset.defaultCharset();
    return new Session(
        new PrintStream(out, true, charset),
        new PrintStream(err, true, charset),
        json,
        Rollcall.class,
        code -> {
          throw new AssertionError("ended with " + code);
        });
  }
}
