package io.rollcall.entra;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import okhttp3.Request;

/**
 * Sends requests to one tenant: each attempt is paid from the budget and gets the token of its own
 * time, each answer is read whole, and one that passes by itself is asked for again. Safe for
 * several threads.
 */
public final class PatientCalls {
  private final Tokens tokens;
  private final UnitBudget budget;
  private final Patience patience;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Usage usage;

  /**
   * @param random spreads attempts of runs that failed together
   */
  public PatientCalls(
      Tokens tokens,
      UnitBudget budget,
      Patience patience,
      Clock clock,
      Pause pause,
      RandomGenerator random,
      Usage usage) {
    this.tokens = tokens;
    this.budget = budget;
    this.patience = patience;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.usage = usage;
  }

  /**
   * The last answer, good or bad.
   *
   * @param attempts how often it was sent, at least 1
   * @param waited between the attempts, all together
   */
  public record Outcome(Answer answer, int attempts, Duration waited) {}

  /**
   * What a request costs, in units of the budget.
   *
   * @param assumed before it is sent, at least 1
   * @param actual as its answer says
   */
  public record Price(int assumed, ToIntFunction<Answer> actual) {

    /** The same whatever the answer says. */
    public static Price of(int units) {
      return new Price(units, answer -> units);
    }
  }

  /**
   * Sends it until there is nothing more to hope for.
   *
   * @param signed makes the request with the token of an attempt; see {@link AccessToken#sign}
   * @param repeatable sending it twice does nothing that sending it once does not
   * @throws SignInException when there is no token to send it with
   * @throws InterruptedException when waiting was ended from outside
   */
  public Outcome send(
      Function<AccessToken, Request> signed,
      Answer.Sending sending,
      Price price,
      boolean repeatable)
      throws InterruptedException {
    Attempts attempts = new Attempts(patience, clock, random);
    boolean freshToken = false;
    while (true) {
      AccessToken token = tokens.current();
      Answer answer = pay(signed.apply(token), sending, price);
      if (answer.status() == 401 && !freshToken) {
        freshToken = true;
        tokens.refuse(token);
        usage.repeated();
        continue;
      }
      Optional<Duration> wait =
          answer.successful() ? Optional.empty() : attempts.next(answer, repeatable);
      if (wait.isEmpty()) {
        return new Outcome(answer, Math.max(1, attempts.made()), attempts.waited());
      }
      if (answer.status() == 429) {
        budget.hold(wait.get());
      }
      pause(wait.get());
      usage.repeated();
    }
  }

  private Answer pay(Request request, Answer.Sending sending, Price price)
      throws InterruptedException {
    int assumed = price.assumed();
    for (Duration wait = budget.take(assumed); !wait.isZero(); wait = budget.take(assumed)) {
      pause(wait);
    }
    Answer answer = Answer.to(request, sending);
    int actual = price.actual().applyAsInt(answer);
    budget.correct(assumed, actual);
    usage.request(actual);
    return answer;
  }

  private void pause(Duration time) throws InterruptedException {
    pause.of(time);
    usage.waited(time);
  }
}
