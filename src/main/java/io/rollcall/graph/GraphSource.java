package io.rollcall.graph;

import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;

/** Where a job reads an organization's tenant, as its definition says. */
public sealed interface GraphSource permits MicrosoftGraphSource {

  /** The address of Graph that is asked, with its version. */
  String graphUrl();

  /**
   * All that it takes to read the tenant of an organization; nothing is sent.
   *
   * @throws RollcallException when the organization has no tenant, or the application's secret
   *     cannot be read
   */
  GraphConnection connection(Organization organization);
}
