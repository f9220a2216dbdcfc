import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { ivyAnsarB } from './index.ts'
import { createParser } from './parser.ts'

/** A frame with flat waves and this text, lines parted by "/". */
function frame(text: string): Uint8Array {
  const waves = new Uint8Array(400).fill(0x64)
  return concatBytes([
    textBytes('\xffANSAR-B '),
    waves,
    textBytes(text.replaceAll('/', '\r')),
    Uint8Array.of(0xfe),
  ])
}
const vitalsOf = (samples: readonly Sample[]) =>
  Object.fromEntries(
    samples.flatMap(sample => (sample.kind === 'vital' ? [[sample.vital, sample.value]] : [])),
  )
const cuffsOf = (samples: readonly Sample[]) => samples.filter(({ kind }) => kind === 'nibp')

describe('text lines', () => {
  it('of the real recording', () => {
    const text =
      'HR=1;80;ECG-II-DIAG;/RR=1;35;APNEA: 20 SEC;/ETCO2=1;;;/SPO2=1;100;PR=80 ;/NIBP=4;121;75;92;80;;/P1=3;111;73;88;;/P2=3;;;;NO TRANSDUCER;/T1=1;;;/T2=1;;;/'
    const samples = createParser().push(frame(text))
    expect(vitalsOf(samples)).toEqual({ spo2: 100, pulseRate: 80, heartRate: 80, respRate: 35 })
    expect(cuffsOf(samples)).toEqual([
      { kind: 'nibp', systolic: 121, diastolic: 75, mean: 92, pulseRate: 80, status: 'ok', standing: true },
    ])
  })

  it('without values', () => {
    const samples = createParser().push(frame('HR=1;;ECG-II-DIAG;LEAD OFF/SPO2=1;;;/NIBP=4;;;;;;/'))
    expect(vitalsOf(samples)).toEqual({ spo2: null, pulseRate: null, heartRate: null })
    expect(cuffsOf(samples)).toEqual([])
  })

  it('whose alarm speaks of a sensor, a lead or the cuff have no values, whatever digits stand there', () => {
    const held = 'HR=1;68;II;LEAD OFF/RR=1;14;;/SPO2=1;98;PR=80 ;SENSOR OFF/NIBP=4;134;84;101;67;;CUFF LEAK/'
    const samples = createParser().push(frame(held))
    expect(vitalsOf(samples)).toEqual({ spo2: null, pulseRate: null, heartRate: null, respRate: 14 })
    expect(cuffsOf(samples)).toEqual([])
    const limits = createParser().push(frame('HR=1;140;II;HIGH/SPO2=1;88;PR=80 ;LOW/'))
    expect(vitalsOf(limits)).toEqual({ spo2: 88, pulseRate: 80, heartRate: 140 })
  })

  it('with SpO2 over 100 keep the pulse, with a field too few keep the others', () => {
    const samples = createParser().push(frame('HR=1;68;II;/SPO2=1;101;PR=67 ;/NIBP=4;134;84;/'))
    expect(vitalsOf(samples)).toEqual({ spo2: null, pulseRate: 67, heartRate: 68 })
    expect(cuffsOf(samples)).toEqual([])
  })
})

describe('cuff results', () => {
  it('are one for as long as their figures stand there, and new when they come or change', () => {
    const parser = createParser()
    const said = [
      '4;;;;;;',
      '4;134;84;101;67;;',
      '4;134;84;101;67;;',
      '4;134;84;101;67;;',
      '4;134;85;101;67;;',
    ].map(cuff => cuffsOf(parser.push(frame(`HR=1;68;ECG-II-DIAG;/SPO2=1;97;PR=67 ;/NIBP=${cuff}/`))).length)
    expect(said).toEqual([0, 1, 0, 0, 1])
  })
})

it('a cuff result that has changed while nobody heard is of nobody knows when', () => {
  const parser = createParser()
  const line = (systolic: number) => frame(`HR=1;68;II;/SPO2=1;97;PR=67 ;/NIBP=4;${systolic};84;101;67;;/`)
  const given = [
    [134, 0],
    [135, 1000],
    [136, 9000],
    [137, 20_000],
    [138, 21_000],
  ].map(([systolic = 0, atMs]) => cuffsOf(parser.push(line(systolic), atMs)))
  expect(given.map(([sample]) => sample?.kind === 'nibp' && sample.standing === true)).toEqual([
    true,
    false,
    false,
    true,
    false,
  ])
})

it('reads the lines of a frame in whatever order', () => {
  const samples = createParser().push(frame('SPO2=1;97;PR=67 ;/HR=1;68;ECG-II-DIAG;/'))
  expect(vitalsOf(samples)).toMatchObject({ spo2: 97, heartRate: 68 })
})

it('drops a frame that was cut short, and reads the next', () => {
  const whole = frame('HR=1;68;ECG-II-DIAG;/SPO2=1;97;PR=67 ;/')
  const samples = createParser().push(concatBytes([whole.subarray(0, 209), whole]))
  expect(vitalsOf(samples)).toMatchObject({ spo2: 97 })
  const lost = samples.reduce((sum, sample) => sum + (sample.kind === 'badFrame' ? sample.bytes : 0), 0)
  expect(lost).toBe(209)
})

testDriver(ivyAnsarB, { randomGroup, captures: ['ivy-450c'], checksum: false })

/** The last frame may have a new cuff result; in the first of a line it would be one of nobody knows when. */
function randomGroup(random: Random): Sample[] {
  const frames = Array.from({ length: random.int(2, 3) }, () => randomFrame(random)).flat()
  if (random.chance(0.5)) return frames
  const diastolic = random.int(40, 120)
  const systolic = diastolic + random.int(20, 90)
  const mean = diastolic + random.int(5, 15)
  const pulseRate = random.int(40, 150) + random.next()
  return [...frames, { kind: 'nibp', systolic, diastolic, mean, pulseRate, status: 'ok' }]
}

function randomFrame(random: Random): Sample[] {
  const vital = (name: 'spo2' | 'pulseRate' | 'heartRate' | 'respRate', max: number): Sample => {
    const value = random.chance(0.9) ? random.int(1, max) : null
    return { kind: 'vital', vital: name, value, quality: value === null ? 'noSignal' : 'good' }
  }
  return [
    {
      kind: 'wave',
      wave: 'pleth',
      ratePerS: 50,
      values: Array.from({ length: 50 }, () => random.int(0, 250) / 250),
    },
    vital('spo2', 100),
    vital('pulseRate', 300),
    vital('heartRate', 300),
    vital('respRate', 70),
  ]
}
