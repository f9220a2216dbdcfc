import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Random } from '../../fixtures/random.ts'
import type { NibpSample, Sample } from '../../shared/reading.ts'
import { concatBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { failureWords } from './determinations.ts'
import { addToSum, requests, writeFrame } from './frame.ts'
import { dinamapHost } from './index.ts'
import { createParser } from './parser.ts'
import type { Reply } from './replies.ts'

describe('the test vectors (README)', () => {
  it.each<[string, string, Reply | undefined, Sample[]]>([
    [
      'a recorded NF reply of a V100',
      '20 4E 46 31 31 30 31 37 36 32 31 32 37 30 37 33 30 37 38 26 3C 0D',
      nibpReply({ status: 1, ageS: 1762, systolic: 127, diastolic: 73, mean: 78 }),
      [result(127, 73, 78, 1762)],
    ],
    [
      'done, 42 s old',
      '20 4E 41 31 31 30 30 30 34 32 31 34 32 30 38 38 31 30 36 26 28 0D',
      nibpReply({ status: 1, ageS: 42, systolic: 142, diastolic: 88, mean: 106 }),
      [result(142, 88, 106, 42)],
    ],
    [
      'busy: nothing is shown as a result',
      '20 4E 41 30 31 30 31 32 30 33 30 30 30 30 30 30 30 30 30 25 49 0D',
      nibpReply({ status: 0, ageS: 1203 }),
      [{ kind: 'device', state: 'cuffInflating' }],
    ],
    [
      'determination failed',
      '20 4E 41 33 31 30 30 30 30 37 30 30 30 30 30 30 30 30 30 25 4D 0D',
      nibpReply({ status: 3, ageS: 7 }),
      [failure('determination failed', 7)],
    ],
    [
      'overpressure, no age',
      '20 4E 41 38 31 30 39 39 39 39 30 30 30 30 30 30 30 30 30 26 2F 0D',
      nibpReply({ status: 8, ageS: null }),
      [failure('overpressure or excess air in cuff')],
    ],
    [
      'done, but no recent determination: values are dropped',
      '20 4E 41 31 31 30 39 39 39 39 31 32 30 30 38 30 30 39 33 26 3F 0D',
      nibpReply({ status: 1, ageS: null, systolic: 120, diastolic: 80, mean: 93 }),
      [],
    ],
    [
      'STAT mode',
      '20 4E 41 31 31 31 30 30 30 35 31 33 31 30 38 35 31 30 30 25 5D 0D',
      nibpReply({ status: 1, isStat: true, ageS: 5, systolic: 131, diastolic: 85, mean: 100 }),
      [result(131, 85, 100, 5)],
    ],
    [
      'oximeter operating',
      '20 4F 41 31 30 39 38 36 31 32 23 45 0D',
      { kind: 'oximeter', status: 1, spo2: 98, strength: 6, averaging: 12 },
      [{ kind: 'vital', vital: 'spo2', value: 98, quality: 'good' }],
    ],
    [
      'oximeter sensor unplugged',
      '20 4F 41 36 30 30 30 30 30 30 23 30 0D',
      { kind: 'oximeter', status: 6, spo2: null, strength: 0, averaging: 0 },
      [
        { kind: 'device', state: 'noSensor' },
        { kind: 'vital', vital: 'spo2', value: null, quality: 'noSignal' },
      ],
    ],
    [
      'oximeter without data',
      '20 4F 41 33 30 30 30 30 30 30 23 2D 0D',
      { kind: 'oximeter', status: 3, spo2: null, strength: 0, averaging: 0 },
      [
        { kind: 'device', state: 'noSensor' },
        { kind: 'vital', vital: 'spo2', value: null, quality: 'noSignal' },
      ],
    ],
    [
      'rate from the oximeter',
      '20 52 41 32 30 37 32 22 45 0D',
      { kind: 'rate', isCuffForm: false, source: 2, rate: 72 },
      [{ kind: 'vital', vital: 'pulseRate', value: 72, quality: 'good' }],
    ],
    [
      'rate -99',
      '20 52 41 33 2D 39 39 22 4C 0D',
      { kind: 'rate', isCuffForm: false, source: 3, rate: null },
      [{ kind: 'vital', vital: 'pulseRate', value: null, quality: 'noSignal' }],
    ],
    [
      'rate of the cuff: no live pulse',
      '20 52 43 33 30 37 30 22 46 0D',
      { kind: 'rate', isCuffForm: true, source: 3, rate: 70 },
      [],
    ],
    [
      'temperature, in Fahrenheit whatever the display shows',
      '20 54 43 30 30 41 30 30 30 31 32 30 39 38 36 31 25 43 0D',
      {
        kind: 'temperature',
        status: 0,
        isMonitorMode: false,
        counter: 'A',
        ageS: 12,
        tenthsFahrenheit: 986,
        showsCelsius: true,
      },
      [{ kind: 'vital', vital: 'temperature', value: 37, quality: 'good' }],
    ],
    [
      'altered checksum',
      '20 4E 41 31 31 30 30 30 34 32 31 34 32 30 38 38 31 30 36 26 29 0D',
      undefined,
      [{ kind: 'badFrame', reason: 'checksum', bytes: 22 }],
    ],
  ])('%s', (_, bytes, reply, samples) => {
    const replies: Reply[] = []
    const parser = createParser(each => replies.push(each))
    expect(parser.push(hex(bytes))).toEqual(samples)
    expect(replies).toEqual(reply ? [reply] : [])
    expect(parser.goodFrames).toBe(replies.length)
  })

  it.each([
    [requests.readNibp, '20 4E 41 21 32 0D'],
    [requests.readNibpAsShown, '20 4E 46 21 37 0D'],
    [requests.startNibp, '20 4E 43 30 21 45 0D'],
    [requests.stopNibp, '20 4E 44 21 35 0D'],
    [requests.readOximeter, '20 4F 41 21 33 0D'],
    [requests.readRate, '20 52 41 21 36 0D'],
    [requests.readCuffRate, '20 52 43 21 38 0D'],
    [requests.readTemperature, '20 54 43 21 3A 0D'],
  ])('the request%s on the wire', (request, bytes) => {
    expect(writeFrame(request)).toEqual(hex(bytes))
  })
})

it('the checksum wraps at 4095', () => {
  expect(addToSum(4094, 0x20)).toBe(4095)
  expect(addToSum(4095, 0x20)).toBe(1)
})

describe('other values', () => {
  it('a rate of the cuff goes with the result that stands there, and is never a pulse of now', () => {
    const parser = createParser()
    expect(parser.push(writeFrame(' RA3070'))).toEqual([
      { kind: 'vital', vital: 'pulseRate', value: null, quality: 'noSignal' },
    ])
    expect(parser.push(writeFrame(' NA1100300128078095'))).toEqual([
      { ...result(128, 78, 95, 300), pulseRate: 70 },
    ])
  })

  it.each([
    ['a weak signal', ' OA1098112', { value: 98, quality: 'poor' }],
    ['a strength that was never filled', ' OA1098012', { value: 98, quality: 'good' }],
    ['standby', ' OA0098612', { value: null, quality: 'noSignal' }],
    ['operating, without a value', ' OA1000612', { value: null, quality: 'noSignal' }],
  ])('oximeter: %s', (_, text, sample) => {
    expect(createParser().push(writeFrame(text))).toEqual([{ kind: 'vital', vital: 'spo2', ...sample }])
  })

  it.each([
    ['more than a minute old', ' TC00A0006109861'],
    ['in progress', ' TC10A0000109861'],
    ['none taken', ' TC00A9999909861'],
  ])('temperature %s: not given', (_, text) => {
    expect(createParser().push(writeFrame(text))).toEqual([
      { kind: 'vital', vital: 'temperature', value: null, quality: 'noSignal' },
    ])
  })
})

describe('lines that are not answers', () => {
  it.each([
    ['a letter among the digits', ' NA1100042142O88106'],
    ['a short line', ' NA110004214208810'],
    ['SpO2 over 100', ' OA1101612'],
    ['an age that cannot be', ' NA1105401142088106'],
  ])('%s: a bad frame, though its checksum is right', (_, text) => {
    expect(createParser().push(writeFrame(text))).toEqual([
      { kind: 'badFrame', reason: 'range', bytes: text.length + 3 },
    ])
  })

  it('an unknown letter is counted before the next answer', () => {
    const line = concatBytes([writeFrame(' XY123'), writeFrame(' OA1098612')])
    expect(createParser().push(line)).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: 9 },
      { kind: 'vital', vital: 'spo2', value: 98, quality: 'good' },
    ])
  })

  it('takes the answers to commands, and CR LF as an end', () => {
    const parser = createParser()
    expect(parser.push(concatBytes([writeFrame(' NC'), hex('0A'), writeFrame(' ND0'), hex('0A')]))).toEqual(
      [],
    )
    expect(parser.goodFrames).toBe(2)
  })
})

