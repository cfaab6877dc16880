package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Stopping;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM while a run goes on: it stops after its current chunk; a second Ctrl-C ends
 * the process at once.
 *
 * <p>A shutdown hook could not tell the two apart. {@code sun.misc.Signal} can, and is what the
 * module {@code jdk.unsupported} exists for; it is reached by reflection, because the compiler
 * warns of its name. Where it is missing, a signal ends the process as Java itself does, and {@code
 * recover} finds the run.
 */
final class Signals {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PrintStream err;
  private final IntConsumer halt;
  private volatile @Nullable Ending stopping;
  private volatile @Nullable ExitCode received;

  Signals(PrintStream err, IntConsumer halt) {
    this.err = err;
    this.halt = halt;
  }

  /** What a signal ends, after the current chunk of each run. */
  interface Ending {

    /** As {@link Stopping#stopOwn}. */
    boolean stop(ExitCode as, Duration patience) throws InterruptedException;
  }

  /** From now on signals stop this process's runs. */
  void watch(Stopping stopping) {
    watch(stopping::stopOwn);
  }

  /** From now on signals end this. */
  void watch(Ending stopping) {
    boolean first = this.stopping == null;
    this.stopping = stopping;
    if (first) {
      handle("INT", ExitCode.STOPPED);
      handle("TERM", ExitCode.TERMINATED);
      handle("HUP", ExitCode.TERMINATED);
    }
  }

  /** The exit code that a signal asked for; 0 when none came. */
  int exitCode() {
    ExitCode code = received;
    return code == null ? 0 : code.code();
  }

  private void handle(String name, ExitCode as) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> invoked(self, method, arguments, as));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      // an option such as -Xrs, or the system, keeps this signal for itself
    }
  }

  private @Nullable Object invoked(
      Object self, Method method, Object @Nullable [] arguments, ExitCode as) {
    if (method.getName().equals("handle")) {
      received(as);
      return null;
    }
    return switch (method.getName()) {
      case "equals" -> arguments != null && self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "stops runs";
    };
  }

  private synchronized void received(ExitCode as) {
    if (received != null) {
      err.println();
      err.println(
          "rollcall: ended at once; `scripts/rollcall recover` finds the run, and `scripts/rollcall"
              + " restart RUN` continues it");
      halt.accept(as.code());
      return;
    }
    received = as;
    err.println();
    err.println(
        "rollcall: stopping after the current chunk; press Ctrl-C again to abandon the wait");
    Thread waiting = new Thread(() -> stop(as), "stop");
    waiting.setDaemon(true);
    waiting.start();
  }

  private void stop(ExitCode as) {
    try {
      if (!Objects.requireNonNull(stopping).stop(as, PATIENCE)) {
        err.println(
            "rollcall: the run did not stop within "
                + PATIENCE.toMinutes()
                + " minutes; `scripts/rollcall recover` finds it");
        halt.accept(as.code());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
