package io.rollcall.graph;

import io.rollcall.entra.Answer;
import io.rollcall.entra.PatientCalls.Outcome;
import io.rollcall.entra.PatientCalls.Price;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Stands between the SDK and the network in place of the SDK's own retry and sign-in: what the SDK
 * sees is a good answer. Anything else is a {@link GraphException}. The SDK's handler would wait
 * three minutes at most even when asked for more, give up on resets and on 500, and not see an
 * answer that breaks off.
 */
final class PatientRequests implements Interceptor {
  private static final MediaType JSON = MediaType.get("application/json");

  private final Lanes lanes;
  private final Explanations explanations;

  PatientRequests(Lanes lanes, Explanations explanations) {
    this.lanes = lanes;
    this.explanations = explanations;
  }

  @Override
  public Response intercept(Chain chain) {
    Request request = chain.request();
    String path = request.url().encodedPath();
    try {
      Lanes.Lane lane = lanes.of(request);
      Price price = price(request, lane);
      Outcome outcome =
          lane.calls()
              .send(
                  token -> token.sign(request),
                  signed -> lane.send(chain, signed, price.assumed()),
                  price,
                  isRepeatable(request));
      if (outcome.answer().successful()) {
        return response(request, outcome.answer());
      }
      throw explanations.of(
          request.method(), path, outcome.answer(), outcome.attempts(), outcome.waited());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw explanations.interrupted(path);
    }
  }

  /** A mailbox counts requests, each part of a batch as one. */
  private static Price price(Request request, Lanes.Lane lane) {
    RequestCost tagged = request.tag(RequestCost.class);
    if (lane.countsRequests()) {
      return Price.of(tagged == null ? 1 : tagged.units());
    }
    int assumed = (tagged == null ? RequestCost.of(request.url()) : tagged).units();
    return new Price(assumed, answer -> unitsOf(answer, assumed));
  }

  private static int unitsOf(Answer answer, int assumed) {
    String said = answer.headers().get("x-ms-resource-unit");
    try {
      return said == null ? assumed : Math.max(0, Integer.parseInt(said.strip()));
    } catch (NumberFormatException e) {
      return assumed;
    }
  }

  /** A batch holds only reads here; what makes something is alone in making it twice. */
  private static boolean isRepeatable(Request request) {
    return !request.method().equals("POST") || request.url().encodedPath().endsWith("/$batch");
  }

  private static Response response(Request request, Answer answer) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(answer.status())
        .message("")
        .headers(answer.headers())
        .body(ResponseBody.create(answer.body(), JSON))
        .build();
  }
}
