import fc from 'fast-check'
import type { Limits } from '../../limits.ts'
import { limitAlarmIds, type TrendAlarmId } from '../ids.ts'
import type { AlarmInput, Doubt } from '../input.ts'
import { age, minutes, pressures } from './cuffs.ts'
import type { Beat, Change, Pattern, Stream } from './happenings.ts'
import type { History } from './history.ts'
import { tell } from './tell.ts'

/** Where a gap of unknown length may have begun: so few that what is said of one is often said of one there was (AR-22). */
const gapFrom = fc.constantFrom(100_000, 200_000)
const rarely = fc.constantFrom(false, false, false, true)

/*
 * Random but plausible stories: vital signs that linger about their limits, people who press what they may press, cables
 * that come and go. Each is told with a tick a second, as the core does.
 */

const around = {
  spo2: fc.constantFrom(66, 70, 71, 79, 82, 84, 85, 86, 87, 89, 90, 91, 92, 93, 94, 97),
  pulseRate: fc.constantFrom(33, 39, 40, 44, 45, 49, 50, 54, 55, 72, 115, 119, 120, 130, 135, 140, 152),
  respRate: fc.constantFrom(5, 7, 8, 9, 10, 11, 12, 16),
  etco2: fc.constantFrom(38, 46, 47, 48, 49, 50, 54, 55, 57, 59, 60, 65),
} as const satisfies Record<Stream, unknown>

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
    arbitrary: fc.constantFrom(['2'], ['2', '1'], ['2', '1', '0'], []).map(items =>
      one({
        kind: 'technical',
        alarm: 'sedation-deep',
        ...(items.length === 0 ? { priority: null } : { priority: 'high' as const, items }),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(device, fc.constantFrom('low', null))
      .map(([deviceId, priority]) => one({ kind: 'technical', alarm: 'battery-low', deviceId, priority })),
  },
  { weight: 1, arbitrary: fc.constant(one({ kind: 'highElsewhere' })) },
  { weight: 1, arbitrary: fc.constant(one({ kind: 'resumed' })) },
  {
    weight: 1,
    arbitrary: gapFrom.map(unsureFromMonoMs => one({ kind: 'resumed', unsureFromMonoMs })),
  },
  { weight: 1, arbitrary: gapFrom.map(fromMonoMs => one({ kind: 'gapSaid', fromMonoMs, lacksMs: 0 })) },
  { weight: 1, arbitrary: fc.constant(one({ kind: 'dosing' })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 900_000 }), fc.integer({ min: -200_000, max: 1_000_000 }))
      .map(([fromMonoMs, lacksMs]) => one({ kind: 'gapSaid', fromMonoMs, lacksMs })),
  },
)

/** Long enough, now and then, for every timer there is. */
const seconds = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 9 }) },
  { weight: 5, arbitrary: fc.integer({ min: 10, max: 20 }) },
  { weight: 2, arbitrary: fc.integer({ min: 20, max: 70 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 200 }) },
)

const longSeconds = fc.integer({ min: 30, max: 160 })

const anyStream = fc.constantFrom<Stream>('spo2', 'spo2', 'pulseRate', 'respRate', 'etco2')
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
    arbitrary: fc.constantFrom<Stream>('spo2', 'spo2', 'pulseRate', 'respRate', 'etco2').chain(stream =>
      fc.tuple(around[stream], minutes, rarely).map(([value, agoS, inDoubt]) => ({
        kind: 'spot' as const,
        stream,
        value,
        agoS,
        inDoubt,
        doubt: null,
      })),
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(pressures, age, rarely)
      .map(([reading, taken, inDoubt]) => ({ kind: 'cuffReading' as const, reading, age: taken, inDoubt })),
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

/** What happens in a story: up to `most` things, one after the other. */
export function happenings(most: number, trends: readonly TrendAlarmId[]): fc.Arbitrary<readonly Change[]> {
  // Most sessions are past T0: only then everything can alarm.
  const begins = fc.constantFrom<readonly AlarmInput[]>(
    [{ kind: 't0' }],
    [{ kind: 't0' }, ...(trends.length === 0 ? [] : [usualBaseline])],
    [],
  )
  return fc
    .tuple(begins, fc.array(trends.length === 0 ? change : withTrends, { minLength: 3, maxLength: most }))
    .map(([what, changes]) => [{ kind: 'deed', deed: { what, seconds: 0 } }, ...changes.flat()])
}

/**
 * Stories of up to `most` happenings. Time goes on in whole seconds, with a tick each, but only where something may come of
 * it: long calm stretches are told with fewer ticks.
 */
export function histories(
  first: Limits,
  most: number,
  trends: readonly TrendAlarmId[] = [],
): fc.Arbitrary<History> {
  return happenings(most, trends).map(changes => tell(first, trends, changes))
}
