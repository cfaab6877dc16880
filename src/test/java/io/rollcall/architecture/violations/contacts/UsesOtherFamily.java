package io.rollcall.architecture.violations.contacts;

import io.rollcall.architecture.violations.backendsync.Family;

record UsesOtherFamily(Family family) {}
