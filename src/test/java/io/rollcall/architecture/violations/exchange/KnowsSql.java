package io.rollcall.architecture.violations.exchange;

import java.sql.Connection;

record KnowsSql(Connection connection) {}