testDriver(dinamapHost, {
  randomGroup,
  captures: ['failures-and-no-sensor', 'one-determination', 'v100-nf-reply'],
  checksum: true,
})

function randomGroup(random: Random): Sample[] {
  const group: Sample[] = [...randomOximeter(random)]
  if (random.chance(0.2))
    group.push(
      { kind: 'device', state: 'noSensor' },
      { kind: 'vital', vital: 'spo2', value: null, quality: 'noSignal' },
      { kind: 'device', state: 'sensorOn' },
      { kind: 'vital', vital: 'spo2', value: random.int(1, 100), quality: 'good' },
    )
  if (random.chance(0.3)) {
    const value = random.chance(0.8) ? random.int(340, 420) / 10 : null
    group.push({ kind: 'vital', vital: 'temperature', value, quality: value === null ? 'noSignal' : 'good' })
  }
  if (random.chance(0.3)) group.push(randomResult(random))
  else if (random.chance(0.7)) {
    group.push({ kind: 'device', state: 'cuffInflating' })
    group.push(...randomOximeter(random))
    group.push({ kind: 'device', state: 'cuffIdle' })
    if (random.chance(0.8)) group.push(random.chance(0.7) ? randomResult(random) : randomFailure(random))
  }
  return group
}

function randomOximeter(random: Random): Sample[] {
  const spo2 = random.chance(0.9) ? random.int(1, 100) : null
  const pulseRate = random.chance(0.9) ? random.int(1, 300) : null
  const quality = random.pick(['good', 'poor'] as const)
  return [
    { kind: 'vital', vital: 'spo2', value: spo2, quality: spo2 === null ? 'noSignal' : quality },
    {
      kind: 'vital',
      vital: 'pulseRate',
      value: pulseRate,
      quality: pulseRate === null ? 'noSignal' : 'good',
    },
  ]
}

