import { isLimitAlarm, type LimitAlarmId, limitAlarmIds, type Priority, priorities } from './alarm/ids.ts'
import { type Authority, hasRole, isReplay } from './authority.ts'
import { allowancesOf, isWithin } from './limit-ranges.ts'
import { SECOND_MS } from './time.ts'
import { type Range, type ShownVitalId, type VitalId, vitalRow } from './vitals.ts'
import { refusal, type WhyNot } from './words/refusal.ts'

/** Vital signs that have limit alarms: what can alarm can be seen. */
export const alarmParameters = [
  'systolic',
  'diastolic',
  'mean',
  'spo2',
  'pulseRate',
  'respRate',
  'etco2',
] as const satisfies readonly ShownVitalId[]
export type AlarmParameter = (typeof alarmParameters)[number]

/** One level of an alarm: raised when the value is at or past `limit` for `delayMs`. */
export interface Level {
  /** In the unit of the parameter; for a rise, mmHg above the baseline. */
  readonly limit: number
  /** How long every valid value must stay past the limit; 0 for cuff readings, which are judged one by one. */
  readonly delayMs: number
  /** The condition ends at this value or a better one. */
  readonly clear: number
}

/** AR-19: a value so far past the HIGH limit does not wait for that level's delay. */
export interface FarBeyond {
  /** Past the HIGH limit by this much or more, in the parameter's unit. */
  readonly points: number
  readonly forMs: number
}

export interface LimitRow {
  readonly parameter: VitalId
  /** Which side of the limit is dangerous. `high` raises at >= limit, `low` at < limit. */
  readonly side: 'high' | 'low'
  /** `rise`: the limit counts from the frozen baseline. */
  readonly reference: 'absolute' | 'rise'
  /** How long values must stay at or past the clear level before the condition ends; 0 for cuff readings. */
  readonly clearForMs: number
  readonly levels: Readonly<Partial<Record<Priority, Level>>>
  /** SpO2 only: no such rule for pulse, where no figure kept quiet sessions quiet. */
  readonly far?: FarBeyond
}

/** All limits of one session. Only `makeLimits` and `changeLimit` make one. */
export type Limits = Readonly<Record<LimitAlarmId, LimitRow>> & { readonly [checked]: true }
declare const checked: unique symbol

/** Distance between the limit and its clear level, in the parameter's unit (monitoring protocols, 8.1). */
const hysteresis: Readonly<Record<LimitAlarmId, Readonly<Record<Priority, number>>>> = {
  'systolic-high': every(5),
  'systolic-low': every(5),
  'diastolic-high': every(5),
  'diastolic-low': every(5),
  'mean-low': every(5),
  'systolic-rise': every(5),
  'diastolic-rise': every(5),
  'spo2-low': { low: 1, medium: 2, high: 2 },
  'pulse-high': every(5),
  'pulse-low': every(5),
  'resp-low': every(2),
  // Project proposal: from the limit that ships half-way back to what is usual (45).
  'etco2-high': every(3),
}
function every(points: number): Record<Priority, number> {
  return { low: points, medium: points, high: points }
}

/** AR-19 as shipped, and in presets of before there was such a rule: 15 points below the HIGH limit for 3 s. */
export const farBelow = [15, 3] as const

/** Limit rows as a preset writes them: [limit, delay in s] for each level, [points, s] for what is far beyond HIGH. */
export type LimitTable = Readonly<
  Record<
    LimitAlarmId,
    {
      readonly parameter: VitalId
      readonly side: 'high' | 'low'
      readonly reference?: 'rise'
      readonly clearForS: number
      readonly levels: Readonly<Partial<Record<Priority, readonly [limit: number, delayS: number]>>>
      readonly far?: readonly [points: number, forS: number]
    }
  >
>

/** What is far beyond HIGH in this table; presets of before AR-19 have what ships. Undefined: the alarm has no such rule. */
export function farOf(
  table: LimitTable,
  alarm: LimitAlarmId,
): readonly [points: number, forS: number] | undefined {
  return table[alarm].far ?? (alarm === 'spo2-low' ? farBelow : undefined)
}

