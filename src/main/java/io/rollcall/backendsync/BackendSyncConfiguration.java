package io.rollcall.backendsync;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What this room gives to the program. */
@Configuration(proxyBeanMethods = false)
@Import({
  BackendSyncFamily.class,
  BackendSyncReport.class,
  Captures.class,
  GoneFromBackend.class,
  LiveParts.class,
  Names.class,
  Panel.class,
  SyncParts.class
})
public class BackendSyncConfiguration {}
