package io.rollcall.serve;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What this room gives to the program. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServeSettings.class)
@Import({Serve.class, Standing.class})
public class ServeConfiguration {}
