package io.rollcall.contacts;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.StoreKeys;
import io.rollcall.graph.GraphContacts;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.plan.Partitions;
import io.rollcall.plan.Problems;
import io.rollcall.plan.Retry;
import io.rollcall.plan.StagedJobs;
import io.rollcall.plan.StopWishes;
import java.time.Clock;
import java.util.Random;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the steps of this family work with. */
@Component
record BackupParts(
    ContactStore store,
    StoreKeys keys,
    StagedJobs jobs,
    Partitions partitions,
    JobRepository repository,
    Problems problems,
    Retry retry,
    StopWishes wishes,
    Clock clock,
    PlatformTransactionManager transactions) {

  TransactionTemplate transaction() {
    return new TransactionTemplate(transactions);
  }

  /**
   * Writes in a transaction of its own, again when what failed passes by itself.
   *
   * @param proof called first in it: throws when this run may not write any more
   */
  void write(Runnable proof, Runnable work) {
    retry.ownTransaction(
        () ->
            transaction()
                .executeWithoutResult(
                    status -> {
                      proof.run();
                      work.run();
                    }));
  }

  /**
   * Makes ready to read an organization's mailboxes; nothing is sent yet.
   *
   * @param runId the run whose stop ends all waiting; 0 for none
   * @throws RollcallException when the organization has no tenant, or the application's secret
   *     cannot be read
   */
  GraphContacts open(ContactsBackupDefinition definition, Organization organization, long runId) {
    return open(definition, organization, runId, () -> {});
  }

  /**
   * As above.
   *
   * @param writer called before each further attempt at a request; throws when this run may not
   *     write any more
   */
  GraphContacts open(
      ContactsBackupDefinition definition, Organization organization, long runId, Runnable writer) {
    return GraphContacts.open(
        definition.source().connection(organization),
        definition.concurrency().limits(),
        clock,
        time -> {
          wishes.pause(runId, time);
          writer.run();
        },
        new Random());
  }
}
