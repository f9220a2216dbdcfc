import type { Priority, TechnicalAlarmId } from '../../../shared/alarm/ids.ts'
import { parameterOf } from '../../../shared/alarm/parameter.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import type { Limits } from '../../../shared/limits.ts'
import type { Flag, NibpReading } from '../../../shared/reading.ts'
import { mostAgeMs } from '../../../shared/session/elapsed.ts'
import type { Mark } from '../../../shared/session/marks.ts'
import type { Session } from '../../../shared/session/types.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../../shared/time.ts'
import type { CurrentValue, RoomView } from '../../../shared/views.ts'
import {
  printValue,
  type StreamVitalId,
  smallVitalIds,
  type VitalId,
  vitals,
} from '../../../shared/vitals.ts'
import { formatAge } from '../../live/clock.ts'
import { text } from '../../text/text.ts'

/* What a tile shows, decided from the core's view and the room's clock alone. Validity times: plausibility rules, 9. */

const STALE_MS = 5 * SECOND_MS
const BLANK_MS = 10 * SECOND_MS
/** What changes slowly, and what monitors tell with a cuff reading, as they do a temperature [P]. */
export const SLOW_STALE_MS = 5 * MINUTE_MS
const SLOW_BLANK_MS = 15 * MINUTE_MS
const CUFF_GREY_MS = 10 * MINUTE_MS
const CUFF_STALE_MS = 15 * MINUTE_MS

/** Oximeters are specified from here up, %: less is told as such (plausibility rules, 1). */
export const LEAST_ACCURATE_SPO2 = 70

export type Freshness = 'fresh' | 'stale' | 'blank'

export interface Figure {
  /** What is drawn huge. */
  readonly shown: string
  /** The bare value, or '' when there is none. */
  readonly value: string
  readonly freshness: Freshness
  /** Quality or the reason why there is no value, in words. */
  readonly quality: string
  readonly age: string
}

/** How old something is, ms; null over a gap whose length nobody has confirmed (AR-22). */
function ageOf(gaps: Session['gaps'], since: Instant, now: Instant): number | null {
  const ageMs = mostAgeMs({ gaps }, since.monoMs, now)
  return Number.isFinite(ageMs) ? Math.max(0, ageMs) : null
}

/** A streamed vital sign. */
export function streamFigure(
  current: CurrentValue | undefined,
  now: Instant,
  linkLost: boolean,
  gaps: Session['gaps'],
): Figure {
  const words = text.room
  const none = { shown: words.tiles.none, value: '', freshness: 'blank' } as const
  if (!current) return { ...none, quality: words.tiles.noMonitor, age: '' }
  const knownMs = ageOf(gaps, current.at, now)
  const ageMs = knownMs ?? Number.POSITIVE_INFINITY
  const age = knownMs === null ? words.tiles.ageUnknown : formatAge(knownMs)
  const isSlow = vitals[current.vital].slow
  const staleMs = isSlow ? SLOW_STALE_MS : STALE_MS
  if (ageMs > (isSlow ? SLOW_BLANK_MS : BLANK_MS) && !current.manual)
    return { ...none, quality: linkLost ? words.linkLost : words.noValue, age }
  // The monitor says just now that it has none: there is nothing whose age could matter.
  if (current.value === null) return { ...none, quality: describeAbsence(current), age: '' }
  const value = printValue(current.vital, current.value)
  const low = current.vital === 'spo2' && Number(value) < LEAST_ACCURATE_SPO2
  return {
    shown: low ? words.tiles.below70 : value,
    value,
    freshness: knownMs === null || (ageMs > staleMs && !current.manual) ? 'stale' : 'fresh',
    quality: describeQuality(current, ageMs > staleMs),
    age,
  }
}

/** The figure of a room's vital sign. `isLost`: has the link of its device been lost? */
export function roomFigure(
  view: RoomView,
  vital: StreamVitalId,
  now: Instant,
  isLost: (deviceId: string | undefined) => boolean,
): Figure {
  const current = view.current.find(value => value.vital === vital)
  return streamFigure(current, now, isLost(current?.deviceId), view.session?.gaps ?? [])
}

/** The pulse, or the heart rate that is held to its limits while there is none: then it says so. */
export function pulseFigure(
  view: RoomView,
  now: Instant,
  isLost: (deviceId: string | undefined) => boolean,
): Figure & { readonly standsIn: boolean } {
  const { tiles } = text.room
  if (!view.current.some(({ standsIn }) => standsIn))
    return { ...roomFigure(view, 'pulseRate', now, isLost), standsIn: false }
  const figure = roomFigure(view, 'heartRate', now, isLost)
  const doubt = figure.quality === tiles.good ? '' : figure.quality
  return { ...figure, quality: [tiles.standsIn, doubt].filter(Boolean).join(', '), standsIn: true }
}

/** What is shown beside the large figures. */
export interface SmallFigure {
  readonly vital: StreamVitalId
  readonly figure: Figure
  readonly alarm: ReturnType<typeof alarmOf>
}

/**
 * What monitors tell beside the three large figures, as respiration and end-tidal CO2, from the first value on. What can alarm
 * can be seen: it stays while its alarm stands, with or without a value.
 */
export function smallFigures(
  view: RoomView,
  now: Instant,
  isLost: (deviceId: string | undefined) => boolean,
): readonly SmallFigure[] {
  const { limits, alarms, current } = view
  if (!limits) return []
  return smallVitalIds.flatMap(vital => {
    const alarm = alarmOf(alarms, { parameters: [vital], technical: [], deviceIds: [] }, limits)
    if (alarm === null && !current.some(value => value.vital === vital)) return []
    return [{ vital, figure: roomFigure(view, vital, now, isLost), alarm }]
  })
}

