package io.rollcall.architecture.violations.plan;

import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.context.annotation.Bean;

class DeclaresBareReader {

  @Bean
  ItemReader<String> bare(ListItemReader<String> reader) {
    return reader;
  }

  @Bean
  ListItemReader<String> itself(ListItemReader<String> reader) {
    return reader;
  }
}
