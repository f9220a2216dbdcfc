import { describe, expect, it } from 'vitest'
import type { LinkView } from '../../../shared/link.ts'
import { addRows, describeSample } from './bytes.ts'
import { judgeCable } from './cable.ts'
import { describeWorn } from './worn.ts'

const link: LinkView = {
  state: 'connected',
  sinceMonoMs: 0,
  goodFrames: 100,
  badFrames: 2,
  bytes: 1000,
  framesPerS: 1,
  lastByteAt: null,
  lastFrameAt: null,
  clockOffsetS: null,
  error: null,
  attempts: 0,
}
const judge = (changes: Partial<LinkView>) => judgeCable(link, { ...link, ...changes }, '9600 8N1')

describe('the cable test', () => {
  it('tells silence, the wrong speed, noise and a good line apart', () => {
    expect(judge({})).toMatch(/No bytes came.*null-modem/)
    expect(judge({ bytes: 1500 })).toMatch(/^500 bytes came, but nothing fits at 9600 8N1: wrong speed/)
    expect(judge({ bytes: 2000, goodFrames: 190, badFrames: 12 })).toMatch(/^10 of 100 frames were bad/)
    expect(judge({ bytes: 2000, goodFrames: 195, badFrames: 7 })).toMatch(/good: 95 frames, 5 bad/)
    expect(judge({ bytes: 2000, goodFrames: 200 })).toMatch(/good: 100 frames, none bad/)
  })

  it('says what is wrong with the port where it is lost', () => {
    expect(judge({ state: 'lost', error: 'The port is in use.' })).toBe('The port is in use.')
  })
})

describe('the byte view', () => {
  const event = { kind: 'bytes', deviceId: 'd', samples: [], left: 0 } as const

  it('shows sixteen bytes a row, in hex and as letters', () => {
    const hex = '4142430d'.repeat(5)
    const rows = addRows([], { ...event, chunks: [{ direction: 'in', hex }] })
    expect(rows.map(({ kind, text, letters }) => [kind, text, letters])).toEqual([
      ['in', '41 42 43 0d 41 42 43 0d 41 42 43 0d 41 42 43 0d', 'ABC·ABC·ABC·ABC·'],
      ['in', '41 42 43 0d', 'ABC·'],
    ])
  })

  it('says what was made of them, and how many were left out', () => {
    const rows = addRows([], {
      ...event,
      chunks: [],
      left: 1200,
      samples: [{ kind: 'vital', vital: 'spo2', value: 97, quality: 'poor' }],
    })
    expect(rows.map(({ text }) => text)).toEqual(['1,200 more bytes', 'SpO2 97 %, weak signal'])
  })

  it('keeps the newest two hundred rows, each with a number of its own', () => {
    let rows = addRows([], { ...event, chunks: [] })
    for (let n = 0; n < 300; n++)
      rows = addRows(rows, { ...event, chunks: [{ direction: 'out', hex: 'ff' }] })
    expect(rows).toHaveLength(200)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(200)
  })

  it('has words for every sample', () => {
    expect(describeSample({ kind: 'badFrame', reason: 'checksum', bytes: 9 })).toBe(
      'dropped 9 bytes: wrong checksum',
    )
    const pressure = { kind: 'nibp', systolic: 128, diastolic: 78, mean: null, pulseRate: null } as const
    expect(describeSample({ ...pressure, status: 'ok' })).toBe('BP 128/78 mmHg')
    expect(describeSample({ ...pressure, status: 'failed', error: 'air leak' })).toBe('BP failed: air leak')
    expect(describeSample({ kind: 'vital', vital: 'spo2', value: null, quality: 'noSignal' })).toBe('SpO2 --')
    expect(describeSample({ kind: 'device', state: 'noSensor' })).toBe('noSensor')
  })
})

describe('where cuff and sensor are', () => {
  const sites = { cuff: 'left', sensor: 'right', by: 'Ada', at: { wallMs: 0, monoMs: 0 } } as const
  it.each([
    ['both', ['spo2', 'systolic'], { sites }, 'cuff left arm, SpO2 sensor right arm'],
    ['a cuff', ['systolic'], { sites }, 'cuff left arm'],
    ['an oximeter', ['spo2'], { sites }, 'SpO2 sensor right arm'],
    ['a thermometer', ['temperature'], { sites }, null],
    [
      'both, not said yet',
      ['spo2', 'systolic'],
      {},
      'nobody has said on which arms its cuff and sensor are: key w in the room',
    ],
    ['both, without a session', ['spo2', 'systolic'], null, null],
  ] as const)('of a monitor with %s', (_, vitals, session, said) => {
    expect(describeWorn(vitals, session)).toBe(said)
  })
})
