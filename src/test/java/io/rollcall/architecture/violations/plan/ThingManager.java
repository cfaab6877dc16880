package io.rollcall.architecture.violations.plan;

record ThingManager() {}
