package io.rollcall.architecture.violations.plan;

abstract class AbstractThing {}
