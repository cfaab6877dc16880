package io.rollcall.architecture.violations.plan;

import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.context.annotation.Bean;

class DeclaresBareWriter {

  @Bean
  ItemWriter<String> bareWriter() {
    return chunk -> {};
  }

  @Bean
  ItemProcessor<String, String> bareProcessor() {
    return item -> item;
  }
}