function randomResult(random: Random): NibpSample {
  const pulseRate = random.chance(0.6) ? random.int(30, 220) : null
  const pressure = (min: number, max: number) => (random.chance(0.95) ? random.int(min, max) : null)
  return {
    ...result(0, 0, 0, random.int(0, 5399)),
    systolic: pressure(60, 250),
    diastolic: pressure(30, 140),
    mean: pressure(40, 180),
    pulseRate,
  }
}

function randomFailure(random: Random): NibpSample {
  return failure(
    random.pick(Object.values(failureWords)),
    random.chance(0.5) ? random.int(0, 5399) : undefined,
  )
}

function nibpReply(
  fields: { status: number; ageS: number | null } & Partial<Reply & { kind: 'nibp' }>,
): Reply {
  return { kind: 'nibp', patientType: 1, isStat: false, systolic: 0, diastolic: 0, mean: 0, ...fields }
}

function result(systolic: number, diastolic: number, mean: number, ageS: number): NibpSample {
  return { kind: 'nibp', systolic, diastolic, mean, pulseRate: null, status: 'ok', ageS }
}

function failure(error: string, ageS?: number): NibpSample {
  const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }
  return { kind: 'nibp', ...none, status: 'failed', error, ...(ageS === undefined ? {} : { ageS }) }
}