function describeAbsence({ why, validity, flags }: CurrentValue): string {
  if (why && text.room.why[why]) return text.room.why[why]
  return (validity === 'invalid' && describeFlags(flags)) || text.room.noValue
}

function describeQuality(current: CurrentValue, isStale: boolean): string {
  const { tiles } = text.room
  if (current.manual) return tiles.manual
  if (isStale) return tiles.stale
  if (current.validity === 'questionable') return describeDoubt(current.flags)
  if (current.quality === 'poor') return tiles.poor
  return describeFlags(current.flags) || tiles.good
}

/** That a value should be checked, and why. */
export function describeDoubt(flags: readonly Flag[]): string {
  const why = describeFlags(flags)
  return why === '' ? text.room.tiles.check : text.room.tiles.checkWhy(why)
}

/** A calculated MAP casts no doubt on what was measured. */
function describeFlags(flags: readonly Flag[]): string {
  return flags
    .filter(flag => flag !== 'meanCalculated')
    .map(flag => text.room.tiles.flags[flag])
    .join(', ')
}

/** Is the newest cuff reading one to be repeated? */
export function isDoubtful({ validity, flags }: Pick<NibpReading, 'validity' | 'flags'>): boolean {
  return validity === 'questionable' || flags.includes('stepChange')
}

/** The last cuff reading. Its age always stands beside it. */
export function cuffFigure(
  nibp: RoomView['nibp'],
  now: Instant,
  gaps: Session['gaps'],
): Figure & { readonly map: string } {
  const { tiles } = text.room
  const { last } = nibp
  if (!last || last.systolic === null || last.diastolic === null)
    return { shown: tiles.none, value: '', freshness: 'blank', quality: tiles.noReading, age: '', map: '' }
  const knownMs = ageOf(gaps, last.takenAt, now)
  const ageMs = knownMs ?? Number.POSITIVE_INFINITY
  const value = `${last.systolic}/${last.diastolic}`
  const kind = last.existing
    ? tiles.existing
    : last.source.origin === 'manual'
      ? tiles.manual
      : isDoubtful(last)
        ? describeDoubt(last.flags)
        : tiles.good
  return {
    shown: value,
    value,
    freshness: ageMs > CUFF_GREY_MS ? 'stale' : 'fresh',
    quality: ageMs > CUFF_STALE_MS ? tiles.stale : kind,
    age: knownMs === null ? tiles.ageUnknown : tiles.ago(formatAge(knownMs)),
    map: last.mean === null ? '' : String(Math.round(last.mean)),
  }
}

/** What the cuff is doing, how its last attempt failed, or what the patient did while it measured. */
export function describeCuff(
  { inflating, failed, last }: RoomView['nibp'],
  marks: readonly Mark[] = [],
): string {
  const { tiles } = text.room
  if (inflating) return tiles.measuring
  const said = marks.filter(({ seq, withdrawn }) => last !== null && seq === last.seq && !withdrawn)
  if (!failed && said.length > 0)
    return said.map(({ mark }) => text.room.marks[mark].toLowerCase()).join(', ')
  return failed ? tiles.failed(failed.error ?? tiles.implausible) : ''
}

/** Difference from the frozen baseline, rounded half up only here: '+14/+9'. */
export function describeBaseline(session: Session, nibp: RoomView['nibp']): string {
  const { baseline } = session
  const { tiles } = text.room
  if (!baseline) return session.t0 ? tiles.noBaseline : ''
  const base = tiles.base(String(Math.round(baseline.systolic)), String(Math.round(baseline.diastolic)))
  const { last } = nibp
  if (!last || last.systolic === null || last.diastolic === null) return base
  return `${base} ${signed(last.systolic - baseline.systolic)}/${signed(last.diastolic - baseline.diastolic)}`
}

function signed(difference: number): string {
  const rounded = Math.round(difference)
  return rounded < 0 ? `−${-rounded}` : `+${rounded}`
}

/** Where the cuff or the sensor is; null: not entered yet. */
export function describeSite(
  { sites }: Session,
  which: 'cuff' | 'sensor',
): { readonly site: string; readonly note?: string } | null {
  const { tiles } = text.room
  if (!sites) return null
  const size = which === 'cuff' && sites.cuffSize ? `, ${tiles.cuffSizes[sites.cuffSize]}` : ''
  const site = `${tiles.sites[sites[which]]}${size}`
  if (which === 'cuff' || sites.cuff !== sites.sensor) return { site }
  return { site: tiles.sameArm(site), note: tiles.sameArmLong }
}

/** What can colour a tile: its own limits, technical alarms about it, and the link of a device that it shows. */
export interface TileSubject {
  readonly parameters: readonly VitalId[]
  readonly technical: readonly TechnicalAlarmId[]
  readonly deviceIds: readonly string[]
}

/** The alarm that colours a tile: the highest that holds now, else the highest that is latched. */
export function alarmOf(
  alarms: readonly AlarmView[],
  subject: TileSubject,
  limits: Limits,
): { readonly priority: Priority; readonly state: 'active' | 'latched' | 'acknowledged' } | null {
  const concerning = alarms.filter(candidate => concerns(candidate, subject, limits))
  const alarm = concerning.find(({ state }) => state === 'active') ?? concerning[0]
  return alarm ? { priority: alarm.priority, state: alarm.acknowledged ? 'acknowledged' : alarm.state } : null
}

function concerns({ alarm, deviceId }: AlarmView, subject: TileSubject, limits: Limits): boolean {
  const parameter = parameterOf(alarm, limits)
  if (parameter !== null) return subject.parameters.includes(parameter)
  if (alarm === 'link-lost') return deviceId !== undefined && subject.deviceIds.includes(deviceId)
  return subject.technical.includes(alarm as TechnicalAlarmId)
}
