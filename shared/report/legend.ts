/** What the chart's lines and signs mean. */
export const CHART_LEGEND =
  'Above: SpO2 in %. Below: blood pressure (bars, dot: MAP) and pulse (dashed) in mmHg and /min. Grey: lowest to highest. ' +
  'Hollow dot: questionable; diamond: manual; cross: failed. Dotted: limits. Triangles: alarms that began or rose. ' +
  'Hatched: Vigil did not run. Minutes from T0.'
