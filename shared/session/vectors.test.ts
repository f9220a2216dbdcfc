import { describe, expect, it } from 'vitest'
import { spravato84 } from '../presets/spravato.ts'
import type { Reading } from '../reading.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/*
 * The test vectors of the plausibility rules (section 10) through the whole of a room: how a reading is judged, and what it
 * alarms. Sentinels (SpO2 127, pulse 511) never leave a driver: `devices/nonin/df2.test.ts`; "< 70" is the tile's
 * word: `renderer/panels/room/figures.test.ts`.
 */

function play(lines: readonly object[]) {
  const readings: Reading[] = []
  const events: ReplayEvent[] = []
  const begin = { t: 0, do: 'startDosing', by: 'Ana' }
  const script = parseScript([begin, ...lines].map(line => JSON.stringify(line)).join('\n'))
  const { state } = replayScript(script, {
    preset: spravato84,
    sessionId: 'test',
    t0WallMs: 0,
    onEvent: event => events.push(event),
    onReading: reading => readings.push(reading),
  })
  const alarms = events.flatMap(event =>
    event.event === 'alarm' ? [`${event.t} ${event.alarm} ${event.priority} ${event.transition}`] : [],
  )
  return { readings, alarms, events, state }
}

const cuff = (systolic: number, diastolic: number, mean: number | null) => ({
  kind: 'nibp',
  systolic,
  diastolic,
  mean,
  pulseRate: 72,
})
const spo2 = (value: number) => ({ kind: 'vital', vital: 'spo2', value })

describe('a cuff reading', () => {
  it.each([
    [128, 78, 95, 'valid', []],
    [120, 80, 100, 'valid', []],
    [84, 126, null, 'invalid', ['60 nibp-failed low raised']],
    [150, 143, null, 'invalid', ['60 nibp-failed low raised']],
    [150, 135, 140, 'questionable', ['60 diastolic-high high raised']],
    [210, 95, 128, 'questionable', ['60 systolic-high high raised']],
    [132, 80, 78, 'invalid', ['60 nibp-failed low raised']],
    [132, 80, 127, 'questionable', []],
  ] as const)('%s/%s MAP %s is %s and alarms %j', (systolic, diastolic, mean, validity, expected) => {
    const { readings, alarms } = play([{ t: 60, sample: cuff(systolic, diastolic, mean) }])
    expect(readings.map(reading => reading.validity)).toEqual([validity])
    expect(alarms).toEqual(expected)
  })

  it('is one measurement in 900 frames with an idle cuff', () => {
    const { readings } = play([
      { t: 10, sample: { kind: 'device', state: 'cuffInflating' } },
      { t: 40, sample: { kind: 'device', state: 'cuffIdle' } },
      { t: 41, sample: cuff(128, 78, 95), every: 1, until: 940 },
    ])
    expect(readings).toHaveLength(1)
  })

  it('is a new one after another inflation, with the same figures', () => {
    const { readings } = play([
      { t: 10, sample: { kind: 'device', state: 'cuffInflating' } },
      { t: 40, sample: { kind: 'device', state: 'cuffIdle' } },
      { t: 41, sample: cuff(128, 78, 95), every: 1, until: 300 },
      { t: 310, sample: { kind: 'device', state: 'cuffInflating' } },
      { t: 340, sample: { kind: 'device', state: 'cuffIdle' } },
      { t: 341, sample: cuff(128, 78, 95), every: 1, until: 600 },
    ])
    expect(readings).toHaveLength(2)
  })

  it('typed as 12/80 is refused', () => {
    const { readings, events } = play([{ t: 60, do: 'recordManual', by: 'Ana', systolic: 12, diastolic: 80 }])
    expect(readings).toEqual([])
    expect(events.at(-1)).toMatchObject({ refused: expect.stringContaining('cannot be right') })
  })
})

