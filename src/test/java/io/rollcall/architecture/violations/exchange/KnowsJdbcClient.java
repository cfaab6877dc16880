package io.rollcall.architecture.violations.exchange;

import org.springframework.jdbc.core.simple.JdbcClient;

record KnowsJdbcClient(JdbcClient client) {}
