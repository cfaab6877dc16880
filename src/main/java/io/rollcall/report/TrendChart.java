package io.rollcall.report;

import java.util.List;
import javax.xml.namespace.QName;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xddf.usermodel.PresetColor;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrossBetween;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.BarGrouping;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFNumericalDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.xmlbeans.XmlCursor;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTBarChart;

/** A stacked column per run; Excel draws it from the cells of the summary sheet. */
final class TrendChart {

  private static final List<PresetColor> COLORS =
      List.of(
          PresetColor.SEA_GREEN,
          PresetColor.STEEL_BLUE,
          PresetColor.DARK_ORANGE,
          PresetColor.FIREBRICK);

  // Beside the head, so that it is seen first, however many organizations the tables list.
  private static final int FIRST_COLUMN = 2;
  private static final int LAST_COLUMN = 8;
  private static final int FIRST_LINE = 2;

  /** The first line below the chart. */
  static final int BELOW = 18;

  private TrendChart() {}

  /**
   * @param runs the cells with the run numbers; the series' values lie in the same lines
   * @param firstSeries column of the first series
   * @param header titles of all columns, from column 0 on
   */
  static void draw(XSSFSheet sheet, CellRangeAddress runs, int firstSeries, List<String> header) {
    XSSFDrawing drawing = sheet.createDrawingPatriarch();
    XSSFClientAnchor anchor =
        drawing.createAnchor(0, 0, 0, 0, FIRST_COLUMN, FIRST_LINE, LAST_COLUMN, BELOW);
    XSSFChart chart = drawing.createChart(anchor);
    chart.setTitleText("Changes and problems of the last runs");
    chart.setTitleOverlay(false);
    chart.getOrAddLegend().setPosition(LegendPosition.BOTTOM);

    XDDFCategoryAxis category = chart.createCategoryAxis(AxisPosition.BOTTOM);
    category.setTitle("Run");
    XDDFValueAxis value = chart.createValueAxis(AxisPosition.LEFT);
    value.setTitle("Count");
    value.setCrosses(AxisCrosses.AUTO_ZERO);
    // Else Excel cuts the first and the last column in half.
    value.setCrossBetween(AxisCrossBetween.BETWEEN);

    XDDFBarChartData data = (XDDFBarChartData) chart.createData(ChartTypes.BAR, category, value);
    data.setBarDirection(BarDirection.COL);
    data.setBarGrouping(BarGrouping.STACKED);
    XDDFDataSource<String> labels = XDDFDataSourcesFactory.fromStringCellRange(sheet, runs);
    for (int i = 0; i < COLORS.size(); i++) {
      int column = firstSeries + i;
      XDDFNumericalDataSource<Double> counts =
          XDDFDataSourcesFactory.fromNumericCellRange(
              sheet, new CellRangeAddress(runs.getFirstRow(), runs.getLastRow(), column, column));
      XDDFChartData.Series series = data.addSeries(labels, counts);
      series.setTitle(header.get(column), null);
      series.setFillProperties(new XDDFSolidFillProperties(XDDFColor.from(COLORS.get(i))));
    }
    chart.plot(data);
    overlap(chart.getCTChart().getPlotArea().getBarChartArray(0));
  }

  /**
   * Puts the parts of a column on top of each other, not side by side. As bare XML, because the
   * value's type is not among the schemas that poi-ooxml-lite has.
   */
  private static void overlap(CTBarChart chart) {
    try (XmlCursor cursor = chart.addNewOverlap().newCursor()) {
      cursor.setAttributeText(new QName("val"), "100");
    }
  }
}
