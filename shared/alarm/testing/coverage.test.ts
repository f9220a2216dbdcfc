import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { type AlarmState, startAlarms } from '../state.ts'
import { step } from '../step.ts'
import { histories } from './histories.ts'
import type { History, Told } from './history.ts'

/*
 * One alarm with three levels as a machine: every state it can be in, and every way from one to another that AR-4 to AR-8
 * allow. Random stories, and a few of our own for what chance seldom brings, must go each of these ways, and no other.
 */

const levels = ['none', 'held', 'low', 'medium', 'high'] as const
type Level = (typeof levels)[number]
interface State {
  readonly level: Level
  readonly acknowledged: boolean
  /** A HIGH that ended unanswered stands beside it. */
  readonly latched: boolean
}

const isAlarm = (level: Level) => level === 'low' || level === 'medium' || level === 'high'
const nameOf = ({ level, acknowledged, latched }: State) =>
  [level, acknowledged ? 'acknowledged' : '', latched ? '+ latched' : ''].filter(Boolean).join(' ')

const states: readonly State[] = levels
  .flatMap(level =>
    [false, true].flatMap(acknowledged => [false, true].map(latched => ({ level, acknowledged, latched }))),
  )
  // Only an alarm is acknowledged, and a new HIGH takes the place of the latched one.
  .filter(({ level, acknowledged, latched }) => {
    if (acknowledged && !isAlarm(level)) return false
    return !(level === 'high' && latched)
  })

/** May one input bring the alarm from this state to that? */
function mayGo(from: State, to: State): boolean {
  const rank = (state: State) => levels.indexOf(state.level)
  const isSameLevel = from.level === to.level
  const isUnanswered = from.level === 'high' && !from.acknowledged
  // AR-8: a cuff holds back what was not there; what it held is judged when it lets go, and leaves nothing behind (AR-21).
  if (to.level === 'held' && from.level !== 'none' && from.level !== 'held') return false
  // AR-5: an unanswered HIGH that ends or falls is latched, and nothing else is.
  if (to.latched && !from.latched && !(isUnanswered && to.level !== 'high')) return false
  if (isUnanswered && to.level !== 'high') return to.latched && !to.acknowledged
  // AR-6: an acknowledgement takes a level as it is, and what is latched beside it; AR-24: or only the one that it names.
  if (to.acknowledged && !from.acknowledged) return isSameLevel
  if (from.latched && !to.latched) {
    const isTaken = isSameLevel && from.acknowledged === to.acknowledged
    return isTaken || (to.level === 'high' && !to.acknowledged)
  }
  // AR-4: it carries over to a lower level, and ends with a higher one, by worsening or by its timer.
  if (from.acknowledged && to.acknowledged) return rank(to) < rank(from)
  if (from.acknowledged && isAlarm(to.level)) return rank(to) >= rank(from)
  return !isSameLevel
}

const allowed = new Set(
  states.flatMap(from =>
    states.filter(to => from !== to && mayGo(from, to)).map(to => `${nameOf(from)} -> ${nameOf(to)}`),
  ),
)

const limits = makeLimits(defaultLimits)
const T0: Told = { atMs: 0, input: { kind: 't0' } }

function stateOf({ conditions, interlock, latched }: AlarmState): string {
  const condition = conditions.find(({ alarm }) => alarm === 'spo2-low')
  const isHeld = interlock.held.some(({ alarm }) => alarm === 'spo2-low')
  return nameOf({
    level: condition?.priority ?? (isHeld ? 'held' : 'none'),
    acknowledged: condition?.acknowledged !== undefined,
    latched: latched.some(({ alarm }) => alarm === 'spo2-low'),
  })
}

function walk(stories: readonly History[]) {
  const visited = new Set<string>()
  const gone = new Set<string>()
  for (const history of stories) {
    let state = startAlarms(limits)
    let from = stateOf(state)
    for (const { atMs, input } of history) {
      state = step(state, input, { monoMs: atMs, wallMs: atMs }).state
      const to = stateOf(state)
      visited.add(to)
      if (to !== from) gone.add(`${from} -> ${to}`)
      from = to
    }
  }
  return { visited, gone }
}

