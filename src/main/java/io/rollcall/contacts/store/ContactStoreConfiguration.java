package io.rollcall.contacts.store;

import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The store's parts, and the randomness of its keys. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
@Import({ContactStore.class, StoreKeys.class})
public class ContactStoreConfiguration {

  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }
}
