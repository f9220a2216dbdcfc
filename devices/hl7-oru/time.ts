/** A time as HL7 writes it (data type DTM): local digits, and how far they are from UTC where it says so. */
export interface Hl7Time {
  /** The digits as if they were UTC, ms. */
  readonly localMs: number
  /** Minutes ahead of UTC; null: it does not tell. */
  readonly zoneMinutes: number | null
  /** It tells no seconds: it may be of any moment of that minute. */
  readonly isToMinute: boolean
}

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/** YYYYMMDDHHMM[SS[.S[S[S[S]]]]][+/-ZZZZ]: a date alone says nothing of an age. */
const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d{1,4})?(?:([+-])(\d\d)(\d\d))?$/

/** null: no time, or one that tells no minutes. */
export function readTime(text: string): Hl7Time | null {
  const found = TIME.exec(text)
  if (!found) return null
  const [, year, month, day, hour, minute, second, part = '0', sign, zoneHours, zoneRest] = found
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second ?? '0'].map(Number) as Six
  const localMs = Date.UTC(y, mo - 1, d, h, mi, s) + Math.round(Number(part) * SECOND_MS)
  // A 13th month or a 32nd day would be taken for a day of the month after.
  const back = new Date(Date.UTC(y, mo - 1, d, h, mi, s))
  if (back.getUTCMonth() !== mo - 1 || back.getUTCDate() !== d || h > 23 || mi > 59 || s > 59) return null
  const zone = sign === undefined ? null : Number(zoneHours) * 60 + Number(zoneRest)
  const zoneMinutes = zone === null ? null : sign === '-' ? -zone : zone
  return { localMs, zoneMinutes, isToMinute: second === undefined }
}
type Six = [number, number, number, number, number, number]

/** Project choice: a clock that tells a zone and one that does not differ by less where both stand in the same one. */
const SAME_WALL_WITHIN_S = 15 * 60

/**
 * Seconds from one to the other. Where only one of them tells its zone, both are taken to be of the same one, if they are that
 * near; else null: how far they are apart, nobody can say.
 */
export function secondsFrom(earlier: Hl7Time, later: Hl7Time): number | null {
  const isMixed = (earlier.zoneMinutes === null) !== (later.zoneMinutes === null)
  if (!isMixed) return (lineMs(later) - lineMs(earlier)) / SECOND_MS
  const apartS = (later.localMs - earlier.localMs) / SECOND_MS
  return Math.abs(apartS) < SAME_WALL_WITHIN_S ? apartS : null
}

/** ms on a line of UTC where it tells its zone, else on that of its own clock. */
export function lineMs({ localMs, zoneMinutes }: Hl7Time): number {
  return zoneMinutes === null ? localMs : localMs - zoneMinutes * MINUTE_MS
}

/** As a monitor shows it, ISO 8601 without zone. */
export function toIso({ localMs }: Hl7Time): string {
  return new Date(localMs).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)
}

/** @param atMs ms since 1970, whole seconds are written */
export function writeTime(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace(/[-T:]/g, '')
}