/** SpO2 values, one a second, by runs of [value, seconds]; with other inputs between them. */
function story(...parts: readonly (readonly [value: number, seconds: number] | Told['input'])[]): History {
  const history: Told[] = [T0]
  let atMs = 0
  for (const part of parts) {
    if (!('length' in part)) history.push({ atMs, input: part })
    else
      for (let second = 0; second < part[1]; second += 1) {
        atMs += 1000
        history.push({ atMs, input: { kind: 'vital', vital: 'spo2', value: part[0] } })
        history.push({ atMs, input: { kind: 'tick' } })
      }
  }
  return history
}
const by = { by: 'Ada' } as const
const acknowledge = { kind: 'acknowledge', ...by } as const
/** The answer to one occurrence, as a window names it. */
const answerTo = (occurrence: number) => ({ ...acknowledge, occurrence }) as const
const sameArm = { kind: 'sites', sameArm: true } as const
const tight = { kind: 'cuff', inflating: true } as const
const moved = { kind: 'sites', sameArm: false } as const
const spot = (value: number) => ({ kind: 'vital', vital: 'spo2', value, spot: true }) as const
/** An unanswered HIGH that has ended. */
const latched = [
  [80, 12],
  [97, 12],
] as const
const held = [sameArm, tight] as const

/** What chance seldom brings. */
const rare: readonly History[] = [
  story(...latched, [92, 20], ...held, [92, 66]),
  // Held, and judged by its last value at another level or at none.
  ...[97, 88, 92].map(value => story([92, 30], ...held, [80, 49], [value, 30])),
  ...[80, 88, 92].map(value => story(...latched, ...held, [value, 66])),
  ...[80, 88, 92].map(value => story(...latched, ...held, [value, 66], moved)),
  story(...latched, ...held, [88, 20], acknowledge, [88, 10]),
  story(...latched, ...held, [88, 20], [97, 20]),
  story([92, 70], acknowledge, [80, 20], acknowledge, [97, 20]),
  story([80, 12], [92, 70], acknowledge, [92, 5]),
  // The HIGH has ended unanswered, and the alarm is back at a lower level: two occurrences, answered one by one.
  ...(
    [
      [91, 62],
      [88, 16],
      [86, 16],
    ] as const
  ).flatMap(([value, seconds]) => {
    const back = [...latched, [value, seconds]] as const
    return [
      story(...back, answerTo(1), [value, 5]),
      story(...back, answerTo(2), [value, 5], answerTo(1), [value, 5]),
      story(...back, answerTo(2), [84, 20]),
      story(...back, answerTo(2), spot(80)),
      story(...back, answerTo(2), [value - 2, 20], [97, 20]),
      story(...back, answerTo(2), [value - 3, 5]),
    ]
  }),
  story(...latched, [88, 70], answerTo(2), [92, 20]),
  story([92, 70], acknowledge, spot(80)),
  story(...latched, [92, 62], answerTo(2), [97, 20]),
  story(...latched, [92, 10], ...held, [92, 66]),
  story(...latched, [92, 66], [97, 12]),
  story([88, 66], acknowledge, [92, 12]),
  story([92, 70], [80, 5], acknowledge, [80, 10]),
]

describe('The machine of one alarm', () => {
  let visited: ReadonlySet<string>
  let gone: ReadonlySet<string>
  beforeAll(() => {
    const stories = [...fc.sample(histories(limits, 60), { numRuns: 2500, seed: 7 }), ...rare]
    ;({ visited, gone } = walk(stories))
  }, 1_200_000)

  it('is in each of its states, and in no other', () => {
    expect([...visited].toSorted()).toEqual(states.map(nameOf).toSorted())
  })
  it('goes no way that the rules do not allow', () => {
    expect([...gone].filter(way => !allowed.has(way))).toEqual([])
  })
  it('goes every way that they do', () => {
    expect([...allowed].filter(way => !gone.has(way)).toSorted()).toEqual([])
  })
})