describe('SpO2', () => {
  it('97, 97, 96, 85 a second apart: the last is questionable, and its timers start', () => {
    const { readings, alarms } = play([
      { t: 10, sample: spo2(97) },
      { t: 11, sample: spo2(97) },
      { t: 12, sample: spo2(96) },
      { t: 13, sample: spo2(85), every: 1, until: 40 },
    ])
    const first = readings.find(reading => reading.kind === 'vital' && reading.value === 85)
    expect(first).toMatchObject({ validity: 'questionable', flags: ['rateOfChange'] })
    // 85 is not below 85: MEDIUM after 15 s from the very first value past 90.
    expect(alarms).toEqual(['28 spo2-low medium raised'])
  })

  it('64 with good flags is questionable, and HIGH after 3 s (AR-19)', () => {
    const { readings, alarms } = play([{ t: 10, sample: spo2(64), every: 1, until: 25 }])
    expect(readings[0]).toMatchObject({ validity: 'questionable', flags: ['softRange'] })
    expect(alarms).toEqual(['13 spo2-low high raised'])
  })

  it.each([39, 101, 0])('%i is no value', value => {
    const { readings, alarms } = play([{ t: 10, sample: spo2(value), every: 1, until: 25 }])
    expect(readings.every(({ validity }) => validity === 'invalid')).toBe(true)
    expect(alarms).toEqual([])
  })

  it('is marked "on O2" while oxygen is given, and no longer', () => {
    const { readings } = play([
      { t: 10, sample: spo2(97), every: 1, until: 13 },
      { t: 14, do: 'recordMark', by: 'Ana', mark: 'oxygen' },
      { t: 15, sample: spo2(97), every: 1, until: 20 },
      { t: 21, do: 'recordMark', by: 'Ana', mark: 'oxygen', severity: 'none' },
      { t: 22, sample: spo2(97), every: 1, until: 25 },
    ])
    const onOxygen = readings.filter(({ flags }) => flags.includes('onOxygen'))
    expect(onOxygen.map(({ at }) => at.monoMs / 1000)).toEqual([15, 16, 17, 18, 19, 20])
    expect(onOxygen.every(({ validity }) => validity === 'valid')).toBe(true)
  })
})

describe('a tag on a cuff reading', () => {
  const tag = (mark: string, seq: number) => ({ t: 70, do: 'recordMark', by: 'Ana', mark, seq })

  it('stands beside it and suppresses nothing', () => {
    const { state, alarms } = play([{ t: 60, sample: cuff(184, 100, 128) }, tag('distressed', 1)])
    expect(state.session.marks).toMatchObject([{ mark: 'distressed', seq: 1, by: 'Ana' }])
    expect(alarms).toContain('60 systolic-high high raised')
    expect(state.alarm.conditions.map(({ alarm }) => alarm)).toContain('systolic-high')
  })

  it.each([
    ['talking', 2, /Reading 2 is not one of the last two/],
    ['nausea', 1, /bears on no reading/],
  ] as const)('%s on reading %i is refused', (mark, seq, refused) => {
    const { state, events } = play([{ t: 60, sample: cuff(128, 78, 95) }, tag(mark, seq)])
    expect(state.session.marks).toEqual([])
    expect(events.at(-1)).toMatchObject({ refused: expect.stringMatching(refused) })
  })
})

describe('cuff and sensor', () => {
  it('are recorded with the size of the cuff', () => {
    const { state } = play([
      { t: 5, do: 'setSites', by: 'Ana', cuff: 'left', sensor: 'right', cuffSize: 'largeAdult' },
    ])
    expect(state.session.sites).toMatchObject({ cuff: 'left', sensor: 'right', cuffSize: 'largeAdult' })
  })
})

describe('the baseline', () => {
  it('passes over a questionable reading while there is a sound one, and can be set only from T0 on', () => {
    const events: ReplayEvent[] = []
    const lines = [
      { t: -900, sample: cuff(124, 76, 92) },
      { t: -600, sample: cuff(190, 80, 118) },
      { t: -500, do: 'setBaseline', by: 'Dr P', systolic: 120, diastolic: 70, reason: 'test' },
      { t: 0, do: 'startDosing', by: 'Ana' },
      {
        t: 30,
        do: 'setBaseline',
        by: 'Dr P',
        systolic: 120,
        diastolic: 70,
        mean: 120,
        reason: 'was anxious',
      },
      { t: 60, do: 'setBaseline', by: 'Dr P', systolic: 120, diastolic: 70, reason: 'was anxious' },
    ]
    const { state } = replayScript(parseScript(lines.map(line => JSON.stringify(line)).join('\n')), {
      preset: spravato84,
      sessionId: 'test',
      t0WallMs: 0,
      onEvent: event => events.push(event),
    })
    expect(events).toContainEqual(
      expect.objectContaining({ t: -500, refused: expect.stringContaining('T0') }),
    )
    expect(events).toContainEqual(
      expect.objectContaining({ t: 0, kind: 'baseline', systolic: 124, from: [1] }),
    )
    expect(events).toContainEqual(
      expect.objectContaining({ t: 30, refused: expect.stringContaining('MAP must lie between') }),
    )
    expect(events).toContainEqual(
      expect.objectContaining({ t: 60, kind: 'baseline', before: { systolic: 124, diastolic: 76 } }),
    )
    expect(state.session.baseline).toMatchObject({ systolic: 120, setBy: { by: 'Dr P' } })
  })
})
