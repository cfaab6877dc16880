package io.rollcall.architecture.violations.plan;

record ThingUtils() {}
