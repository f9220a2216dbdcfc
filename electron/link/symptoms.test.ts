import { describe, expect, it } from 'vitest'
import type { Driver } from '../../devices/driver.ts'
import { findDriver } from '../../devices/index.ts'
import { createRandom } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { describeFault } from './fault.ts'
import { nameSymptom, SYMPTOM_BYTES } from './symptoms.ts'

function find(id: string): Driver {
  const driver = findDriver(id)
  if (!driver) throw new Error(id)
  return driver
}
const text = find('nellcor-ascii')
const binary = find('nonin-df2')
const odd = find('contec-v5')

/** What this monitor sends for some minutes. */
function sentBy(driver: Driver): Uint8Array {
  const encoder = driver.createEncoder()
  const parts: number[] = []
  for (let n = 0; parts.length < 4 * SYMPTOM_BYTES; n += 1) {
    const samples: Sample[] = (['spo2', 'pulseRate'] as const).map(vital => ({
      kind: 'vital',
      vital,
      value: (vital === 'spo2' ? 90 : 60) + (n % 9),
      quality: 'good',
    }))
    const values = Array.from({ length: 25 }, (_, at) => (((n * 25 + at) * 37) % 128) / 128)
    const wave: Sample[] =
      driver.stream.plethPerS > 0
        ? [{ kind: 'wave', wave: 'pleth', ratePerS: driver.stream.plethPerS, values }]
        : []
    parts.push(...encoder.encode([...wave, ...samples]))
  }
  return Uint8Array.from(parts)
}
const ones = (byte: number) => [...byte.toString(2)].filter(bit => bit === '1').length
/** The eighth bit makes the ones even, or odd. */
const withParityBit = (bytes: Uint8Array, parity: 0 | 1) =>
  bytes.map(byte => (byte & 0x7f) | (ones(byte & 0x7f) % 2 === parity ? 0 : 0x80))
/** Eight bits and a parity bit, read without it: where it is 0 the byte is thrown away. */
const withoutStopBit = (bytes: Uint8Array, parity: 0 | 1) => bytes.filter(byte => ones(byte) % 2 !== parity)

/** The line of a slow sender, bit by bit, read at a multiple of its speed. */
function readFaster(bytes: Uint8Array, times: number): Uint8Array {
  const bits = [...bytes].flatMap(byte => [0, ...Array.from({ length: 8 }, (_, at) => (byte >> at) & 1), 1])
  const line = bits.flatMap(bit => Array<number>(times).fill(bit))
  const read: number[] = []
  for (let at = 0; at + 9 < line.length; ) {
    if (line[at] !== 0) {
      at += 1
      continue
    }
    read.push(
      Array.from({ length: 8 }, (_, bit) => (line[at + 1 + bit] ?? 1) << bit).reduce((a, b) => a | b, 0),
    )
    at += 10
  }
  return Uint8Array.from(read)
}
const newest = (bytes: Uint8Array) => bytes.slice(-SYMPTOM_BYTES)

describe('the symptom of bytes that are no frames', () => {
  it.each([
    ['7E1', withParityBit(sentBy(text), 0), text],
    ['7O1', withParityBit(sentBy(text), 1), text],
    ['8E1', withoutStopBit(sentBy(binary), 0), binary],
    ['8O1', withoutStopBit(sentBy(binary), 1), binary],
    ['8N1', withoutStopBit(sentBy(binary), 1), odd],
  ] as const)('of parity %s', (likely, bytes, driver) => {
    expect(nameSymptom(newest(bytes), driver)).toEqual({ kind: 'parity', likely })
  })

  it.each([8, 12, 16])('of a sender that is %d times slower is broken framing', times => {
    expect(nameSymptom(newest(readFaster(sentBy(text), times)), text)).toEqual({ kind: 'framing' })
  })

  it('there is none of what is sent as it should be, of noise, of one byte again and again, or of a few', () => {
    for (const driver of [text, binary, odd]) expect(nameSymptom(newest(sentBy(driver)), driver)).toBeNull()
    for (let seed = 1; seed <= 200; seed += 1)
      expect(nameSymptom(createRandom(seed).bytes(SYMPTOM_BYTES), text)).toBeNull()
    expect(nameSymptom(new Uint8Array(SYMPTOM_BYTES).fill(0x41), text)).toBeNull()
    expect(nameSymptom(withParityBit(sentBy(text), 0).slice(0, 40), text)).toBeNull()
  })
})

it('is said in one sentence with what to set', () => {
  const say = (symptom: Parameters<typeof describeFault>[3]) =>
    describeFault({ kind: 'noFrames' }, 'COM3', text, symptom)
  expect(say({ kind: 'parity', likely: '8E1' })).toBe(
    'Characters arrive at COM3 with wrong parity (8E1?): set the monitor to 9600 8-N-1.',
  )
  expect(say({ kind: 'framing' })).toBe(
    'Characters arrive at COM3 broken (framing; slower than 9600?): set the monitor to 9600 8-N-1, or choose its speed here.',
  )
  expect(say(null)).toMatch(/^What comes from COM3 is not Nellcor/)
})
