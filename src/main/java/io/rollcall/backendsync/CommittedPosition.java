package io.rollcall.backendsync;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A reader whose position goes back when its chunk is rolled back. A chunk notes its position
 * before it commits, and Spring Batch saves what is noted when the step ends, whatever became of
 * the transaction: without this, a restart would pass over a chunk whose commit failed.
 */
final class CommittedPosition<T> implements ItemStreamReader<T> {
  private final ItemStreamReader<T> reader;
  private ExecutionContext committed = new ExecutionContext();

  CommittedPosition(ItemStreamReader<T> reader) {
    this.reader = reader;
  }

  @Override
  public void open(ExecutionContext context) {
    reader.open(context);
    committed = new ExecutionContext(context);
  }

  @Override
  public @Nullable T read() throws Exception {
    return reader.read();
  }

  @Override
  public void update(ExecutionContext context) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              if (status == STATUS_COMMITTED) {
                committed = new ExecutionContext(context);
              } else {
                goBack(context);
              }
            }
          });
    }
    reader.update(context);
  }

  private void goBack(ExecutionContext context) {
    for (String key : Set.copyOf(context.toMap().keySet())) {
      if (!committed.containsKey(key)) {
        context.remove(key);
      }
    }
    committed.toMap().forEach(context::put);
  }

  @Override
  public void close() {
    reader.close();
  }
}
