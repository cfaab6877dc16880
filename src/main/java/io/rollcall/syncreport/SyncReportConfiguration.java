package io.rollcall.syncreport;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What this room gives to the program. */
@Configuration(proxyBeanMethods = false)
@Import({RunReports.class, SyncReport.class})
public class SyncReportConfiguration {}
