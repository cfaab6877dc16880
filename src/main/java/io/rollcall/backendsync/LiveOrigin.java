package io.rollcall.backendsync;

import io.rollcall.exchange.ExportWriter;
import io.rollcall.exchange.LiveBackend;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.RunContext;
import io.rollcall.kernel.TypeName;
import io.rollcall.plan.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.batch.core.job.JobInterruptedException;

/**
 * A live backend, read whole into a capture before anything of it is compared. A restart goes on
 * with the capture; where it is gone, the backend is read again from its beginning, since its
 * answers may be others by now.
 */
final class LiveOrigin implements Origin {
  /** Under which problems of the reading are kept, apart from those of the comparison. */
  private static final String STEP = "fetch";

  private static final int TOLD_EVERY = 100;

  private final LiveSource source;
  private final LiveParts live;
  private final SyncParts parts;
  private final RunContext context;
  private final Clock clock;

  LiveOrigin(LiveSource source, LiveParts live, SyncParts parts, RunContext context, Clock clock) {
    this.source = source;
    this.live = live;
    this.parts = parts;
    this.context = context;
    this.clock = clock;
  }

  @Override
  public void requireReady(Organization organization) {
    try (LiveBackend backend = open(organization)) {
      backend.connect();
    }
  }

  /** No digest binds a plan to a source that is never the same twice; age and overtaking do. */
  @Override
  public void requireSame(Organization organization, Plan plan) {}

  @Override
  public Plan begun(Organization organization, Plan plan) {
    if (live.captures().whole(capture(organization))) {
      return plan;
    }
    live.captures().delete(capture(organization));
    if (plan.recordsRead() == 0) {
      return plan; // counts and rows are committed together
    }
    live.rereading().begin(context, organization, plan);
    return parts.plans().get(plan.id());
  }

  @Override
  public Path file(Organization organization) {
    Path capture = capture(organization);
    if (!capture.toFile().exists()) {
      live.captures().makeRoom(organization);
      read(organization, capture);
    }
    return capture;
  }

  private void read(Organization organization, Path capture) {
    try (LiveBackend backend = open(organization);
        ExportWriter out =
            ExportWriter.create(
                capture,
                organization.key(),
                source.getClass().getAnnotation(TypeName.class).value(),
                clock.instant(),
                records -> written(organization, backend.name(), records))) {
      List<Problem> problems = backend.read(out);
      live.rereading().reported(context, organization, STEP, problems);
      out.finish(clock.instant());
    } catch (RollcallException e) {
      if (live.wishes().wanted(context.run().id())) {
        throw new Stopped(organization); // what failed was a wait that the stop ended
      }
      throw e;
    }
  }

  private void written(Organization organization, String backend, long records) {
    if (records % TOLD_EVERY == 0) {
      context
          .progress()
          .at("fetching %s from %s".formatted(organization.key(), backend), records, 0);
    }
    if (live.wishes().wanted(context.run().id())) {
      throw new Stopped(organization);
    }
  }

  /** Its cause makes the step a stopped one. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(Organization organization) {
      super(new JobInterruptedException("reading " + organization.key() + " was stopped"));
    }
  }

  private LiveBackend open(Organization organization) {
    return source.open(live.scope(organization, context.run().id()));
  }

  private Path capture(Organization organization) {
    return live.captures().file(context.run(), organization);
  }

  @Override
  public void readDone(Organization organization) {
    live.captures().delete(capture(organization));
  }
}
