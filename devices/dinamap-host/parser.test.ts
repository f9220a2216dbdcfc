import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Random } from '../../fixtures/random.ts'
import type { NibpSample, Sample } from '../../shared/reading.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { readBlock } from './blocks.ts'
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
    ['standby, with digits: never good', ' OA0097614', { value: 97, quality: 'poor' }],
    ['standby, without', ' OA0000614', { value: null, quality: 'noSignal' }],
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

describe('the family (supplement)', () => {
  const read = (text: string) => createParser().push(textBytes(text))
  it('its checksums are those of the document', () => {
    for (const text of [
      ' -5 E',
      ' -6 F',
      ' -1 A',
      ' NA1100012147089108&-',
      ' TC00B0000609841%E',
      ' TD10984#&',
    ])
      expect(writeFrame(text.slice(0, -2))).toEqual(textBytes(`${text}\r`))
  })

  it.each([
    [' NA1100012147089108&-\r', [result(147, 89, 108, 12)]],
    ['\r NA1100030147089108&-\r', [result(147, 89, 108, 30)]],
    [' NA1100031147089108&.\r\n', [result(147, 89, 108, 31)]],
    [' OA0097614#E\r', [{ kind: 'vital', vital: 'spo2', value: 97, quality: 'poor' }]],
    [
      ' OA6000000#0\r',
      [
        { kind: 'device', state: 'noSensor' },
        { kind: 'vital', vital: 'spo2', value: null, quality: 'noSignal' },
      ],
    ],
    [' RA3071"E\r', [{ kind: 'vital', vital: 'pulseRate', value: null, quality: 'noSignal' }]],
    [' RA2088"L\r', [{ kind: 'vital', vital: 'pulseRate', value: 88, quality: 'good' }]],
    [' TC00B0000609841%E\r', [{ kind: 'vital', vital: 'temperature', value: 36.9, quality: 'good' }]],
    [' NA3100004000000000%J\r', [failure('determination failed', 4)]],
    [' NA0100040000000000%G\r', [{ kind: 'device', state: 'cuffInflating' }]],
    [' NA1100012147089108#-\r', [{ kind: 'badFrame', reason: 'checksum', bytes: 22 }]],
    [' NA110001214708910%T\r', [{ kind: 'badFrame', reason: 'range', bytes: 21 }]],
    [' -5 E\r', []],
    [' -6 F\r', []],
    [' -1 A\r', [{ kind: 'device', state: 'sensorOn', detail: 'request refused, code 1' }]],
    [' TD10984#&\r', []],
  ] as const)('%j', (text, samples) => {
    expect(read(text)).toEqual(samples)
    const parser = createParser()
    expect([...textBytes(text)].flatMap(byte => parser.push(Uint8Array.of(byte)))).toEqual(samples)
  })

  it('negative answers are good frames, and an answer after a refusal takes its word back', () => {
    const parser = createParser()
    const states = [' -1 A\r', ' -1 A\r', ' -5 E\r', ' RA2088"L\r'].map(text =>
      parser.push(textBytes(text)).filter(({ kind }) => kind === 'device'),
    )
    expect(parser.goodFrames).toBe(4)
    expect(states.map(list => list.length)).toEqual([1, 0, 0, 1])
  })

  it('a rate whose source is neither oximeter nor cuff is live too', () => {
    expect(createParser().push(writeFrame(' RA1075'))).toMatchObject([{ vital: 'pulseRate', value: 75 }])
  })

  it('other text is told to be so, and a good answer takes that back', () => {
    const parser = createParser()
    const other = textBytes('BP 120/80 MAP 93 PULSE 72\r\n')
    const said = Array.from({ length: 6 }, () => parser.push(other)).flat()
    expect(said.filter(({ kind }) => kind === 'device')).toEqual([
      { kind: 'device', state: 'searching', detail: expect.stringContaining('Compact') },
    ])
    expect(parser.goodFrames).toBe(0)
    expect(parser.push(textBytes(' RA2088"L\r'))).toContainEqual({ kind: 'device', state: 'sensorOn' })
  })
})

describe('a PRO 1000 in binary mode (real blocks)', () => {
  const blocks = [
    ['00 0E 60 00 06 01 9C 7F 1F C7 F1 FC 00 00 00 F6 09 FF', 0, [0, 0, 0]],
    ['08 0E 60 00 06 01 7D 7F A0 48 1E 04 00 00 00 99 66 F7', 8, [0, 0, 0]],
    ['32 01 60 00 06 01 DE 7F 5F D7 F1 FD 14 01 0C 03 FC CD', 50, [0x14, 0x01, 0x0c]],
    ['5D 01 60 00 06 02 B5 7E DF B7 ED FC 01 00 3C DA 25 A2', 93, [1, 0, 60]],
    ['60 01 60 00 06 02 B2 7E 9F C7 F1 FC 0A 03 09 A5 5A 9F', 96, [10, 3, 9]],
  ] as const
  const told = { kind: 'device', state: 'searching', detail: expect.stringContaining('select ASCII') }

  it.each(blocks)('%s: is a block', (text, sequence, data) => {
    expect(readBlock(hex(text))).toEqual({ sequence, data })
    expect(createParser().push(hex(text))).toEqual([told])
  })

  it.each([
    ['a wave bit flipped', '33 01 60 00 06 41 E4 7F 5F D7 F5 FD 00 00 00 42 BD CC'],
    ['a wrong complement', '34 01 60 00 06 01 EC 7F 5F D7 F5 FD 00 00 00 A8 57 CA'],
  ])('%s: is none', (_, text) => {
    expect(readBlock(hex(text))).toBeNull()
    expect(
      createParser()
        .push(hex(text))
        .filter(({ kind }) => kind === 'device'),
    ).toEqual([])
  })

  it('is recognised once, from the middle of a block on, however the bytes are cut; nothing else is lost', () => {
    const bytes = hex(
      '02 29 81 A0 68 01 FD 00 00 00 88 77 C3 3D 01 60 00 06 02 31 81 E0 57 F5 FE 00 00 00 28 D7 C2 46 01 60 00 06 02 71 8F E1 17 CD FD 00 02 00 3A C5 B9 48 01 60 00 06 02 7E 7F 5F C7 F5 FD 80 00 80 54 AB B7 C7 0A 60 00 06 01 DA 7E DF B7 ED FC 00 00 00 7F 80 38 00 0A 60 00 06 01 E2 7F 1F D7 F1 FC 14 01 0C 67 98 FF',
    )
    const parser = createParser()
    const samples = [...bytes].flatMap(byte => parser.push(Uint8Array.of(byte)))
    expect(samples).toEqual([{ kind: 'badFrame', reason: 'framing', bytes: 13 }, told])
    expect(parser.goodFrames).toBe(5)
    expect(createParser().push(bytes)).toEqual(samples)
  })

  it('is over once text comes', () => {
    const parser = createParser()
    for (let n = 0; n < 3; n += 1) parser.push(hex(blocks[0][0]))
    const answers = Array.from({ length: 12 }, () => parser.push(textBytes(' RA2088"L\r'))).flat()
    const values = answers.filter(({ kind }) => kind === 'vital' || kind === 'device')
    expect(values[0]).toEqual({ kind: 'device', state: 'sensorOn' })
    expect(values.at(-1)).toMatchObject({ vital: 'pulseRate', value: 88 })
  })
})

testDriver(dinamapHost, {
  // A CR right before an answer is no loss.
  looseFrameBytes: 1,
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
    random.pick([...failureWords().values()]),
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
