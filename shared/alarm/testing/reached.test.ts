import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { findCondition } from '../conditions.ts'
import { type AlarmId, isLimitAlarm, trendAlarmIds } from '../ids.ts'
import type { Stepped } from '../input.ts'
import { type AlarmState, startAlarms } from '../state.ts'
import { step } from '../step.ts'
import type { AlarmEvent } from '../types.ts'
import { histories } from './histories.ts'
import type { History, Told } from './history.ts'
import { recompute } from './model.ts'
import { weighWords } from './words.ts'

/*
 * The slow model is compared with the rules on random stories. That tells something of a rule only if the stories come to it:
 * here is counted how often they do.
 */

interface Moment {
  readonly before: AlarmState
  readonly input: Told['input']
  readonly after: AlarmState
  readonly events: readonly AlarmEvent[]
  readonly atMs: number
}

const isAlarm = (event: Stepped['events'][number]): event is AlarmEvent => event.event === 'alarm'
const raised = (moment: Moment) =>
  moment.events.filter(({ alarm, transition }) => transition === 'raised' && isLimitAlarm(alarm))
const held = ({ interlock }: AlarmState) => interlock.held.some(({ alarm }) => isLimitAlarm(alarm))

const wanted: Readonly<Record<string, (moment: Moment) => boolean>> = {
  'AR-16: what was taken before the newest is told': ({ before, input, after, events }) =>
    input.kind === 'vital' && input.takenMonoMs !== undefined && events.length === 0 && before === after,
  'AR-17: a doubtful value inside while a delay runs': ({ before, input }) =>
    input.kind === 'vital' &&
    input.doubt === 'questionable' &&
    input.value !== null &&
    runs(before, input.value),
  'AR-17: an alarm ends in doubt': ({ events }) => events.some(({ cause }) => cause === 'ended, doubtful'),
  'AR-17: a settling value': ({ input }) => input.kind === 'vital' && input.doubt === 'settling',
  'AR-19: HIGH before its delay is over': moment =>
    raised(moment).some(
      ({ alarm, priority, value }) =>
        alarm === 'spo2-low' && priority === 'high' && value !== null && value <= 70,
    ),
  'AR-20: a signal that is there does not end the alarm': ({ after, input }) =>
    input.kind === 'vital' &&
    input.vital === 'spo2' &&
    input.value !== null &&
    findCondition(after, 'spo2-signal-lost') !== undefined,
  'AR-21: what a cuff held is raised at its end': moment =>
    held(moment.before) && !held(moment.after) && raised(moment).length > 0,
  'AR-21: what a cuff held has gone at its end': moment =>
    held(moment.before) && !held(moment.after) && raised(moment).length === 0,
  'trend: SpO2 has fallen from its median': moment => tells(moment, 'spo2-trend', 'raised'),
  'trend: back near its median, or its new level has become it': moment =>
    tells(moment, 'spo2-trend', 'cleared'),
  'trend: the pulse is off the baseline': moment => tells(moment, 'pulse-trend', 'raised'),
  'trend: the pulse is back': moment => tells(moment, 'pulse-trend', 'cleared'),
  'trend: a doubtful value while one is timed': ({ before, input }) =>
    input.kind === 'vital' && input.doubt !== undefined && timed(before, input.vital),
  'trend: a cuff holds one back': moment =>
    tells(moment, 'spo2-trend', 'suppressed') || tells(moment, 'pulse-trend', 'suppressed'),
  'AR-24: an answer to what has changed': ({ input, after, before }) =>
    input.kind === 'acknowledge' && input.alarm !== undefined && after === before,
}

/** A delay of `spo2-low` is running, and this value is not beyond. */
function runs({ tracks }: AlarmState, value: number): boolean {
  const track = tracks['spo2-low']?.medium
  return value >= 90 && track?.beyond != null && !track.held
}

function tells({ events }: Moment, alarm: AlarmId, transition: AlarmEvent['transition']): boolean {
  return events.some(event => event.alarm === alarm && event.transition === transition)
}

/** A trend of this vital sign is being timed. */
function timed({ trends }: AlarmState, vital: string): boolean {
  const track = vital === 'spo2' ? trends['spo2-trend'] : vital === 'pulseRate' ? trends['pulse-trend'] : null
  return track?.off != null && !track.held
}

const limits = makeLimits(defaultLimits)
const counts: Record<string, number> = {}
// Not while the tests are collected: a story plays the rules as it is made.
beforeAll(() => {
  const tell = (history: History) => {
    let state = startAlarms(limits, trendAlarmIds)
    for (const { atMs, input } of history) {
      const { state: after, events } = step(state, input, { monoMs: atMs, wallMs: atMs })
      const moment = { before: state, input, after, events: events.filter(isAlarm), atMs }
      for (const [what, is] of Object.entries(wanted)) if (is(moment)) counts[what] = (counts[what] ?? 0) + 1
      state = after
    }
  }
  for (const history of fc.sample(histories(limits, 60, trendAlarmIds), { numRuns: 1000, seed: 7 }))
    tell(history)
}, 1_200_000)

it.each(Object.keys(wanted))('%s', what => expect(counts[what] ?? 0).toBeGreaterThan(30))

/** What is told while a HIGH alarm stands, with what AR-16 says of it: 'nibp passedOver'. */
const underHigh: string[] = []
beforeAll(() => {
  for (const history of fc.sample(histories(limits, 40, trendAlarmIds), { numRuns: 200, seed: 16 })) {
    const pictures = recompute(history, limits, trendAlarmIds)
    const words = weighWords(history)
    for (const [index, { input }] of history.entries())
      if (pictures[index]?.conditions.some(({ priority }) => priority === 'high'))
        underHigh.push(`${input.kind} ${words[index]}`)
  }
}, 1_200_000)

it.each(['nibp passedOver', 'vital passedOver', 'vital inDoubt'])('"%s" under a HIGH alarm', word =>
  expect(underHigh.filter(other => other === word).length).toBeGreaterThan(5),
)
