import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Random } from '../../fixtures/random.ts'
import type { NibpSample, Sample } from '../../shared/reading.ts'
import { concatBytes } from '../bytes.ts'
import type { Parser } from '../driver.ts'
import { testDriver } from '../driver-test.ts'
import { failureWords } from './determinations.ts'
import { requests, writeFrame } from './frame.ts'
import { dinamapHost } from './index.ts'
import { createParser } from './parser.ts'
import type { Reply } from './replies.ts'

describe('the test vectors of the protocol notes', () => {
  const bad: Reply[] = []
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
      bad[0],
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

describe('one sample a determination', () => {
  it('a result repeated for an hour is one', () => {
    const parser = createParser()
    const given: Sample[] = []
    for (let ageS = 3; ageS <= 3603; ageS += 2) given.push(...show(parser, { status: 1, ageS }, ageS * 1000))
    expect(given).toEqual([result(128, 78, 95, 3)])
  })

  it('so it is without times, and with every age said twice', () => {
    const parser = createParser()
    const ages = Array.from({ length: 3600 }, (_, index) => Math.floor(index / 2))
    expect(ages.flatMap(ageS => show(parser, { status: 1, ageS }))).toEqual([result(128, 78, 95, 0)])
  })

  it('the age starting again makes the same numbers a new result', () => {
    const parser = createParser()
    show(parser, { status: 1, ageS: 300 }, 0)
    expect(show(parser, { status: 1, ageS: 1 }, 2000)).toEqual([result(128, 78, 95, 1)])
  })

  it('so does an age behind the expected one after a long gap', () => {
    const parser = createParser()
    show(parser, { status: 1, ageS: 20 }, 0)
    expect(show(parser, { status: 1, ageS: 25 }, 65_000)).toEqual([result(128, 78, 95, 25)])
  })

  it('an answer held up for some seconds does not make the same numbers new', () => {
    const parser = createParser()
    show(parser, { status: 1, ageS: 20 }, 0)
    expect(show(parser, { status: 1, ageS: 22 }, 6000)).toEqual([])
    expect(show(parser, { status: 1, ageS: 28 }, 8000)).toEqual([])
  })

  it('but other numbers behind the expected age are new beyond 2 s', () => {
    const parser = createParser()
    show(parser, { status: 1, ageS: 20 }, 0)
    expect(show(parser, { status: 1, ageS: 28, systolic: 131 }, 10_000)).toEqual([])
    expect(show(parser, { status: 1, ageS: 35, systolic: 140 }, 20_000)).toEqual([result(140, 78, 95, 35)])
  })

  it('from busy to done is new, said with the cuff idle again', () => {
    const parser = createParser()
    show(parser, { status: 1, ageS: 300 }, 0)
    expect(show(parser, { status: 0, ageS: 302 }, 2000)).toEqual([{ kind: 'device', state: 'cuffInflating' }])
    expect(show(parser, { status: 0, ageS: 303 }, 3000)).toEqual([])
    expect(show(parser, { status: 1, ageS: 1 }, 33_000)).toEqual([
      { kind: 'device', state: 'cuffIdle' },
      result(128, 78, 95, 1),
    ])
  })

  it.each([
    ['with times', (s: number) => s * 1000],
    ['without', () => undefined],
  ])('so it is when the counter starts with the cuff (%s), whatever the numbers', (_, at) => {
    const parser = createParser()
    show(parser, { status: 1, ageS: 300 }, at(0))
    show(parser, { status: 0, ageS: 0 }, at(2))
    show(parser, { status: 0, ageS: 29 }, at(31))
    expect(show(parser, { status: 1, ageS: 31 }, at(33))[1]).toEqual(result(128, 78, 95, 31))
  })

  it('a cancelled determination does not bring the old result back as a new one', () => {
    const parser = createParser()
    show(parser, { status: 1, ageS: 300 }, 0)
    show(parser, { status: 0, ageS: 302 }, 2000)
    expect(show(parser, { status: 1, ageS: 310 }, 10_000)).toEqual([{ kind: 'device', state: 'cuffIdle' }])
  })

  it('a result before any failure is not new after it', () => {
    const parser = createParser()
    show(parser, { status: 1, ageS: 300 }, 0)
    show(parser, { status: 0, ageS: 302 }, 2000)
    expect(show(parser, { status: 4, ageS: 1 }, 20_000)).toEqual([
      { kind: 'device', state: 'cuffIdle' },
      failure('pump-up timeout', 1),
    ])
    expect(show(parser, { status: 4, ageS: 3 }, 22_000)).toEqual([])
    expect(show(parser, { status: 1, ageS: 330 }, 30_000)).toEqual([])
  })

  it('each failure is one, the same again after another try is another', () => {
    const parser = createParser()
    const statuses = [0, 7, 7, 0, 7, 8, 8]
    const given = statuses.flatMap((status, index) => show(parser, { status, ageS: null }, index * 1000))
    expect(given.filter(sample => sample.kind === 'nibp')).toEqual([
      failure('step timeout'),
      failure('step timeout'),
      failure('overpressure or excess air in cuff'),
    ])
  })

  it.each([2, 5])('status %i is a failure of unknown kind', status => {
    expect(show(createParser(), { status, ageS: null })).toEqual([
      failure(`unknown failure (status ${status})`),
    ])
  })

  it('pressures of 000 are not given', () => {
    expect(show(createParser(), { status: 1, ageS: 3, mean: 0 })).toEqual([
      { ...result(128, 78, 95, 3), mean: null },
    ])
  })
})

describe('the cuff’s pulse', () => {
  const rate = (source: number, value: string, request = 'RA') => writeFrame(` ${request}${source}${value}`)

  it('goes with the result when it changed while the cuff measured', () => {
    const parser = createParser()
    parser.push(rate(3, '070'), 0)
    show(parser, { status: 1, ageS: 300 }, 0)
    show(parser, { status: 0, ageS: 301 }, 1000)
    parser.push(rate(3, '070'), 1500)
    parser.push(rate(3, '088'), 30_500)
    expect(show(parser, { status: 1, ageS: 1 }, 31_000)[1]).toMatchObject({ pulseRate: 88 })
  })

  it('does not when it may still be the one before', () => {
    const parser = createParser()
    parser.push(rate(3, '070'), 0)
    show(parser, { status: 1, ageS: 300 }, 0)
    show(parser, { status: 0, ageS: 301 }, 1000)
    parser.push(rate(3, '070'), 1500)
    expect(show(parser, { status: 1, ageS: 1 }, 31_000)[1]).toMatchObject({ pulseRate: null })
  })

  it('goes with a result that stands there already', () => {
    const parser = createParser()
    parser.push(rate(3, '070', 'RC'), 0)
    expect(show(parser, { status: 1, ageS: 300 }, 100)).toEqual([
      { ...result(128, 78, 95, 300), pulseRate: 70 },
    ])
  })

  it('is never a pulse of now', () => {
    expect(createParser().push(rate(3, '070'))).toEqual([
      { kind: 'vital', vital: 'pulseRate', value: null, quality: 'noSignal' },
    ])
  })
})

describe('other values', () => {
  it.each([
    ['a weak signal', ' OA1098112', { value: 98, quality: 'poor' }],
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

interface Shown {
  readonly status: number
  readonly ageS: number | null
  readonly systolic?: number
  readonly mean?: number
}

/** An NA answer, 128/78 with mean 95 unless said otherwise. */
function show(parser: Parser, { status, ageS, systolic = 128, mean = 95 }: Shown, atMs?: number): Sample[] {
  const age = String(ageS ?? 9999).padStart(4, '0')
  const numbers = [systolic, 78, mean].map(each => String(each).padStart(3, '0')).join('')
  return parser.push(writeFrame(` NA${status}10${age}${numbers}`), atMs)
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
