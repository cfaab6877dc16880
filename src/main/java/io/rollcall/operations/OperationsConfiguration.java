package io.rollcall.operations;

import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.JobFamily;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that have no class of ours: time, Spring Batch's registry and serializer, the
 * definitions of the home folder.
 */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

  /**
   * Ticks in microseconds: that is what the tables keep, and a time that comes back from them must
   * equal the one stored.
   */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), java.time.Duration.of(1, ChronoUnit.MICROS));
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
