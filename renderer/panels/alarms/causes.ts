import { isLimitAlarm } from '../../../shared/alarm/ids.ts'
import type { ShownAlarm } from '../../../shared/alarm/one-reading.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import { isBeyond } from '../../../shared/limits.ts'
import { describeTrend } from '../../../shared/report/describe-alarm.ts'
import type { RoomView } from '../../../shared/views.ts'
import { vitals } from '../../../shared/vitals.ts'
import { nameDetail } from '../../../shared/words/names.ts'
import { words as shared, text } from '../../text/text.ts'
import { LEAST_ACCURATE_SPO2 } from '../room/figures.ts'

const words = text.room

/** A cause in words, with the alarms underneath: both rises stand in one. */
export interface Cause {
  readonly alarms: readonly AlarmView[]
  readonly said: string
}

type Shown = Pick<RoomView, 'limits' | 'nibp'>

/** 'BP 200/118, systolic ≥ 180, diastolic ≥ 110, +52/+30 over baseline'; 'SpO2 low 84 < 85 %'. */
export function describeShown(shown: ShownAlarm, view: Shown): string {
  return [nameOf(shown, view), ...causesOf(shown, view).map(({ said }) => said)].filter(Boolean).join(', ')
}

/** The alarm's name with its value; of several causes of one cuff reading, the reading. */
export function nameOf({ lead, causes }: ShownAlarm, view: Shown): string {
  if (causes.length === 1)
    return [words.names[lead.alarm], describeValue(lead, view)].filter(Boolean).join(' ')
  const reading = lead.state === 'active' ? readingOf(causes, view) : ''
  return [words.tiles.bp, reading].filter(Boolean).join(' ')
}

/** What of one cuff reading is past its limit, each in words; nothing where the name says it all. */
export function causesOf({ causes }: ShownAlarm, { limits }: Shown): readonly Cause[] {
  if (causes.length === 1 || !limits) return []
  const rises = causes.filter(({ alarm }) => isLimitAlarm(alarm) && limits[alarm].reference === 'rise')
  const others = causes.filter(cause => !rises.includes(cause))
  return [
    ...others.map(cause => ({ alarms: [cause], said: describeCause(cause, limits) })),
    ...(rises.length === 0 ? [] : [{ alarms: rises, said: describeRises(rises, limits) }]),
  ]
}

function describeCause(cause: AlarmView, limits: NonNullable<Shown['limits']>): string {
  if (!isLimitAlarm(cause.alarm)) return words.names[cause.alarm]
  const { parameter, side } = limits[cause.alarm]
  const name = words.pressures[parameter] ?? shared.vitals.names[parameter]
  const past = `${name} ${side === 'high' ? '≥' : '<'} ${cause.limit}`
  const isStill = cause.state === 'latched' || isPast(cause, limits)
  return isStill ? past : words.notClear(past)
}

/** '+52/+30 over baseline', systolic first; of one alone, which. */
function describeRises(rises: readonly AlarmView[], limits: NonNullable<Shown['limits']>): string {
  const systolic = rises.find(({ alarm }) => alarm === 'systolic-rise')
  const diastolic = rises.find(({ alarm }) => alarm === 'diastolic-rise')
  const sign = ({ value, limit, state }: AlarmView) => (state === 'latched' ? `≥ +${limit}` : signed(value))
  const figures =
    systolic && diastolic
      ? `${sign(systolic)}/${sign(diastolic)}`
      : rises.map(rise => `${words.pressures[systolic ? 'systolic' : 'diastolic']} ${sign(rise)}`).join()
  const said = words.overBaseline(figures)
  return rises.every(rise => rise.state === 'latched' || isPast(rise, limits)) ? said : words.notClear(said)
}

function rounded(value: number | null): string {
  return value === null ? '--' : String(Math.round(value))
}

/** Of a rise: '+52', '-3'. */
function signed(value: number | null): string {
  return `${(value ?? 0) < 0 ? '' : '+'}${rounded(value)}`
}

function isPast({ alarm, value, limit }: AlarmView, limits: NonNullable<Shown['limits']>): boolean {
  return isLimitAlarm(alarm) && value !== null && limit !== null && isBeyond(limits[alarm].side, value, limit)
}

/** '200/118', if the newest reading is the one that these alarms were judged on. */
function readingOf(causes: readonly AlarmView[], { limits, nibp: { last } }: Shown): string {
  if (!limits || !last || last.systolic === null || last.diastolic === null) return ''
  const figures = { systolic: last.systolic, diastolic: last.diastolic, mean: last.mean } as const
  const isOther = causes.some(({ alarm, value }) => {
    if (!isLimitAlarm(alarm) || limits[alarm].reference === 'rise') return false
    const { parameter } = limits[alarm]
    const figure =
      parameter === 'systolic' || parameter === 'diastolic' || parameter === 'mean'
        ? figures[parameter]
        : null
    return figure !== value
  })
  return isOther ? '' : `${Math.round(last.systolic)}/${Math.round(last.diastolic)}`
}

/**
 * '84 < 85 %', '+52 ≥ 40 mmHg', or what failed. Of a value that is back inside, but not for long enough, 'now 14 /min', which is no
 * longer: '14 < 8' contradicts itself. Of a latched alarm the limit alone.
 */
export function describeValue(alarm: AlarmView, view: Pick<RoomView, 'limits'>): string {
  const trend = describeTrend(
    alarm.alarm,
    alarm.value === null ? null : Math.round(alarm.value),
    alarm.detail,
    shared,
  )
  if (trend !== null) return trend
  if (!isLimitAlarm(alarm.alarm) || !view.limits || alarm.limit === null)
    return nameDetail(alarm.alarm, alarm.detail ?? '', shared)
  const { parameter, side, reference } = view.limits[alarm.alarm]
  const { unit } = vitals[parameter]
  const past = `${side === 'high' ? '≥' : '<'} ${alarm.limit} ${unit}`
  if (alarm.state === 'latched') return past
  if (parameter === 'spo2' && alarm.value !== null && alarm.value < LEAST_ACCURATE_SPO2)
    return words.below70(past)
  const shown = reference === 'rise' ? signed(alarm.value) : rounded(alarm.value)
  return alarm.value === null || isPast(alarm, view.limits)
    ? `${shown} ${past}`
    : words.backInside(shown, unit)
}