/** A table of which no limits can be made, and why. */
export class LimitsError extends RangeError {
  readonly why: WhyNot
  constructor(why: WhyNot) {
    super(`${why.code}: ${why.values.join(', ')}`)
    this.why = why
  }
}

/**
 * Makes limits from a preset's table: the only way to have any.
 *
 * @throws LimitsError naming the alarm and level when a limit is not a number, lies outside what the parameter can be,
 *   or when levels are out of order (a HIGH limit milder than a MEDIUM one) or a low limit reaches its high one.
 */
export function makeLimits(table: LimitTable): Limits {
  const rows = {} as Record<LimitAlarmId, LimitRow>
  for (const alarm of limitAlarmIds) {
    const { parameter, side, reference = 'absolute', clearForS, levels } = table[alarm]
    const [points, forS] = farOf(table, alarm) ?? []
    const built: Partial<Record<Priority, Level>> = {}
    for (const priority of priorities) {
      const level = levels[priority]
      if (level) built[priority] = makeLevel(alarm, side, priority, level[0], level[1] * SECOND_MS)
    }
    rows[alarm] = {
      parameter,
      side,
      reference,
      clearForMs: clearForS * SECOND_MS,
      levels: built,
      ...(points === undefined || forS === undefined ? {} : { far: { points, forMs: forS * SECOND_MS } }),
    }
  }
  const why = whyNotLimits(rows)
  if (why !== null) throw new LimitsError(why)
  return rows as Limits
}

function makeLevel(
  alarm: LimitAlarmId,
  side: 'high' | 'low',
  priority: Priority,
  limit: number,
  delayMs: number,
): Level {
  const points = hysteresis[alarm][priority]
  return { limit, delayMs, clear: side === 'high' ? limit - points : limit + points }
}

/** What a limit of a rise may ever be, whoever asks, mmHg. */
const possibleRise: Range = { min: 5, max: 120 }

/**
 * What of them cannot be.
 *
 * @param moved a person has moved a limit: a MEDIUM one may then reach past the LOW one, which is simply never seen
 */
function whyNotLimits(rows: Readonly<Record<LimitAlarmId, LimitRow>>, moved = false): WhyNot | null {
  for (const alarm of limitAlarmIds) {
    const { parameter, side, reference, levels } = rows[alarm]
    const { min, max } = reference === 'rise' ? possibleRise : vitalRow(parameter).limit
    let milder: number | undefined
    for (const priority of priorities) {
      const level = levels[priority]
      if (!level) continue
      if (!Number.isFinite(level.limit)) return refusal('limitNoNumber', { alarm }, { priority })
      if (level.limit < min || level.limit > max)
        return refusal('limitImpossible', { alarm }, { priority }, level.limit, min, max)
      if (!Number.isFinite(level.delayMs) || level.delayMs < 0)
        return refusal('limitDelay', { alarm }, { priority })
      if (milder !== undefined && (side === 'high' ? level.limit <= milder : level.limit >= milder))
        return refusal('limitMilder', { alarm }, { priority }, level.limit, milder)
      if (!moved || priority !== 'low') milder = level.limit
    }
    const { far } = rows[alarm]
    if (far && !(far.points > 0 && far.points <= 50 && far.forMs >= 0)) return refusal('limitFar', { alarm })
  }
  for (const [low, high] of [
    ['systolic-low', 'systolic-high'],
    ['diastolic-low', 'diastolic-high'],
    ['pulse-low', 'pulse-high'],
  ] as const) {
    const lowest = Object.values(rows[high].levels).map(level => level.limit)
    const highest = Object.values(rows[low].levels).map(level => level.limit)
    if (Math.max(...highest) >= Math.min(...lowest))
      return refusal('limitsOverlap', { alarm: low }, { alarm: high })
  }
  return null
}

export type LimitChange =
  | { readonly ok: true; readonly limits: Limits; readonly before: number }
  | { readonly ok: false; readonly why: WhyNot }

/**
 * Limits with one level moved, or why that may not be: whose word goes how far is in `limit-ranges.ts`. What is replayed was
 * permitted when it was recorded.
 *
 * @param reason why it is moved; what fits one patient alone needs one
 */
