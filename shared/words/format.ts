/* Dates, times of day and numbers as a place writes them. Making an `Intl` formatter takes longer than using it: each is made once. */

/** Where the clinic is: it decides how dates are written, and on which paper. */
export const regions = ['GB', 'US'] as const
export type Region = (typeof regions)[number]

export interface Format {
  readonly region: Region
  /** 31/12/2026, 12/31/2026 */
  day(wallMs: number): string
  /** 31 Dec 2026, 14:05; Dec 31, 2026, 14:05 */
  longDay(wallMs: number): string
  /** 14:05:09 */
  time(wallMs: number): string
  /** 14:05 */
  minute(wallMs: number): string
  /** 31/12/2026, 14:05:09 */
  dayTime(wallMs: number): string
  /** 31/12/2026 14:05 */
  dayMinute(wallMs: number): string
  /** 12,345 */
  count(count: number): string
}

const known = new Map<Region, Format>()

/** The forms of a region. Hours are of 24 everywhere: a monitor's and a chart's are. */
export function formatOf(region: Region): Format {
  const format = known.get(region) ?? makeFormat(region)
  known.set(region, format)
  return format
}

function makeFormat(region: Region): Format {
  const locale = `en-${region}`
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, {
      ...options,
      ...(options.timeStyle && { hourCycle: 'h23' }),
    })
    return (wallMs: number) => formatter.format(wallMs)
  }
  const day = dates({ year: 'numeric', month: '2-digit', day: '2-digit' })
  const minute = dates({ timeStyle: 'short' })
  const time = dates({ timeStyle: 'medium' })
  const number = new Intl.NumberFormat(locale)
  return {
    region,
    day,
    longDay: dates({ dateStyle: 'medium', timeStyle: 'short' }),
    time,
    minute,
    dayTime: wallMs => `${day(wallMs)}, ${time(wallMs)}`,
    dayMinute: wallMs => `${day(wallMs)} ${minute(wallMs)}`,
    count: count => number.format(count),
  }
}
