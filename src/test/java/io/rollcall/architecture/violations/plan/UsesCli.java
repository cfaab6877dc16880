package io.rollcall.architecture.violations.plan;

import io.rollcall.architecture.violations.cli.UsesSandboxAndPrints;

record UsesCli(UsesSandboxAndPrints command) {}
