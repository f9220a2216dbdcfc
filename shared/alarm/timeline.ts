import { makeLimits } from '../limits.ts'
import { defaultLimits } from '../presets/default-limits.ts'
import type { NibpReading } from '../reading.ts'
import type { Instant } from '../time.ts'
import type { AlarmInput, Stepped } from './input.ts'
import { type AlarmState, startAlarms } from './state.ts'
import { step } from './step.ts'

/*
 * A table test's way to tell a story to the alarm system: times in seconds, values in words, transitions out in words.
 */

export interface Timeline {
  /** Says one thing at a time. */
  at(s: number, input: AlarmInput): Timeline
  /** One SpO2 or pulse value a second, first and last second included; with a tick after each. */
  stream(
    vital: 'spo2' | 'pulseRate' | 'respRate' | 'etco2',
    from: number,
    to: number,
    value: number | null,
  ): Timeline
  /** A cuff reading. */
  cuff(s: number, systolic: number, diastolic: number, mean?: number | null): Timeline
  failedCuff(s: number): Timeline
  /** Ticks, one a second. */
  wait(from: number, to: number): Timeline
  /** '12 spo2-low medium raised' … */
  told(): readonly string[]
  state(): AlarmState
}

export function instant(s: number): Instant {
  return { monoMs: s * 1000, wallMs: 1_800_000_000_000 + s * 1000 }
}

/** A session after T0 with default limits and baseline 124/76. */
export function startTimeline(options: { afterT0?: boolean; baseline?: boolean } = {}): Timeline {
  let state: AlarmState = {
    ...startAlarms(makeLimits(defaultLimits)),
    afterT0: options.afterT0 ?? true,
    baseline: options.baseline === false ? null : { systolic: 124, diastolic: 76 },
  }
  const words: string[] = []
  let seq = 0

  const timeline: Timeline = {
    at(s, input) {
      const stepped = step(state, input, instant(s))
      state = stepped.state
      for (const event of stepped.events) words.push(`${s} ${inWords(event)}`)
      return timeline
    },
    stream(vital, from, to, value) {
      for (let s = from; s <= to; s++) timeline.at(s, { kind: 'vital', vital, value }).at(s, { kind: 'tick' })
      return timeline
    },
    cuff(s, systolic, diastolic, mean = Math.round(diastolic + (systolic - diastolic) / 3)) {
      return timeline.at(s, { kind: 'nibp', reading: makeReading(s, { systolic, diastolic, mean }) })
    },
    failedCuff(s) {
      const failed = { status: 'failed', validity: 'invalid', error: 'pump-up timeout' } as const
      const none = { systolic: null, diastolic: null, mean: null }
      return timeline.at(s, { kind: 'nibp', reading: { ...makeReading(s, none), ...failed } })
    },
    wait(from, to) {
      for (let s = from; s <= to; s++) timeline.at(s, { kind: 'tick' })
      return timeline
    },
    told: () => words,
    state: () => state,
  }

  function makeReading(
    s: number,
    pressures: Pick<NibpReading, 'systolic' | 'diastolic' | 'mean'>,
  ): NibpReading {
    seq += 1
    return {
      kind: 'nibp',
      sessionId: 'test',
      seq,
      at: instant(s),
      takenAt: instant(s),
      source: { origin: 'device', id: 'cuff', driver: 'test' },
      validity: 'valid',
      flags: [],
      pulseRate: 72,
      status: 'ok',
      ...pressures,
    }
  }
  return timeline
}

function inWords(event: Stepped['events'][number]): string {
  switch (event.event) {
    case 'audio':
      return `audio ${event.state} (${event.cause})`
    case 'alarms':
      return joinWords('alarms', event.parameter, event.state, `(${event.cause})`)
    case 'escalation':
      return joinWords(event.alarm, event.priority, event.stage)
    default: {
      const { alarm, priority, transition, cause, withheld } = event
      return joinWords(alarm, priority, transition, cause && `(${cause})`, withheld && `[${withheld}]`)
    }
  }
}

function joinWords(...parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join(' ')
}
