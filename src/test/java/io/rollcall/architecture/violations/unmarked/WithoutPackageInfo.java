package io.rollcall.architecture.violations.unmarked;

record WithoutPackageInfo() {}
