package io.rollcall.operations;

import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.SystemClock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What this room gives to the program; the beans that have no class of ours: time, Spring Batch's
 * registry and serializer, the definitions of the home folder.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HistorySettings.class)
@Import({
  Approvals.class,
  Audit.class,
  BatchRecords.class,
  DatabaseConfiguration.class,
  Firings.class,
  Leases.class,
  LiveRuns.class,
  Organizations.class,
  OwnRuns.class,
  Recovery.class,
  ReportFiles.class,
  Retention.class,
  RunExecution.class,
  RunLauncher.class,
  RunSteps.class,
  Runs.class,
  ScheduledRuns.class,
  Schema.class,
  Stopping.class,
  UnendedSteps.class,
  Writers.class
})
public class OperationsConfiguration {

  @Bean
  Clock clock() {
    return SystemClock.microseconds();
  }

  /** Spring Boot exposes none. */
  @Bean
  MapJobRegistry jobRegistry() {
    return new MapJobRegistry();
  }

  /** Java serialization, the default, would tie stored positions to class files. */
  @Bean
  ExecutionContextSerializer executionContextSerializer() {
    return new JacksonExecutionContextStringSerializer();
  }

  @Bean
  JobDefinitions jobDefinitions(@Value("${rollcall.home}") Path home, List<JobFamily> families) {
    Map<String, Class<? extends FamilyDefinition>> types = new HashMap<>();
    families.forEach(family -> types.put(family.name(), family.definitionType()));
    return new JobDefinitions(home.resolve("jobs"), types);
  }
}
