package io.rollcall.backendsync;

import io.rollcall.exchange.LiveBackend;
import io.rollcall.exchange.LiveScope;

/** A source that is read over the network, and not from a file that somebody wrote. */
interface LiveSource {

  /** Makes ready to read an organization's objects; nothing is sent yet. */
  LiveBackend open(LiveScope scope);
}
