/** The number that stands in a field of text, with a % behind it or without; null for dashes, blanks and whatever else is none. */
export function readNumber(field: string | undefined): number | null {
  return field !== undefined && NUMBER.test(field) ? Number.parseFloat(field) : null
}
const NUMBER = /^\d+(\.\d+)?%?$/

export function isOutside(value: number | null, min: number, max: number): boolean {
  return value !== null && (value < min || value > max)
}

/**
 * A date and time out of fields of text, ISO 8601 without zone; null where it is no date.
 *
 * @param year with four digits, or two: monitors of this kind were first sold in the nineties
 * @param month with two digits, or the first three letters of its English name
 * @param time `HH:MM` or `HH:MM:SS`
 */
export function readDateTime(year: string, month: string, day: string, time: string): string | null {
  const [hour, minute, second = '00'] = time.split(':').map(Number)
  const number = Number(month) || months.indexOf(month.toLowerCase()) + 1
  if (!(number >= 1 && number <= 12 && Number(day) >= 1 && Number(day) <= 31)) return null
  if (!(Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59)) return null
  const century = year.length === 4 ? '' : Number(year) >= 90 ? '19' : '20'
  const clock = time.length === 5 ? `${time}:00` : time
  return `${century}${year}-${String(number).padStart(2, '0')}-${day}T${clock}`
}
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
