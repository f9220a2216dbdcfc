import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { answerCreated, associationRequest, keepAlive, pollNumerics } from './association.ts'
import { frameContent } from './frame.ts'
import { philipsIntellivue } from './index.ts'
import { readFloat, writeFloat } from './numerics.ts'
import { createParser } from './parser.ts'

const capture = readFileSync(
  new URL('../../fixtures/captures/philips-intellivue/vectors.bin', import.meta.url),
)
/** The whole frames of the capture, in its order. */
const frames = capture
  .toString('latin1')
  .split(/(?=\xc0)/)
  .filter(text => text.endsWith('\xc1') && !text.endsWith('\x7d\xc1'))
  .map(text => Uint8Array.from(Buffer.from(text, 'latin1')))
const at = { created: 0, all: 1, invalid: 2, early: 3, questionable: 4, demo: 5, linked: 6, empty: 7, kPa: 8 }

function frame(name: keyof typeof at): Uint8Array {
  const found = frames[at[name]]
  if (!found) throw new Error(`no frame ${name}`)
  return Uint8Array.from(found)
}

const text = (bytes: Uint8Array) =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')
const cuffsOf = (samples: readonly Sample[]) => samples.filter(({ kind }) => kind === 'nibp')
const pressures = (figures: number) => {
  // 138/86 as the frame has it, with another systolic: the check sequence is made anew.
  const bytes = unframed(frame('kPa'))
  for (let place = 0; place < bytes.length; place += 1)
    if (bytes[place] === 0x4a && bytes[place + 1] === 0x05) bytes[place + 9] = figures
  return frameContent(bytes)
}

/** What a frame without escapes has between its ends, without its check sequence. */
function unframed(bytes: Uint8Array): Uint8Array {
  return bytes.slice(1, -3)
}

describe('frames', () => {
  it('are checked and escaped as the documented examples', () => {
    expect(text(frameContent(Uint8Array.of(0x3a, 0x71)))).toBe('C0 3A 71 9B 26 C1')
    expect(text(frameContent(Uint8Array.of(0x3a, 0x91)))).toBe('C0 3A 91 95 7D E1 C1')
  })

  it('with a wrong check sequence give nothing but that', () => {
    const bytes = frame('all')
    bytes[90] = (bytes[90] ?? 0) ^ 1
    expect(createParser().push(bytes)).toEqual([
      { kind: 'badFrame', reason: 'checksum', bytes: bytes.length },
    ])
  })

  it('cut short are dropped when the next begins; given up by their sender they are no loss', () => {
    const parser = createParser()
    expect(parser.push(frame('all').subarray(0, 20))).toEqual([])
    expect(parser.push(frame('invalid'))[0]).toEqual({ kind: 'badFrame', reason: 'framing', bytes: 20 })
    expect(parser.push(Uint8Array.of(0xc0, 0x11, 0x01, 0x00, 0x26, 0xe1, 0x00, 0x7d, 0xc1))).toEqual([])
    expect(parser.goodFrames).toBe(1)
  })

  it('in which a length runs past its parent are bad', () => {
    const bytes = unframed(frame('invalid'))
    // The length of the only value.
    const place = bytes.findIndex((byte, index) => byte === 0x09 && bytes[index + 1] === 0x50) + 3
    bytes[place] = 0x0b
    expect(createParser().push(frameContent(bytes))).toMatchObject([{ kind: 'badFrame', reason: 'framing' }])
  })
})

describe('numbers', () => {
  it.each([
    [0xfefe7960, -1000],
    [0xfd007d00, 32],
    [0xff000140, 32],
    [0xff0003ca, 97],
    [0x02000005, 500],
    [0x007fffff, null],
    [0x00800000, null],
    [0x007ffffe, null],
    [0x00800002, null],
  ])('%i is %s', (bits, value) => expect(readFloat(bits | 0)).toBe(value))

  it('are written as they are read', () => {
    const [a = 0, b = 0, c = 0, d = 0] = writeFloat(97.5)
    expect(readFloat((a << 24) | (b << 16) | (c << 8) | d)).toBe(97.5)
  })
})

describe('cuff results', () => {
  it('with the same time of measurement are told once, with their age by the monitor’s own clock', () => {
    const parser = createParser()
    expect(cuffsOf(parser.push(frame('all')))).toMatchObject([
      { systolic: 138, diastolic: 86, mean: 103, ageS: 137, takenAt: '2026-03-14T09:38:50' },
    ])
    expect(cuffsOf(parser.push(frame('all')))).toEqual([])
    expect(parser.deviceTime).toBe('2026-03-14T09:41:07')
  })

  it('that stand there without a time are of nobody knows when; changed they are new, and kPa are mmHg', () => {
    const parser = createParser()
    expect(cuffsOf(parser.push(frame('kPa')))).toMatchObject([{ systolic: 138, standing: true }])
    expect(cuffsOf(parser.push(frame('kPa')))).toEqual([])
    const [changed] = cuffsOf(parser.push(pressures(0xc0)))
    expect(changed).toMatchObject({ systolic: 144, diastolic: 86 })
    expect(changed).not.toHaveProperty('standing')
  })

  it('are not told early, and are new after "measuring" even if nothing has changed', () => {
    const parser = createParser()
    parser.push(frame('kPa'))
    expect(parser.push(frame('early'))).toEqual([{ kind: 'device', state: 'cuffInflating' }])
    expect(parser.push(frame('kPa'))).toMatchObject([
      { kind: 'device', state: 'cuffIdle' },
      { kind: 'nibp', systolic: 138 },
    ])
  })
})

