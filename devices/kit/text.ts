/**
 * The number that stands in a field of text, with a % behind it or without; null for dashes, blanks and whatever else is none.
 * Without a regular expression: each line of a monitor has several fields.
 */
export function readNumber(field: string | undefined): number | null {
  if (field === undefined) return null
  const digits = field.endsWith('%') ? field.slice(0, -1) : field
  // A blank at either end is no digit, though `Number` passes over it.
  if (!isDigit(digits.charCodeAt(0)) || !isDigit(digits.charCodeAt(digits.length - 1))) return null
  const number = Number(digits)
  return Number.isNaN(number) ? null : number
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

export function isOutside(value: number | null, min: number, max: number): boolean {
  return value !== null && (value < min || value > max)
}

/**
 * A date and time out of fields of text, ISO 8601 without zone; null where it is no date.
 *
 * @param year four digits, or two: monitors of this kind were first sold in the nineties
 * @param month two digits, or the first three letters of its English name
 * @param day two digits
 * @param time `HH:MM` or `HH:MM:SS`
 */
export function readDateTime(year: string, month: string, day: string, time: string): string | null {
  const number = month.length === 2 ? month : months[month.toLowerCase()]
  if (number === undefined || !isWithin(number, '01', '12') || !isWithin(day, '01', '31')) return null
  const hasSeconds = time.length > 5
  if (!isWithin(time.slice(0, 2), '00', '23') || !isWithin(time.slice(3, 5), '00', '59')) return null
  if (hasSeconds && !isWithin(time.slice(6), '00', '59')) return null
  const century = year.length === 4 ? '' : year >= '90' ? '19' : '20'
  return `${century}${year}-${number}-${day}T${time}${hasSeconds ? '' : ':00'}`
}

/** Of digits as many as the ends have, the order of text is that of numbers. */
function isWithin(digits: string, min: string, max: string): boolean {
  return digits >= min && digits <= max
}

const months: Readonly<Record<string, string>> = {
  jan: '01',
  feb: '02',
  mar: '03',
  apr: '04',
  may: '05',
  jun: '06',
  jul: '07',
  aug: '08',
  sep: '09',
  oct: '10',
  nov: '11',
  dec: '12',
}
