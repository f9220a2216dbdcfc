import type { Reading } from '../reading.ts'
import { isUnconfirmed } from '../session/unconfirmed.ts'
import { vitals } from '../vitals.ts'
import type { ReportWords } from '../words/report.ts'
import { type AlarmEpisode, worse } from './episodes.ts'
import type { Report } from './model.ts'
import { valuesOf } from './worst.ts'

/** When a sign was there, on the monotonic line. */
export interface Spell {
  /** What it was seen by; empty: it was not looked for. */
  readonly by: string
  /** Before T0 where it was there at T0 already. */
  readonly fromMs?: number
  readonly toMs?: number
  /** The last of it was ended by something else than the value: a moved limit, the close. */
  readonly closedBy?: { readonly cause: string; readonly ms: number }
}

const respiratoryAlarms = ['spo2-low', 'resp-low', 'etco2-high'] as const
type RespiratoryAlarm = (typeof respiratoryAlarms)[number]

/**
 * Low saturation, slow breathing and retained CO2 are signs that staff must weigh: an alarm is no diagnosis. All that was there
 * at any time since T0 counts, whenever it began, and of it what was measured since T0, of this patient.
 */
export function respiratory(report: Report, words: ReportWords): Spell {
  const { session, alarms } = report
  const { t0 } = session
  if (!t0) return { by: words.report.rems.noSign }
  const own = report.readings.filter(
    reading => reading.takenAt.monoMs >= t0.monoMs && !reading.existing && !isUnconfirmed(session, reading),
  )
  const signs = alarms.filter(
    ({ alarm, start, end }) =>
      isRespiratory(alarm) && (end === null || end.monoMs > t0.monoMs) && !isUnconfirmed(session, start),
  )
  const unwatched = describeUnwatched(report, own, words)
  const first = signs[0]
  if (!first) {
    const isMeasured = own.some(reading => respiratoryAlarms.some(alarm => isOf(report, alarm, reading)))
    return { by: isMeasured ? [words.report.rems.noSign, ...unwatched].join('; ') : '' }
  }
  const counts = respiratoryAlarms.flatMap(alarm => {
    const of = signs.filter(sign => sign.alarm === alarm)
    if (of.length === 0) return []
    const worst = of.reduce<number | null>(
      (far, sign) => worse({ alarm, worst: far }, worstOf(report, sign, own), report.limits),
      null,
    )
    const { sign, signExtreme, extreme } = words.report.rems
    const counted = [words.alarms[alarm], of.length] as const
    return worst === null
      ? [sign(...counted)]
      : [signExtreme(...counted, extreme[report.limits[alarm].side], worst)]
  })
  const before = signs.filter(({ start }) => start.monoMs < t0.monoMs).length
  return {
    by: words.report.rems.signs([
      ...counts,
      ...(before > 0 ? [words.report.rems.beforeT0(before)] : []),
      ...unwatched,
    ]),
    fromMs: first.start.monoMs,
    ...endOf(signs, report),
  }
}

function isRespiratory(alarm: string): alarm is RespiratoryAlarm {
  return respiratoryAlarms.some(one => one === alarm)
}

function isOf({ limits }: Report, alarm: RespiratoryAlarm, reading: Reading): boolean {
  return reading.kind === 'vital' && reading.vital === limits[alarm].parameter && reading.value !== null
}

/** Of what was measured since T0 while it lasted and in its delay; what raised it, where that was since T0. */
function worstOf(
  report: Report,
  { alarm, start, end, priorityAtStart, valueAtStart }: AlarmEpisode,
  own: readonly Reading[],
): number | null {
  if (!isRespiratory(alarm)) return null
  const {
    limits,
    session: { t0 },
  } = report
  const { parameter, levels } = limits[alarm]
  const fromMs = start.monoMs - (levels[priorityAtStart]?.delayMs ?? 0)
  let worst = t0 && start.monoMs >= t0.monoMs ? valueAtStart : null
  for (const value of valuesOf(own)(parameter, fromMs, end?.monoMs ?? Number.POSITIVE_INFINITY))
    worst = worse({ alarm, worst }, value, limits)
  return worst
}

/** Resolved only where each of its alarms was last ended by its value. */
function endOf(signs: readonly AlarmEpisode[], { session }: Report): Pick<Spell, 'toMs' | 'closedBy'> {
  const last = respiratoryAlarms.flatMap(alarm => signs.findLast(sign => sign.alarm === alarm) ?? [])
  const ends = last.map(({ end, endCause }) => ({
    end: end && !isUnconfirmed(session, end) ? end : null,
    endCause,
  }))
  if (ends.some(({ end }) => end === null)) return {}
  const closed = ends.find(({ endCause }) => endCause !== null)
  if (closed?.end && closed.endCause !== null)
    return { closedBy: { cause: closed.endCause, ms: closed.end.monoMs } }
  return { toMs: Math.max(...ends.flatMap(({ end }) => end?.monoMs ?? [])) }
}

/** What was measured, and watched by no alarm: a preset of before there was one (`later-alarms.ts`). */
function describeUnwatched(report: Report, own: readonly Reading[], words: ReportWords): readonly string[] {
  return respiratoryAlarms.flatMap(alarm => {
    const { levels, parameter, side } = report.limits[alarm]
    if (Object.values(levels).some(level => level !== undefined)) return []
    const values = [...valuesOf(own)(parameter, 0, Number.POSITIVE_INFINITY)]
    if (values.length === 0) return []
    const worst = values.reduce((far, value) =>
      side === 'high' ? Math.max(far, value) : Math.min(far, value),
    )
    return [
      words.report.rems.unwatched(
        words.vitals.names[parameter],
        words.report.rems.extreme[side],
        `${worst} ${vitals[parameter].unit}`,
      ),
    ]
  })
}
