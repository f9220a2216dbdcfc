import fc from 'fast-check'
import { changeLimit, type Limits } from '../../limits.ts'
import type { NibpReading } from '../../reading.ts'
import { limitAlarmIds, type TrendAlarmId } from '../ids.ts'
import type { Acknowledging, AlarmInput, Doubt } from '../input.ts'
import { type AlarmState, startAlarms } from '../state.ts'
import { step } from '../step.ts'
import { type Age, age, makeReading, minutes, type Pressures, pressures, tellAgain } from './cuffs.ts'
import type { History } from './history.ts'

/*
 * Random but plausible stories: vital signs that linger about their limits, people who press what they may press, cables
 * that come and go. Each is told with a tick a second, as the core does.
 */

/** One thing that happens, and how many seconds of steady values follow it. */
interface Deed {
  readonly what: readonly AlarmInput[]
  readonly seconds: number
}

const around = {
  spo2: fc.constantFrom(66, 70, 71, 79, 82, 84, 85, 86, 87, 89, 90, 91, 92, 93, 94, 97),
  pulseRate: fc.constantFrom(33, 39, 40, 44, 45, 49, 50, 54, 55, 72, 115, 119, 120, 130, 135, 140, 152),
  respRate: fc.constantFrom(5, 7, 8, 9, 10, 11, 12, 16),
} as const
type Stream = keyof typeof around

const parameters = ['systolic', 'spo2', 'pulseRate'] as const
const parameter = fc.constantFrom(...parameters)
const device = fc.constantFrom('one', 'two')
const alarm = fc.constantFrom(
  ...limitAlarmIds,
  'link-lost',
  'nibp-failed',
  'spo2-signal-lost',
  'not-recording',
  'sedation-deep',
)
const by = fc.constantFrom('Ada', 'Ben')

function one<T extends AlarmInput>(input: T): readonly AlarmInput[] {
  return [input]
}

const person = fc.oneof(
  { weight: 6, arbitrary: by.map(name => one({ kind: 'acknowledge', by: name })) },
  {
    weight: 4,
    arbitrary: fc.tuple(by, alarm).map(([name, id]) => one({ kind: 'acknowledge', by: name, alarm: id })),
  },
  { weight: 2, arbitrary: by.map(name => one({ kind: 'pauseAudio', by: name })) },
  { weight: 1, arbitrary: by.map(name => one({ kind: 'resumeAudio', by: name })) },
  { weight: 1, arbitrary: by.map(name => one({ kind: 'turnAudioOff', by: name, reason: 'test' })) },
  { weight: 1, arbitrary: by.map(name => one({ kind: 'turnAudioOn', by: name })) },
  { weight: 2, arbitrary: by.map(name => one({ kind: 'pauseAlarms', by: name })) },
  { weight: 1, arbitrary: by.map(name => one({ kind: 'resumeAlarms', by: name })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(by, parameter)
      .map(([name, id]) => one({ kind: 'turnAlarmOff', by: name, parameter: id, reason: 'test' })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(by, parameter)
      .map(([name, id]) => one({ kind: 'turnAlarmOn', by: name, parameter: id })),
  },
  { weight: 2, arbitrary: fc.boolean().map(sameArm => one({ kind: 'sites', sameArm })) },
  { weight: 2, arbitrary: fc.constant(one({ kind: 't0' })) },
  { weight: 1, arbitrary: fc.constant(one({ kind: 'noBaseline' })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 110, max: 150 }), fc.integer({ min: 60, max: 90 }))
      .map(([systolic, diastolic]) =>
        one({
          kind: 'baseline',
          systolic,
          diastolic,
          ...(diastolic % 5 === 0 ? {} : { pulseRate: diastolic }),
        }),
      ),
  },
)

