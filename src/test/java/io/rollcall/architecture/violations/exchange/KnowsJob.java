package io.rollcall.architecture.violations.exchange;

import org.springframework.batch.core.job.Job;

record KnowsJob(Job job) {}
