import { say } from '../say.ts'

/** The chart of a report. */
export const chartWords = {
  label: 'Chart of the session',
  /** Read out in its place. */
  instead: 'Chart of vital signs, doses, alarms and marks over time. The tables give its values.',
  marks: 'marks',
  mg: say('{mg, number} mg', 'mg'),
  spo2Low: say('SpO2 < {limit, number}', 'limit'),
  systolicHigh: say('SYS ≥ {limit, number}', 'limit'),
  below: say('< {limit, number}', 'limit'),
  from: say('≥ {limit, number}', 'limit'),
  /** Of a small panel, the figures of what is dotted in it. */
  limited: say('{vital}, limits {figures}', 'vital', 'figures'),
  /** What its lines and signs mean; `dotted`: what shares the panel of the pulse. */
  legend: (dotted: readonly string[]) => legend(dotted.map(name => `, ${name} (dotted)`).join('')),
} as const

const legend = say(
  'Above: SpO2 in %. Below: blood pressure (bars, dot: MAP) and pulse (dashed){dotted} in mmHg and /min. Grey: lowest to highest. Hollow dot: questionable; diamond: manual; cross: failed. Dotted: limits. Triangles: alarms that began or rose. Hatched: Vigil did not run. Minutes from T0.',
  'dotted',
)
