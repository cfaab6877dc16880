package io.rollcall.architecture.violations.plan;

import org.apache.poi.ss.usermodel.Workbook;

record MakesWorkbook(Workbook workbook) {}
