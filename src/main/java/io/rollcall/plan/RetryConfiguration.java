package io.rollcall.plan;

import java.util.concurrent.ThreadLocalRandom;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The policy, and Spring Batch's repository under it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetryPolicy.class)
class RetryConfiguration {

  @Bean
  Retry retry(RetryPolicy policy, StopWishes wishes) {
    return new Retry(
        policy, wishes, () -> ThreadLocalRandom.current().nextDouble(), System::nanoTime);
  }

  @Bean
  static RepositoryWrapper repositoryWrapper(
      ObjectProvider<Retry> retry,
      ObjectProvider<JdbcClient> jdbc,
      ObjectProvider<PlatformTransactionManager> transactions,
      @Value("${rollcall.parallel}") int parallel) {
    return new RepositoryWrapper(retry, jdbc, transactions, parallel);
  }

  /** Whoever asks for the job repository gets the one that tries again. */
  record RepositoryWrapper(
      ObjectProvider<Retry> retry,
      ObjectProvider<JdbcClient> jdbc,
      ObjectProvider<PlatformTransactionManager> transactions,
      int parallel)
      implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof JobRepository repository ? around(repository) : bean;
    }

    private JobRepository around(JobRepository repository) {
      return new RepeatedTransactions(
              repository,
              retry.getObject(),
              new RunningExecutions(jdbc.getObject()),
              new TransactionTemplate(transactions.getObject()),
              parallel)
          .proxy();
    }
  }
}
