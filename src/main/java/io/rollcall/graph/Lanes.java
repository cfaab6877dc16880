package io.rollcall.graph;

import io.rollcall.entra.PatientCalls;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Which limits a request is held to: the tenant's, or those of the mailbox that it is about. A
 * mailbox that is throttled holds up no other.
 */
final class Lanes {
  /**
   * Whom a batch is about.
   *
   * @param userId as in its paths, undecoded
   */
  record Mailbox(String userId) {}

  /**
   * @param calls pays and repeats
   * @param turns taken by each request, or part of a batch, while it is at work; empty: unlimited
   */
  record Lane(PatientCalls calls, List<Semaphore> turns) {

    /** Else it counts resource units. */
    boolean countsRequests() {
      return !turns.isEmpty();
    }

    /** Sends when it is its turn, which ends with the answer. */
    Response send(Interceptor.Chain chain, Request request, int parts) throws IOException {
      if (turns.isEmpty()) {
        return chain.proceed(request);
      }
      turns.forEach(turn -> turn.acquireUninterruptibly(parts));
      Runnable end = () -> turns.forEach(turn -> turn.release(parts));
      try {
        Response response = chain.proceed(request);
        ResponseBody body = Objects.requireNonNull(response.body());
        return response.newBuilder().body(new Turn(body, end)).build();
      } catch (IOException | RuntimeException e) {
        end.run();
        throw e;
      }
    }
  }

  private final Lane directory;
  private final Supplier<PatientCalls> calls;
  private final int atOncePerMailbox;
  private final Semaphore tenant;
  private final Map<String, Lane> mailboxes = new ConcurrentHashMap<>();

  /**
   * @param directory for all that is about no mailbox
   * @param calls makes those of one more mailbox
   */
  Lanes(PatientCalls directory, Supplier<PatientCalls> calls, MailboxLimits limits) {
    this.directory = new Lane(directory, List.of());
    this.calls = calls;
    this.atOncePerMailbox = limits.atOncePerMailbox();
    this.tenant = new Semaphore(limits.atOncePerTenant(), true);
  }

  Lane of(Request request) {
    String mailbox = mailbox(request);
    return mailbox == null
        ? directory
        : mailboxes.computeIfAbsent(
            mailbox,
            id -> new Lane(calls.get(), List.of(new Semaphore(atOncePerMailbox, true), tenant)));
  }

  private static @Nullable String mailbox(Request request) {
    Mailbox tagged = request.tag(Mailbox.class);
    if (tagged != null) {
      return tagged.userId();
    }
    List<String> path = request.url().encodedPathSegments();
    int users = path.indexOf("users");
    return users >= 0 && path.size() > users + 2 && path.get(users + 2).startsWith("contact")
        ? path.get(users + 1)
        : null;
  }

  /** A body at whose end the turn ends. */
  private static final class Turn extends ResponseBody {
    private final ResponseBody body;
    private final BufferedSource source;

    private Turn(ResponseBody body, Runnable end) {
      this.body = body;
      this.source =
          Okio.buffer(
              new ForwardingSource(body.source()) {
                private boolean ended;

                @Override
                public void close() throws IOException {
                  try {
                    super.close();
                  } finally {
                    if (!ended) {
                      ended = true;
                      end.run();
                    }
                  }
                }
              });
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }
}
