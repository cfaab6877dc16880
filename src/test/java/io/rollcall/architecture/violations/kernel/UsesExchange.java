package io.rollcall.architecture.violations.kernel;

import io.rollcall.architecture.violations.exchange.UsesKernel;

record UsesExchange(UsesKernel above) {}
