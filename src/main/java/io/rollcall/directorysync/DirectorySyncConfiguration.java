package io.rollcall.directorysync;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What this room gives to the program. */
@Configuration(proxyBeanMethods = false)
@Import({
  DirectoryParts.class,
  DirectorySyncFamily.class,
  DirectorySyncFamily.StepParts.class,
  DirectorySyncReport.class,
  MemberDiff.class,
  PanelDirectory.class,
  Positions.class,
  WorkingRows.class
})
public class DirectorySyncConfiguration {}
