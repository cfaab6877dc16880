package io.rollcall.architecture.violations.plan;

import io.rollcall.architecture.violations.sandbox.StandIn;

record UsesSandbox(StandIn standIn) {}
