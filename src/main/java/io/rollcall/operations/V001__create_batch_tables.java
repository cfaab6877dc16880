package io.rollcall.operations;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Spring Batch's own tables, from the script that its jar ships for the database, so that the two
 * cannot drift apart.
 */
@SuppressWarnings("checkstyle:TypeName") // Flyway reads version and description from the name
class V001__create_batch_tables extends BaseJavaMigration {
  private final boolean embedded;

  V001__create_batch_tables(boolean embedded) {
    this.embedded = embedded;
  }

  @Override
  public void migrate(Context context) {
    String script = "org/springframework/batch/core/schema-" + (embedded ? "h2" : "mysql") + ".sql";
    ScriptUtils.executeSqlScript(context.getConnection(), new ClassPathResource(script));
  }
}
