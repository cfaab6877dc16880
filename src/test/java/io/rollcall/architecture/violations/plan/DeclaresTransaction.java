package io.rollcall.architecture.violations.plan;

import org.springframework.transaction.annotation.Transactional;

class DeclaresTransaction {

  @Transactional
  void write() {}
}
