package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Stopping;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
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

  private final Consumer<String> notes;
  private final IntConsumer halt;
  private volatile @Nullable Stopping stopping;
  private volatile @Nullable Ending ending;
  private volatile @Nullable Runnable onFirst;
  private volatile @Nullable ExitCode received;
  private boolean handled;

  /**
   * @param notes where a person is told what happens
   * @param halt ends the process at once
   */
  Signals(Consumer<String> notes, IntConsumer halt) {
    this.notes = notes;
    this.halt = halt;
  }

  /** Ends what goes on, after the current chunk of each run; as {@link Stopping#stopOwn}. */
  @FunctionalInterface
  interface Ending {
    boolean stop(ExitCode as, Duration patience) throws InterruptedException;
  }

  /** From now on signals stop this process's runs. */
  void watch(Stopping stopping) {
    watch(stopping, stopping::stopOwn);
  }

  /** From now on signals end this, which stops this process's runs. */
  void watch(Stopping stopping, Ending ending) {
    this.stopping = stopping;
    this.ending = ending;
    listen();
  }

  /** From now on the first signal does this, and stops no run. */
  void onFirst(Runnable action) {
    this.onFirst = action;
    listen();
  }

  private void listen() {
    if (!handled) {
      handled = true;
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

  synchronized void received(ExitCode as) {
    Runnable action = onFirst;
    if (received != null) {
      notes.accept("");
      notes.accept(
          action != null || Objects.requireNonNull(stopping).own().isEmpty()
              ? "rollcall: ended at once"
              : "rollcall: ended at once, the chunk at work is rolled back; go on with "
                  + restart());
      halt.accept(as.code());
      return;
    }
    received = as;
    notes.accept("");
    if (action != null) {
      action.run();
      return;
    }
    notes.accept(
        Objects.requireNonNull(stopping).own().isEmpty()
            ? "rollcall: ending; a second Ctrl-C ends at once"
            : "rollcall: stopping after the current chunk; a second Ctrl-C ends at once and loses"
                + " that chunk alone, go on then with "
                + restart());
    Thread waiting = new Thread(() -> stop(as), "stop");
    waiting.setDaemon(true);
    waiting.start();
  }

  /** What continues the runs of this process. */
  private String restart() {
    List<Long> runs = Objects.requireNonNull(stopping).own();
    String number = runs.size() == 1 ? String.valueOf(runs.get(0)) : "RUN";
    return "scripts/rollcall restart " + number;
  }

  private void stop(ExitCode as) {
    try {
      if (!Objects.requireNonNull(ending).stop(as, PATIENCE)) {
        notes.accept(
            "rollcall: the run did not stop within %d minutes and was ended; go on with %s"
                .formatted(PATIENCE.toMinutes(), restart()));
        halt.accept(as.code());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
