package io.rollcall.backendsync;

import io.rollcall.exchange.LiveScope;
import io.rollcall.kernel.Organization;
import io.rollcall.plan.Rereading;
import io.rollcall.plan.StopWishes;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the reading of live sources works with. */
@Component
record LiveParts(Captures captures, Rereading rereading, StopWishes wishes, JdbcTemplate jdbc) {

  /**
   * For whom a live backend is read.
   *
   * @param runId whose stop ends all waiting; 0 for no run
   */
  LiveScope scope(Organization organization, long runId) {
    List<String> domains =
        jdbc.queryForList(
            "SELECT domain FROM panel_domain WHERE organization_id = ? ORDER BY domain",
            String.class,
            organization.id());
    return new LiveScope(organization, domains, time -> wishes.await(runId, time));
  }
}
