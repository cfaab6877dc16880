package io.rollcall.exchange;

import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Problem;
import java.util.List;

/**
 * A mail backend that is read over the network, for one organization. Whatever goes wrong is a
 * {@link io.rollcall.kernel.RollcallException} that names the backend and the next step; a reading
 * that may not be whole must fail, and never end as if it were.
 */
public interface LiveBackend extends AutoCloseable {

  /** What it is and where, in words for people: "Active Directory at dc1.example:636". */
  String name();

  /** Signs in and has a first search answered, so that a closed door is found early. */
  void connect();

  /** Test Connection: sign-in, a search, rights, and which groups can be given. */
  List<JobFamily.Check> test();

  /**
   * Hands all objects of the organization to the writer, in any order. An object that has not
   * changed must be given as before, value by value; what changes by itself is not given.
   *
   * @return what people should know beside the objects: how many were left out and why, warnings
   */
  List<Problem> read(ExportWriter out);

  @Override
  void close();
}