const machine = fc.oneof(
  { weight: 4, arbitrary: fc.boolean().map(inflating => one({ kind: 'cuff', inflating })) },
  {
    weight: 3,
    arbitrary: fc.constant<readonly AlarmInput[]>([
      { kind: 'sites', sameArm: true },
      { kind: 'cuff', inflating: true },
    ]),
  },
  { weight: 3, arbitrary: device.map(deviceId => one({ kind: 'frame', deviceId })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(device, fc.boolean())
      .map(([deviceId, gone]) => one({ kind: 'port', deviceId, gone })),
  },
  {
    weight: 1,
    arbitrary: fc.subarray(['one', 'two']).map(ids =>
      one({
        kind: 'devices',
        devices: ids.map(id => ({ id, label: id, ...(id === 'two' ? { speaksSeldom: true as const } : {}) })),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('low', 'medium', 'high', null)
      .map(priority => one({ kind: 'technical', alarm: 'not-recording', priority })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('high', null)
      .map(priority => one({ kind: 'technical', alarm: 'sedation-deep', priority })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(device, fc.constantFrom('low', null))
      .map(([deviceId, priority]) => one({ kind: 'technical', alarm: 'battery-low', deviceId, priority })),
  },
  { weight: 1, arbitrary: fc.constant(one({ kind: 'highElsewhere' })) },
  { weight: 1, arbitrary: fc.constant(one({ kind: 'resumed' })) },
)

/** What a stream gives for some seconds; `silent`: no sample at all. */
interface Beat {
  readonly value: number | null | 'silent'
  readonly doubt: Doubt | null
  readonly seconds: number
}

/** Beats that follow one another again and again; a single one is a steady value. */
type Pattern = readonly Beat[]

/** Values by name, or the change of one; what is not named goes on as it was. */
type Change =
  | { readonly kind: 'deed'; readonly deed: Deed }
  | {
      readonly kind: 'stream'
      readonly stream: Stream
      readonly pattern: Pattern
      readonly seconds: number
    }
  /** Device `one` speaks and is silent by turns; a pattern without a silent beat: it speaks on. */
  | { readonly kind: 'link'; readonly pattern: Pattern; readonly seconds: number }
  | {
      readonly kind: 'spot'
      readonly stream: Stream
      readonly value: number
      readonly doubt: Doubt | null
      readonly agoS?: number
    }
  /** A cuff reading of before is told once more: `now` by a second line, else with its age. */
  | { readonly kind: 'again'; readonly back: number; readonly shiftS: number; readonly by: 'two' | 'three' }
  | {
      readonly kind: 'cuffReading'
      readonly reading: Pressures
      readonly age: Age
    }
  | {
      readonly kind: 'limit'
      readonly id: (typeof limitAlarmIds)[number]
      readonly high: boolean
      readonly share: number
    }
  /** A cuff on the sensor's arm is tight for a while; what the sensor tells meanwhile, and what as the cuff lets go (AR-21). */
  | {
      readonly kind: 'hold'
      readonly under: Pattern
      readonly underS: number
      readonly after: Pattern
      readonly afterS: number
    }
  /** Somebody answers to what stood on their screen a while ago. */
  | {
      readonly kind: 'press'
      readonly by: string
      readonly agoS: number
      readonly which: number
      /** Names how often it had called, too. */
      readonly withCall: boolean
      readonly twice: boolean
    }

/** Long enough, now and then, for every timer there is. */
const seconds = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 9 }) },
  { weight: 5, arbitrary: fc.integer({ min: 10, max: 20 }) },
  { weight: 2, arbitrary: fc.integer({ min: 20, max: 70 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 200 }) },
)

const longSeconds = fc.integer({ min: 30, max: 160 })

const anyStream = fc.constantFrom<Stream>('spo2', 'spo2', 'pulseRate', 'respRate')
const doubt = fc.constantFrom<Doubt | null>(null, null, null, 'questionable', 'questionable', 'settling')

function beat(stream: Stream): fc.Arbitrary<Beat> {
  const value = fc.oneof(
    { weight: 8, arbitrary: around[stream] },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant('silent' as const) },
  )
  return fc.record({ value, doubt, seconds: fc.integer({ min: 1, max: 14 }) })
}

function steady(stream: Stream): fc.Arbitrary<Pattern> {
  return beat(stream).map(one => [one])
}

/** Values that come and go about a limit, doubts about every tenth one, a sensor that is on for a second in thirty. */
function changing(stream: Stream): fc.Arbitrary<Pattern> {
  const gone = fc.record({
    value: fc.constantFrom(null, null, 'silent' as const),
    doubt: fc.constant(null),
    seconds: fc.integer({ min: 3, max: 29 }),
  })
  const brief = beat(stream).map(one => ({ ...one, seconds: Math.ceil(one.seconds / 5) }))
  return fc.oneof(
    fc.tuple(beat(stream), brief),
    fc.tuple(beat(stream), beat(stream)),
    fc.tuple(gone, brief),
    fc.tuple(beat(stream), brief, gone),
  )
}

const linkBeat = (value: 1 | 'silent', most: number) =>
  fc.record({
    value: fc.constant(value),
    doubt: fc.constant(null),
    seconds: fc.integer({ min: 1, max: most }),
  })
const linkPattern: fc.Arbitrary<Pattern> = fc.oneof(
  linkBeat(1, 1).map(one => [one]),
  fc.tuple(linkBeat(1, 9), linkBeat('silent', 25)),
  fc.tuple(linkBeat(1, 60), linkBeat('silent', 40)),
)

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 10,
    arbitrary: anyStream.chain(stream =>
      fc.record({
        kind: fc.constant('stream' as const),
        stream: fc.constant(stream),
        pattern: fc.oneof(
          { weight: 3, arbitrary: steady(stream) },
          { weight: 2, arbitrary: changing(stream) },
        ),
        seconds,
      }),
    ),
  },
  // A signal that stays doubtful for long enough to end an alarm (AR-17).
  {
    weight: 1,
    arbitrary: anyStream.chain(stream =>
      fc.record({
        kind: fc.constant('stream' as const),
        stream: fc.constant(stream),
        pattern: steady(stream).map(beats => beats.map(one => ({ ...one, doubt: 'questionable' as const }))),
        seconds: longSeconds,
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('link' as const), pattern: linkPattern, seconds: longSeconds }),
  },
  {
    weight: 1,
    arbitrary: anyStream.chain(stream =>
      fc.record({
        kind: fc.constant('spot' as const),
        stream: fc.constant(stream),
        value: around[stream],
        doubt,
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<Stream>('spo2', 'spo2', 'pulseRate', 'respRate')
      .chain(stream =>
        fc
          .tuple(around[stream], minutes)
          .map(([value, agoS]) => ({ kind: 'spot' as const, stream, value, agoS, doubt: null })),
      ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(pressures, age)
      .map(([reading, taken]) => ({ kind: 'cuffReading' as const, reading, age: taken })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('again' as const),
      back: fc.integer({ min: 1, max: 4 }),
      shiftS: fc.constantFrom(0, 0, 1, -5, 9, 12),
      by: fc.constantFrom('two', 'three'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('limit' as const),
      id: fc.constantFrom(...limitAlarmIds),
      high: fc.boolean(),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      by,
      agoS: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 250 })),
      which: fc.nat({ max: 3 }),
      withCall: fc.boolean(),
      twice: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('hold' as const),
      under: fc.oneof({ weight: 3, arbitrary: steady('spo2') }, { weight: 1, arbitrary: changing('spo2') }),
      underS: fc.integer({ min: 5, max: 50 }),
      after: fc.oneof({ weight: 3, arbitrary: steady('spo2') }, { weight: 1, arbitrary: changing('spo2') }),
      afterS: fc.integer({ min: 0, max: 20 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ what: person, seconds }).map(deed => ({ kind: 'deed' as const, deed })),
  },
  {
    weight: 4,
    arbitrary: fc.record({ what: machine, seconds }).map(deed => ({ kind: 'deed' as const, deed })),
  },
)

const usualBaseline = { kind: 'baseline', systolic: 125, diastolic: 77, pulseRate: 72 } as const
const withBaseline = { kind: 'deed', deed: { what: [usualBaseline], seconds: 0 } } as const satisfies Change
const tightCuff = {
  kind: 'deed',
  deed: {
    what: [
      { kind: 'sites', sameArm: true },
      { kind: 'cuff', inflating: true },
    ],
    seconds: 1,
  },
} as const satisfies Change

/** What is usual for some minutes, a move away from it about as far and as long as a trend needs, and what comes after. */
const trendStory: fc.Arbitrary<readonly Change[]> = fc
  .constantFrom(
    { stream: 'spo2', usual: [97, 96], moved: [91, 92, 93, 94, 95], after: [92, 94, 95, 96, 97] } as const,
    {
      stream: 'pulseRate',
      usual: [72, 65],
      moved: [100, 102, 105, 42, 36],
      after: [55, 72, 85, 86, 70],
    } as const,
  )
  .chain(({ stream, usual, moved, after }) => {
    const told = (values: readonly number[], range: { min: number; max: number }) =>
      fc
        .tuple(fc.constantFrom(...values), doubt, fc.integer({ min: 1, max: 14 }), fc.integer(range))
        .map(([value, of, long, seconds]) => {
          const sure: Beat = { value, doubt: null, seconds: long }
          const pattern = of === null ? [sure] : [sure, { value: value - 3, doubt: of, seconds: 3 }]
          return { kind: 'stream' as const, stream, pattern, seconds }
        })
    const cuff = fc.constantFrom<readonly Change[]>([], [tightCuff], [tightCuff])
    return fc
      .tuple(
        fc.constant<readonly Change[]>(stream === 'pulseRate' ? [withBaseline] : []),
        told(usual, { min: 250, max: 420 }),
        told(moved, { min: 45, max: 62 }),
        cuff,
        told(moved, { min: 5, max: 60 }),
        told(after, { min: 12, max: 40 }),
        told(moved, { min: 10, max: 400 }),
      )
      .map(parts => parts.flat())
  })

const withTrends = fc.oneof({ weight: 30, arbitrary: change }, { weight: 1, arbitrary: trendStory })

/**
 * Stories of up to `most` happenings. Time goes on in whole seconds, with a tick each, but only where something may come of
 * it: long calm stretches are told with fewer ticks.
 */
export function histories(
  first: Limits,
  most: number,
  trends: readonly TrendAlarmId[] = [],
): fc.Arbitrary<History> {
  // Most sessions are past T0: only then everything can alarm.
  const begins = fc.constantFrom<readonly AlarmInput[]>(
    [{ kind: 't0' }],
    [{ kind: 't0' }, ...(trends.length === 0 ? [] : [usualBaseline])],
    [],
  )
  return fc
    .tuple(begins, fc.array(trends.length === 0 ? change : withTrends, { minLength: 3, maxLength: most }))
    .map(([what, changes]) =>
      tell(first, trends, [{ kind: 'deed', deed: { what, seconds: 0 } }, ...changes.flat()]),
    )
}

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

function tell(first: Limits, trends: readonly TrendAlarmId[], changes: readonly Change[]): History {
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
        say({ kind: 'nibp', reading })
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

const streams = Object.keys(around) as Stream[]

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
