package io.rollcall.architecture.violations.plan;

import com.fasterxml.jackson.databind.JsonNode;

record UsesJackson2(JsonNode node) {}
