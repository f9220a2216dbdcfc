import { changeLimit, type Limits } from '../../limits.ts'
import type { NibpReading } from '../../reading.ts'
import type { TrendAlarmId } from '../ids.ts'
import type { Acknowledging, AlarmInput, Doubt } from '../input.ts'
import { type AlarmState, startAlarms } from '../state.ts'
import { step } from '../step.ts'
import { makeReading, tellAgain } from './cuffs.ts'
import { type Beat, type Change, type Pattern, type Stream, streams } from './happenings.ts'
import type { History } from './history.ts'

type Seen = Omit<Acknowledging, 'kind' | 'by'>

/** Each line of the screen, as an answer to it would name it. */
function screenOf({ conditions, latched }: AlarmState): readonly Seen[] {
  return [
    ...conditions.map(({ alarm, occurrence, call, priority, value }) => ({
      alarm,
      occurrence,
      call,
      priority,
      value,
    })),
    ...latched.map(({ alarm, occurrence, call, value }) => ({
      alarm,
      occurrence,
      call,
      priority: 'high' as const,
      value,
    })),
  ]
}

const ranges = { medium: [0.4, 0.6], high: [0.1, 0.9] } as const

/** The history of what happens, with a tick a second, as the core gives it. */
export function tell(first: Limits, trends: readonly TrendAlarmId[], changes: readonly Change[]): History {
  const history: { atMs: number; input: AlarmInput }[] = []
  let atMs = 0
  let limits = first
  const readings: NibpReading[] = []
  const patterns: Partial<Record<Stream | 'link', { readonly pattern: Pattern; readonly sinceMs: number }>> =
    {
      spo2: { pattern: [{ value: 97, doubt: null, seconds: 1 }], sinceMs: 0 },
    }
  // What stood on a screen is for the rules themselves to say: whether an answer to it counts, the model decides apart.
  let state = startAlarms(first, trends)
  const screens: { readonly atMs: number; readonly seen: readonly Seen[] }[] = []
  const say = (input: AlarmInput) => {
    history.push({ atMs, input })
    state = step(state, input, { monoMs: atMs, wallMs: atMs }).state
    screens.push({ atMs, seen: screenOf(state) })
  }
  const beatNow = (name: Stream | 'link'): Beat | undefined => {
    const known = patterns[name]
    return known && beatAt(known.pattern, (atMs - known.sinceMs) / 1000)
  }
  const pass = (count: number) => {
    // A minute and more of steady values passes in steps of 7 s: shorter than any silence that means something.
    const isSteady = Object.values(patterns).every(({ pattern }) => pattern.length === 1)
    const step = count > 60 && isSteady ? 7 : 1
    for (let second = 0; second < count; second += step) {
      atMs += step * 1000
      const link = beatNow('link')
      if (link && link.value !== 'silent') say({ kind: 'frame', deviceId: 'one' })
      for (const vital of streams) {
        const now = beatNow(vital)
        if (!now || now.value === 'silent') continue
        say({ kind: 'vital', vital, value: now.value, ...withDoubt(now.value === null ? null : now.doubt) })
      }
      say({ kind: 'tick' })
    }
  }
  for (const one of changes) {
    switch (one.kind) {
      case 'deed':
        for (const input of one.deed.what) say(input)
        pass(one.deed.seconds)
        break
      case 'stream':
        patterns[one.stream] = { pattern: one.pattern, sinceMs: atMs + 1000 }
        pass(one.seconds)
        break
      case 'link':
        if (!history.some(({ input }) => input.kind === 'devices'))
          say({ kind: 'devices', devices: [{ id: 'one', label: 'one' }] })
        patterns.link = { pattern: one.pattern, sinceMs: atMs + 1000 }
        pass(one.seconds)
        break
      case 'press': {
        const seen = screens.findLast(screen => screen.atMs <= atMs - one.agoS * 1000)?.seen ?? []
        const { call, ...meant } = seen[one.which % seen.length] ?? {}
        if (meant.alarm === undefined) break
        const press = {
          kind: 'acknowledge',
          by: one.by,
          ...meant,
          ...(one.withCall ? { call } : {}),
        } as const
        say(press)
        if (one.twice) say(press)
        pass(1)
        break
      }
      case 'spot':
        say({
          kind: 'vital',
          vital: one.stream,
          value: one.value,
          spot: true,
          ...withDoubt(one.doubt),
          ...(one.agoS === undefined ? {} : { takenMonoMs: atMs - one.agoS * 1000 }),
          ...(one.inDoubt ? { inDoubt: true } : {}),
        })
        pass(1)
        break
      case 'hold':
        say({ kind: 'sites', sameArm: true })
        say({ kind: 'cuff', inflating: true })
        patterns.spo2 = { pattern: one.under, sinceMs: atMs + 1000 }
        pass(one.underS)
        say({ kind: 'cuff', inflating: false })
        patterns.spo2 = { pattern: one.after, sinceMs: atMs + 1000 }
        pass(one.afterS)
        break
      case 'cuffReading': {
        const reading = makeReading(readings.length + 1, atMs, one.reading, one.age)
        readings.push(reading)
        say({ kind: 'nibp', reading, ...(one.inDoubt ? { inDoubt: true } : {}) })
        pass(1)
        break
      }
      case 'again': {
        const known = readings.at(-one.back)
        if (!known) break
        say({ kind: 'nibp', reading: tellAgain(known, atMs, one.shiftS, one.by) })
        pass(1)
        break
      }
      case 'limit': {
        const priority = one.high ? 'high' : 'medium'
        const level = limits[one.id].levels[priority]
        if (!level) break
        // About the limit as it is; what the ranges do not allow is left as it is.
        const [low, top] = ranges[priority]
        const moved = Math.round(level.limit + (one.share - 0.5) * 12 * (top - low + 0.5))
        const changed = changeLimit(limits, one.id, priority, moved, { kind: 'replay', name: 'history' })
        if (!changed.ok) break
        limits = changed.limits
        say({ kind: 'limits', limits })
        pass(1)
      }
    }
  }
  return history
}

function withDoubt(of: Doubt | null): { readonly doubt?: Doubt } {
  return of === null ? {} : { doubt: of }
}

function beatAt(pattern: Pattern, second: number): Beat | undefined {
  const cycle = pattern.reduce((sum, { seconds: long }) => sum + long, 0)
  let left = second % cycle
  for (const one of pattern) {
    if (left < one.seconds) return one
    left -= one.seconds
  }
  return pattern.at(-1)
}
