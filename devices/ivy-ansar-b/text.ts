/** One line of a frame: its value fields; null where a field is empty. */
export interface Line {
  readonly values: readonly (number | null)[]
  readonly label: string
  /** The alarm's text says that there is nothing to measure: digits that still stand there are no values. */
  readonly isFaulty: boolean
}

/**
 * Words of a technical alarm. No recording shows one, and no document lists them: limits (HIGH, LOW) leave the values, all that
 * speaks of a lead, a sensor or a cuff does not.
 */
const FAULT =
  /OFF|LEAD|SENSOR|PROBE|TRANSDUCER|FINGER|SEARCH|NO (PULSE|SIGNAL)|DISCONN|CUFF|LEAK|FAIL|FAULT|ERROR|CHECK|CAL/i

/** The lines of a frame by name. A line with the wrong number of fields, or one that is no number, is left out. */
export function readLines(text: string): ReadonlyMap<string, Line> {
  return new Map(text.split('\r').flatMap(line => readLine(line) ?? []))
}

/** `NAME=k;v1;…;vk;label;alarm` */
function readLine(text: string): [[string, Line]] | null {
  const [name, rest, ...more] = text.split('=')
  // The pulse hides in a label as `PR=80`.
  const fields = [rest, ...more].join('=').split(';')
  const count = Number(fields[0])
  if (name === undefined || !Number.isInteger(count) || count < 1 || fields.length !== count + 3) return null
  const values = fields.slice(1, count + 1).map(field => (field.trim() === '' ? null : Number(field)))
  if (values.some(value => value !== null && !Number.isFinite(value))) return null
  const isFaulty = FAULT.test(fields[count + 2] ?? '')
  return [[name, { values, label: fields[count + 1] ?? '', isFaulty }]]
}

/** The pulse in the label of the SPO2 line. */
export function readPulse(label: string): number | null {
  const found = /^PR=(\d{1,3})/.exec(label)
  return found ? Number(found[1]) : null
}
