/**
 * From the first moment of a day to the last of another, in this computer's time; what is missing or no day does not bound.
 *
 * @param from as date fields give it, `2031-05-04`
 */
export function dayRange(
  from: string,
  to: string,
): { readonly fromWallMs?: number; readonly toWallMs?: number } {
  const begin = startOf(from, 0)
  const end = startOf(to, 1)
  return { ...(begin === null ? {} : { fromWallMs: begin }), ...(end === null ? {} : { toWallMs: end }) }
}

/** Midnight by the calendar: a day has 23 or 25 hours now and then. */
function startOf(day: string, plusDays: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (year === undefined) return null
  return new Date(Number(year), Number(month) - 1, Number(date) + plusDays).getTime()
}
