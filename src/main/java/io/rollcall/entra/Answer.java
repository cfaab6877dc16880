package io.rollcall.entra;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * An answer, read to its end: what breaks off in the middle is known before anything of it is used.
 *
 * @param status the HTTP status; 0 when the connection broke
 * @param broken why there is no whole answer; null when there is one
 */
public record Answer(int status, Headers headers, byte[] body, @Nullable IOException broken) {
  /**
   * A page of 999 users is about 2 MB. What is larger than this is no answer of a directory, and
   * must not fill the memory.
   */
  static final long LARGEST = 64L << 20;

  private static final Set<String> MAY_BE_SILENT = Set.of("PUT", "PATCH", "DELETE");

  /** What carries a request to its server. */
  public interface Sending {
    /**
     * @throws IOException when the connection breaks
     */
    Response send(Request request) throws IOException;
  }

  /** Sends, and reads all of the answer. */
  public static Answer to(Request request, Sending sending) {
    try (Response response = sending.send(request)) {
      BufferedSource source = Objects.requireNonNull(response.body()).source();
      if (source.request(LARGEST + 1)) {
        throw new IOException("the answer is larger than " + (LARGEST >> 20) + " MB");
      }
      byte[] body = source.readByteArray();
      Answer answer = new Answer(response.code(), response.headers(), body, null);
      boolean nothingToSay = body.length == 0 && MAY_BE_SILENT.contains(request.method());
      if (answer.successful() && !nothingToSay && !WholeJson.is(body)) {
        return broken(new IOException("the answer is no JSON, or ends in its middle"));
      }
      return answer;
    } catch (IOException e) {
      return broken(e);
    }
  }

  private static Answer broken(IOException cause) {
    return new Answer(0, Headers.of(), new byte[0], cause);
  }

  /**
   * Whether the status is one of 200 to 299; the body is whole JSON then, or that of a change
   * empty.
   */
  public boolean successful() {
    return status >= 200 && status < 300;
  }
}