export function changeLimit(
  limits: Limits,
  alarm: string,
  priority: Priority,
  limit: number,
  authority: Authority,
  reason?: string,
): LimitChange {
  if (!(limitAlarmIds as readonly string[]).includes(alarm) || !isLimitAlarm(alarm as LimitAlarmId))
    return refuse(refusal('limitNoAlarm', alarm))
  const id = alarm as LimitAlarmId
  const level = limits[id].levels[priority]
  if (!level) return refuse(refusal('limitFixed', { priority }, { alarm: id }))
  const forbidden = whyNotMove(id, priority, limit, authority, reason)
  if (forbidden !== null) return refuse(forbidden)
  const moved = moveLimits(limits, [{ alarm: id, priority, limit }])
  return 'wrong' in moved ? refuse(moved.wrong) : { ok: true, limits: moved.limits, before: level.limit }
}

function whyNotMove(
  alarm: LimitAlarmId,
  priority: Priority,
  limit: number,
  authority: Authority,
  reason: string | undefined,
): WhyNot | null {
  const all = allowancesOf(alarm, priority)
  const widest = all.at(-1)
  if (!widest) return refusal('limitFixed', { priority }, { alarm })
  const own = isReplay(authority) ? all : all.filter(({ roles }) => hasRole(authority, roles))
  if (own.length === 0)
    return refusal(
      'limitNotByYou',
      nameAuthority(authority),
      { priority },
      { alarm },
      { roles: all[0]?.roles ?? [] },
    )
  const inside = own.find(({ range }) => isWithin(range, limit))
  if (!inside) {
    const further = all.find(({ range, roles }) => isWithin(range, limit) && !hasRole(authority, roles))
    const outside = [{ priority }, { alarm }, ...(own.at(-1)?.range ?? widest.range)] as const
    return further
      ? refusal('limitOutsideFurther', ...outside, { roles: further.roles })
      : refusal('limitOutside', ...outside)
  }
  if (inside.fitted && !isReplay(authority) && !reason?.trim())
    return refusal('limitFitsOne', { priority }, { alarm }, limit)
  return null
}

/** One level that is to stand elsewhere. */
export interface LimitMove {
  readonly alarm: LimitAlarmId
  readonly priority: Priority
  readonly limit: number
}

/** Limits with these levels moved at once, or what stands against it. Nobody is asked who may. */
export function moveLimits(
  limits: Limits,
  moves: readonly LimitMove[],
): { readonly limits: Limits } | { readonly wrong: WhyNot } {
  const rows: Record<LimitAlarmId, LimitRow> = { ...limits }
  for (const { alarm, priority, limit } of moves) {
    const row = rows[alarm]
    const delayMs = row.levels[priority]?.delayMs
    if (delayMs === undefined) return { wrong: refusal('limitFixed', { priority }, { alarm }) }
    const level = makeLevel(alarm, row.side, priority, limit, delayMs)
    rows[alarm] = { ...row, levels: { ...row.levels, [priority]: level } }
  }
  const wrong = whyNotLimits(rows, true)
  return wrong === null ? { limits: rows as Limits } : { wrong }
}

function nameAuthority(authority: Authority): string | WhyNot {
  return authority.kind === 'person' ? refusal('aRole', { role: authority.role }) : authority.name
}

function refuse(why: WhyNot): LimitChange {
  return { ok: false, why }
}

/** Is `value` past `limit` on the dangerous side? High limits raise at >= limit, low limits at < limit. */
export function isBeyond(side: 'high' | 'low', value: number, limit: number): boolean {
  return side === 'high' ? value >= limit : value < limit
}

/** Is `value` so far past the HIGH limit that it does not wait (AR-19)? */
export function isFarBeyond({ side, far, levels: { high } }: LimitRow, value: number): boolean {
  if (!far || !high) return false
  return side === 'high' ? value >= high.limit + far.points : value <= high.limit - far.points
}

/** Is `value` at the clear level or better? */
export function isClear(side: 'high' | 'low', value: number, clear: number): boolean {
  return side === 'high' ? value <= clear : value >= clear
}