/** The frame in kPa with this state of all its pressures, as of a monitor that keeps its figures while it measures. */
const withState = (bits: number) => {
  const bytes = unframed(frame('kPa'))
  for (let place = 0; place + 5 < bytes.length; place += 1)
    if (
      bytes[place] === 0x4a &&
      [0x05, 0x06, 0x07].includes(bytes[place + 1] ?? 0) &&
      bytes[place + 4] === 0x0f
    )
      bytes[place + 3] = bits
  return frameContent(bytes)
}

describe('a cuff that keeps its figures while it measures', () => {
  const told = (...parts: readonly Uint8Array[]) => {
    const parser = createParser()
    return parts.map(bytes =>
      cuffsOf(parser.push(bytes)).map(sample =>
        sample.kind === 'nibp' ? (sample.error ?? sample.systolic) : null,
      ),
    )
  }
  const busy = withState(0x20)
  const idle = withState(0)

  it('and was stopped has no new reading', () => {
    expect(told(idle, busy, busy, idle, idle, idle)).toEqual([[138], [], [], [], ['no new reading'], []])
    expect(told(idle, busy, idle, busy, idle, idle)).toEqual([
      [138],
      [],
      [],
      ['no new reading'],
      [],
      ['no new reading'],
    ])
  })
  it('has one once they change, in the poll after the end too', () => {
    expect(told(idle, busy, pressures(0xc0), pressures(0xc0))).toEqual([[138], [], [144], []])
    expect(told(idle, busy, idle, pressures(0xc0), idle)).toEqual([[138], [], [], [144], [138]])
  })
})

it('a measurement that leaves the time of the result before has no new reading', () => {
  const parser = createParser()
  parser.push(frame('all'))
  parser.push(frame('early'))
  const given = [frame('all'), frame('all'), frame('all')].map(bytes => cuffsOf(parser.push(bytes)))
  expect(given).toMatchObject([[], [{ status: 'failed', error: 'no new reading' }], []])
})

it('a demonstration, and a unit that does not belong, are no values', () => {
  expect(createParser().push(frame('demo'))).toEqual([
    { kind: 'vital', vital: 'heartRate', value: null, quality: 'noSignal' },
  ])
  const bytes = unframed(frame('questionable'))
  const place = bytes.findIndex((byte, index) => byte === 0x02 && bytes[index + 1] === 0x20)
  bytes.set([0x0a, 0xa0], place)
  expect(createParser().push(frameContent(bytes))).toMatchObject([{ vital: 'spo2', value: null }])
})

describe('requests', () => {
  it('are the documented ones', () => {
    expect(associationRequest).toHaveLength(247)
    expect(text(associationRequest.subarray(-3))).toBe('E8 B4 C1')
    expect(text(answerCreated(1, 0))).toBe(
      'C0 11 01 00 1C E1 00 00 02 00 02 00 14 00 01 00 01 00 0E 00 21 00 00 00 00 00 00 00 00 0D 06 00 00 C3 09 C1',
    )
    expect(text(pollNumerics(1))).toBe(
      'C0 11 01 00 24 E1 00 00 02 00 01 00 1C 00 01 00 07 00 16 00 21 00 00 00 00 00 00 00 00 0C 16 00 08 00 01 00 01 00 06 00 00 C6 C7 C1',
    )
    expect(text(keepAlive(2))).toBe(
      'C0 11 01 00 24 E1 00 00 02 00 01 00 1C 00 02 00 07 00 16 00 21 00 00 00 00 00 00 00 00 0C 16 00 08 00 02 00 01 00 36 08 11 16 D0 C1',
    )
  })
})

testDriver(philipsIntellivue, { randomGroup, captures: ['vectors'], checksum: true })

function randomGroup(random: Random): Sample[] {
  const before = randomSet(random)
  if (random.chance(0.6)) return before
  const failed = random.chance(0.2)
  const diastolic = random.int(30, 150)
  const nothing = { systolic: null, diastolic: null, mean: null, pulseRate: null }
  const systolic = diastolic + random.int(10, 100)
  return [
    ...before,
    { kind: 'device', state: 'cuffInflating' },
    ...randomSet(random),
    { kind: 'device', state: 'cuffIdle' },
    failed
      ? { kind: 'nibp', ...nothing, status: 'failed', error: 'no result; see the monitor' }
      : {
          kind: 'nibp',
          systolic,
          diastolic,
          mean: diastolic + 5,
          pulseRate: random.int(30, 250),
          status: 'ok',
        },
  ]
}

function randomSet(random: Random): Sample[] {
  const vital = (
    name: 'spo2' | 'pulseRate' | 'heartRate' | 'respRate',
    value: number,
    quality: 'good' | 'poor' = 'good',
  ): Sample => {
    const given = random.chance(0.9) ? value : null
    return { kind: 'vital', vital: name, value: given, quality: given === null ? 'noSignal' : quality }
  }
  return [
    vital('heartRate', random.int(0, 350)),
    vital('spo2', random.int(0, 1000) / 10, random.chance(0.2) ? 'poor' : 'good'),
    vital('pulseRate', random.int(0, 350)),
    vital('respRate', random.int(0, 120)),
  ]
}
