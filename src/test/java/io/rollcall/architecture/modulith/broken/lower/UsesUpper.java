package io.rollcall.architecture.modulith.broken.lower;

import io.rollcall.architecture.modulith.broken.upper.Upper;

record UsesUpper(Upper upper) {}
