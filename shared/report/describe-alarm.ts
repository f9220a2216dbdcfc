import { type AlarmId, isLimitAlarm, isTrendAlarm } from '../alarm/ids.ts'
import type { Limits } from '../limits.ts'
import { saySeen } from '../record/seen.ts'
import { vitals } from '../vitals.ts'
import type { Words } from '../words/index.ts'
import { nameDetail } from '../words/names.ts'
import type { ReportWords } from '../words/report.ts'
import type { Acknowledgement, AlarmEpisode } from './episodes.ts'
import { duration } from './times.ts'

/** 'Systolic high 184 ≥ 180 mmHg', or the technical alarm and what failed. */
export function describeAlarm(episode: AlarmEpisode, limits: Limits, words: Words): string {
  const name = words.alarms[episode.alarm]
  const level =
    describeTrend(episode.alarm, episode.valueAtStart, episode.detail, words) ??
    describeLevel(episode.alarm, episode.valueAtStart, episode.limitAtStart, limits)
  if (level) return `${name} ${level}`
  return episode.detail ? `${name}: ${nameDetail(episode.alarm, episode.detail, words)}` : name
}

/** '91, was 96 %'; null for what is no trend. */
export function describeTrend(
  alarm: AlarmId,
  value: number | null,
  reference: string | null | undefined,
  words: Words,
): string | null {
  if (!isTrendAlarm(alarm) || value === null || !reference) return null
  return words.trendValues[alarm](toWhole(value), reference)
}

/** '184 ≥ 180 mmHg', '+51 ≥ +40 mmHg'; empty for technical alarms. */
export function describeLevel(
  alarm: AlarmId,
  value: number | null,
  limit: number | null,
  limits: Limits,
): string {
  if (!isLimitAlarm(alarm) || value === null || limit === null) return ''
  const { side, parameter, reference } = limits[alarm]
  const plus = reference === 'rise' ? '+' : ''
  return `${plus}${toWhole(value)} ${side === 'high' ? '≥' : '<'} ${plus}${limit} ${vitals[parameter].unit}`
}

/** '186', '+59' for a rise; null for technical alarms. */
export function describeWorst(
  { alarm, worst }: Pick<AlarmEpisode, 'alarm' | 'worst'>,
  limits: Limits,
): string | null {
  if (!isLimitAlarm(alarm) || worst === null) return null
  return `${limits[alarm].reference === 'rise' ? '+' : ''}${toWhole(worst)}`
}

/** A rise counts from an unrounded baseline: 39.5 must not be printed as a 40 that did not alarm. */
function toWhole(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1)
}

/** 'Dr Who after 35 s; Nurse A after 4 min 2 s', or 'not acknowledged'. */
export function describeAcknowledgements(episode: AlarmEpisode, words: ReportWords): string {
  const { acknowledgements: text } = words.report
  if (episode.acknowledgements.length === 0) return text.none
  return episode.acknowledgements
    .map(({ by, afterS, reason, breakGlass, unidentified, sawOther }) => {
      const why = [breakGlass ? words.breakGlass : '', reason ?? ''].filter(Boolean).join(': ')
      const said = [unidentified ? words.unidentified : '', why, describeSeen(sawOther, words)]
        .filter(Boolean)
        .join('; ')
      const after = duration(afterS * 1000)
      return said ? text.afterSaying(by, after, said) : text.after(by, after)
    })
    .join('; ')
}

/** 'seen: HIGH 186'; '' where what was acknowledged is what was seen. */
export function describeSeen(seen: Acknowledgement['sawOther'], words: Words): string {
  return saySeen(seen, words)
}
