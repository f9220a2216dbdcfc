import { readFileSync } from 'node:fs'
import { Hl7Message } from '@medplum/core'
import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { NibpSample, Sample } from '../../shared/reading.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { makeCodeTable } from './codes.ts'
import { hl7Oru } from './index.ts'
import { LONGEST_MESSAGE, writeMllpFrame } from './mllp.ts'
import { createParser } from './parser.ts'

const NOW = '20260301100000'
interface Parts {
  readonly sentAt?: string
  readonly type?: string
  readonly id?: string
  readonly obr?: string
}

/** A message of a monitor, as a frame. */
function message(
  observations: readonly string[],
  { sentAt = NOW, type = 'ORU^R01', id = '1', obr }: Parts = {},
) {
  const order = obr ?? `OBR|1|||182777000^monitoring of patient^SCT|||${sentAt}`
  return writeMllpFrame(
    [
      `MSH|^~\\&|MON|WARD|||${sentAt}||${type}|${id}|P|2.6`,
      'PID|||4711||DOE^JANE',
      order,
      ...observations,
      '',
    ].join('\r'),
  )
}
const spo2 = (
  value: string,
  more: { unit?: string; flags?: string; status?: string; time?: string } = {},
) => {
  const { unit = '262688^MDC_DIM_PERCENT^MDC', flags = '', status = 'R', time = '' } = more
  return `OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1.150456|${value}|${unit}||${flags}|||${status}|||${time}`
}
const nibp = (systolic: string, diastolic: string, mean: string, time: string, flags = '') =>
  (
    [
      [150301, 'MDC_PRESS_CUFF_SYS', systolic],
      [150302, 'MDC_PRESS_CUFF_DIA', diastolic],
      [150303, 'MDC_PRESS_CUFF_MEAN', mean],
    ] as const
  ).map(
    ([code, name, value]) =>
      `OBX|2|NM|${code}^${name}^MDC|1.1.9.${code}|${value}|266016^MDC_DIM_MMHG^MDC||${flags}|||R|||${time}|||^APERIODIC`,
  )
const one = (line: string, parts?: Parts) => createParser().push(message([line], parts))
const cuffs = (samples: readonly Sample[]) =>
  samples.filter((sample): sample is NibpSample => sample.kind === 'nibp')
const good = (value: number, vital = 'spo2') => ({ kind: 'vital', vital, value, quality: 'good' })
const none = { kind: 'vital', vital: 'spo2', value: null, quality: 'noSignal' }

describe('values', () => {
  it.each([
    ['98', {}, 98],
    ['97.5', { unit: '%' }, 97.5],
    ['98', { unit: '' }, 98],
    ['98', { status: 'F' }, 98],
    // Mindray and Northern say so of what is not connected.
    ['-100', {}, null],
    ['---', {}, null],
    ['', {}, null],
    ['""', {}, null],
    ['0', {}, null],
    ['65535', {}, null],
    ['101', {}, null],
    ['98~97', {}, null],
    ['9e1', {}, null],
    ['98', { status: 'X' }, null],
    ['98', { status: 'W' }, null],
    ['98', { flags: 'INV' }, null],
    ['98', { flags: 'H~NAV' }, null],
    ['98', { flags: 'H' }, 98],
    ['98', { flags: 'DEMO' }, null],
    ['98', { unit: 'mmHg' }, null],
  ] as const)('SpO2 “%s” %j is %s', (value, more, expected) => {
    expect(one(spo2(value, more)).at(-1)).toEqual(expected === null ? none : good(expected))
  })

  it('a questionable value is poor', () => {
    expect(one(spo2('91', { flags: 'QUES' }))).toEqual([{ ...good(91), quality: 'poor' }])
  })

  it.each([
    ['5.3', 'kPa', 40],
    ['5.3', '265987^MDC_DIM_KILO_PASCAL^MDC', 40],
    ['38', 'mm[Hg]', 38],
    ['0', 'mmHg', 0],
    ['5', '%', null],
    ['38', '', null],
  ])('EtCO2 “%s” in “%s” is %s mmHg', (value, unit, expected) => {
    expect(one(`OBX|1|NM|19889-5^EtCO2^LN||${value}|${unit}|||||F`).at(-1)).toMatchObject({
      vital: 'etco2',
      value: expected,
    })
  })

  it.each([
    ['98.6', '[degF]', 37],
    ['37.2', 'Cel', 37.2],
    ['384.5', '268192^MDC_DIM_DEGC^MDC', null],
  ])('temperature “%s” in “%s” is %s °C', (value, unit, expected) => {
    expect(one(`OBX|1|NM|8310-5^Body temperature^LN||${value}|${unit}|||||F`).at(-1)).toMatchObject({
      vital: 'temperature',
      value: expected,
    })
  })

  it('a respiration of 0 is apnea, and a value', () => {
    expect(one('OBX|1|NM|151562^MDC_RESP_RATE^MDC||0|/min|||||R')).toMatchObject([
      { vital: 'respRate', value: 0 },
    ])
  })

  it.each([
    ['demonstration', spo2('98', { flags: 'DEMO' }), /leave the demonstration mode/],
    ['a unit that it cannot have', spo2('98', { unit: 'kPa' }), /spo2 in “kPa”: set the sender to %/],
    ['no unit', 'OBX|1|NM|8480-6^x^LN||120||||||F', /systolic without a unit: set the sender to mmHg or kPa/],
  ])('%s is told, and what to do', (_, line, words) => {
    expect(one(line)[0]).toMatchObject({
      kind: 'device',
      state: 'searching',
      detail: expect.stringMatching(words),
    })
  })
})

describe('codes', () => {
  it.each([
    ['59408-5^Oxygen saturation^LN', 'spo2'],
    ['8889-8^Heart rate by oximetry^LN', 'pulseRate'],
    ['8867-4^Heart rate^LOINC', 'heartRate'],
    ['^SPO2^^2708-6^Oxygen saturation^LN', 'spo2'],
    ['SPO2^^99ACME^150456^MDC_PULS_OXIM_SAT_O2^MDC', 'spo2'],
    ['149522^MDC_PULS_RATE^MDC', 'pulseRate'],
    ['150456^MDC_PULS_OXIM_SAT_O2', 'spo2'],
  ])('%s is %s', (code, vital) => {
    expect(one(`OBX|1|NM|${code}||60|||||||F`)).toMatchObject([{ vital, value: 60 }])
  })

  it.each([
    // A number and a name that contradict each other, as a published example has them.
    '150456^MDC_CO2_RESP_RATE^MDC',
    '150033^MDC_PRESS_BLD_ART_SYS^MDC',
    '149522^MDC_BLD_PULS_RATE_INV^MDC',
    '150456^Something^99ACME',
    '352^MNDRY_ECG_VPB_RATE^99MN',
  ])('%s is nothing that is shown', code => {
    expect(one(`OBX|1|NM|${code}||60|||||||F`)).toEqual([])
  })

  it('a clinic may add its own, and give a known one another meaning', () => {
    const table = makeCodeTable({ 'SAT^99ACME': 'spo2', '8867-4^LN': 'pulseRate' })
    const parser = createParser(table)
    expect(
      parser.push(
        message(['OBX|1|NM|SAT^Saturation^99ACME||97|%|||||F', 'OBX|2|NM|8867-4^HR^LN||64|bpm|||||F']),
      ),
    ).toEqual([good(97), good(64, 'pulseRate')])
  })

  it('of several for one vital sign the preferred one with a value is taken', () => {
    const rates = (co2: string) => [
      `OBX|1|NM|151578^MDC_TTHOR_RESP_RATE^MDC||17|/min|||||R`,
      `OBX|2|NM|151594^MDC_CO2_RESP_RATE^MDC||${co2}|/min|||||R`,
    ]
    expect(createParser().push(message(rates('0')))).toEqual([good(0, 'respRate')])
    expect(createParser().push(message(rates('')))).toEqual([good(17, 'respRate')])
  })
})

describe('age', () => {
  it.each([
    ['now', NOW, 1],
    ['ten seconds old', '20260301095950', 1],
    ['eleven seconds old', '20260301095949', 0],
    ['ahead of the message', '20260301100005', 1],
    ['in another zone, of now', '20260301110000+0100', 1],
  ])('a streamed value that is %s is given %s times', (_, time, times) => {
    const sentAt = time.includes('+') ? `${NOW}+0000` : NOW
    const samples = createParser().push(message([spo2('97', { time })], { sentAt }))
    expect(samples.filter(({ kind }) => kind === 'vital')).toHaveLength(times)
    const stored = { kind: 'device', state: 'searching', detail: expect.stringContaining('stored data') }
    if (times === 0) expect(samples).toEqual([stored])
  })

  it('the end of a stretch counts, else its beginning; an observation inherits the time of its channel', () => {
    const obr = (from: string, to: string) => `OBR|1|||182777000^monitoring of patient^SCT|||${from}|${to}`
    expect(one(spo2('97'), { obr: obr('20260301095900', NOW) })).toEqual([good(97)])
    expect(one(spo2('97'), { obr: obr('20260301095900', '') })).toMatchObject([{ kind: 'device' }])
    const channel = 'OBX|1||150020^MDC_PRESS_BLD_NONINV^MDC|1.0.1|||||||X|||20260301095700'
    const systolic = 'OBX|2|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1.0.1.1|120|mmHg|||||R'
    expect(createParser().push(message([channel, systolic]))).toMatchObject([{ systolic: 120, ageS: 180 }])
  })

  it('tells the sender’s clock', () => {
    const parser = createParser()
    parser.push(message([], { sentAt: '20260301100000.1234+0530' }))
    expect(parser.deviceTime).toBe('2026-03-01T10:00:00')
    parser.push(message([], { sentAt: '20261301100000' }))
    expect(parser.deviceTime).toBe('2026-03-01T10:00:00')
  })
})

describe('cuff results', () => {
  const times = (count: number) => Array.from({ length: count }, (_, s) => String(Number(NOW) + s))

  it('repeated with its own time a result is told once, with its age', () => {
    const parser = createParser()
    const told = times(20).flatMap((sentAt, at) =>
      parser.push(message(nibp('147', '90', '109', '20260301095000'), { sentAt, id: String(at) })),
    )
    expect(told).toEqual([
      { kind: 'nibp', systolic: 147, diastolic: 90, mean: 109, pulseRate: null, status: 'ok', ageS: 600 },
    ])
  })

  it('the same figures at another time are another result', () => {
    const parser = createParser()
    const push = (time: string, sentAt: string) =>
      cuffs(parser.push(message(nibp('147', '90', '109', time), { sentAt, id: sentAt })))
    expect(push('20260301095000', '20260301095010')).toHaveLength(1)
    expect(push('20260301095500', '20260301095530')).toHaveLength(1)
    expect(push('20260301095500', '20260301095531')).toHaveLength(0)
  })

  it('stamped “now” in every message, equal figures are one result and changed ones another', () => {
    const parser = createParser()
    const push = (systolic: string, sentAt: string) =>
      cuffs(parser.push(message(nibp(systolic, '80', '90', sentAt), { sentAt, id: sentAt })))
    // When it was measured, nothing tells: not when it is there in the first message.
    expect(times(50).flatMap(sentAt => push('120', sentAt))).toMatchObject([{ standing: true }])
    expect(push('124', '20260301100051')).toMatchObject([{ ageS: 0 }])
    expect(push('124', '20260301100052')).toHaveLength(0)
    expect(push('124', '20260301100600')).toHaveLength(0)
  })

  it('figures that were there before, of which nothing tells the time, are standing; changed ones are new', () => {
    const parser = createParser()
    const push = (systolic: string) =>
      parser.push(message(nibp(systolic, '80', '90', ''), { sentAt: '', obr: 'OBR|1' }))
    expect(push('120')).toMatchObject([{ systolic: 120, standing: true }])
    expect(push('120')).toEqual([])
    expect(push('131')).toEqual([
      { kind: 'nibp', systolic: 131, diastolic: 80, mean: 90, pulseRate: null, status: 'ok' },
    ])
  })

  it('without the message’s time it keeps its own, and is no result of now', () => {
    const result = createParser().push(message(nibp('120', '80', '90', '20260301095000'), { sentAt: '' }))
    expect(result).toMatchObject([{ systolic: 120, takenAt: '2026-03-01T09:50:00', standing: true }])
    expect(result[0]).not.toHaveProperty('ageS')
  })

  it('pressures marked invalid are a failed measurement, told once; those not available are none', () => {
    const parser = createParser()
    const push = (flags: string, time: string, id: string) =>
      parser.push(message(nibp('', '', '', time, flags), { sentAt: NOW, id }))
    expect(push('INV', '20260301095955', 'a')).toMatchObject([{ kind: 'nibp', status: 'failed', ageS: 5 }])
    expect(push('INV', '20260301095955', 'b')).toEqual([])
    expect(push('NAV', '20260301095959', 'c')).toEqual([])
  })

  it('results of several times in one message are several', () => {
    const both = [...nibp('120', '80', '90', '20260301095000'), ...nibp('130', '85', '99', '20260301095500')]
    expect(createParser().push(message(both))).toMatchObject([{ ageS: 600 }, { ageS: 300 }])
  })

  it('two results of a list that is sent again and again are told once each', () => {
    const parser = createParser()
    const both = [...nibp('120', '80', '90', '20260301095000'), ...nibp('130', '85', '99', '20260301095500')]
    expect(
      times(30).flatMap((sentAt, at) => parser.push(message(both, { sentAt, id: String(at) }))),
    ).toHaveLength(2)
  })
})

describe('messages', () => {
  it('the same one again, since our answer was lost, is passed over', () => {
    const parser = createParser()
    expect(parser.push(message([spo2('97')]))).toHaveLength(1)
    expect(parser.push(message([spo2('97')]))).toHaveLength(0)
    expect(parser.push(message([spo2('97')], { id: '2' }))).toHaveLength(1)
    expect(parser.goodFrames).toBe(3)
  })

  it('others are good frames that say nothing', () => {
    const parser = createParser()
    expect(parser.push(message([spo2('97')], { type: 'ADT^A01' }))).toEqual([])
    expect(parser.goodFrames).toBe(1)
  })

  it.each([
    ['no header', 'PID|||4711\rOBX|1'],
    ['a header cut short', 'MSH|^~\\&|MON'],
    ['letters for separators', `MSHa^~\\&aMONaaaa${NOW}aaORU^R01a1aPa2.6`],
    ['nothing', ''],
  ])('%s: counted, never guessed', (_, text) => {
    const frame = writeMllpFrame(text)
    expect(createParser().push(frame)).toEqual([{ kind: 'badFrame', reason: 'framing', bytes: frame.length }])
  })

  it('one that is too long is given up, and the next is read', () => {
    const long = writeMllpFrame(`MSH|^~\\&|${'x'.repeat(LONGEST_MESSAGE)}`)
    const parser = createParser()
    const samples = parser.push(concatBytes([long, message([spo2('97')])]))
    const lost = samples.reduce((sum, sample) => sum + (sample.kind === 'badFrame' ? sample.bytes : 0), 0)
    // All but the CR of its end, which would be no loss between frames either.
    expect(lost).toBe(long.length - 1)
    expect(samples.at(-1)).toEqual(good(97))
  })

  it.each(['\r', '\n', '\r\n'])('segments may end with %j', end => {
    const text = new TextDecoder().decode(message([spo2('97')])).slice(1, -2)
    expect(createParser().push(writeMllpFrame(text.replaceAll('\r', end)))).toEqual([good(97)])
  })

  it('other separators are read as they are told', () => {
    const text = `MSH#*!?$#MON####${NOW}##ORU*R01#1#P#2.6\rOBX#1#NM#150456*MDC_PULS_OXIM_SAT_O2*MDC##97#%#####R`
    expect(createParser().push(writeMllpFrame(text))).toEqual([good(97)])
  })

  it.each([
    ['P', true],
    ['P^A', true],
    ['', true],
    ['T', false],
    ['D', false],
    ['T^A', false],
  ])('of processing “%s” are a patient’s: %s', (processing, isPatient) => {
    const text = `MSH|^~\\&|MON|WARD|||${NOW}||ORU^R01|1|${processing}|2.6\r${spo2('97')}`
    const samples = createParser().push(writeMllpFrame(text))
    expect(samples.some(({ kind }) => kind === 'vital')).toBe(isPatient)
  })

  it('keeps nothing of the patient', () => {
    expect(JSON.stringify(one(spo2('97')))).not.toMatch(/DOE|4711/)
  })

  it('line feeds between frames are no loss', () => {
    const parser = createParser()
    const stream = concatBytes([message([spo2('97')]), textBytes('\n'), message([spo2('96')], { id: '2' })])
    expect(parser.push(stream)).toEqual([good(97), good(96)])
  })
})

const captures = [
  'mindray-vs900',
  'mindray-vs900-demo',
  'comen-nc',
  'northern',
  'bridge-st',
  'pcd-01',
] as const

describe.each(captures)('an independent library reads of %s', name => {
  it('the same numbers under the same codes', () => {
    const bytes = readFileSync(new URL(`../../fixtures/captures/hl7-oru/${name}.bin`, import.meta.url))
    const text = bytes.toString('latin1').slice(1, -2)
    const table = makeCodeTable()
    const read = new Map<string, Set<number>>()
    for (const obx of Hl7Message.parse(text).getAllSegments('OBX')) {
      const code = obx.getField(3)
      const found = [0, 3]
        .flatMap(at => {
          const system = code.getComponent(at + 3)
          return [
            table.get(`${code.getComponent(at + 1)}^${system}`),
            table.get(`${code.getComponent(at + 2)}^${system}`),
          ]
        })
        .find(meaning => meaning !== undefined)
      const value = Number.parseFloat(obx.getField(5).toString())
      if (found && !Number.isNaN(value))
        read.set(found.measured, (read.get(found.measured) ?? new Set()).add(value))
    }
    expect(read.size).toBeGreaterThan(0)
    const samples = createParser().push(bytes)
    for (const sample of samples) {
      if (sample.kind === 'vital' && sample.value !== null)
        expect(read.get(sample.vital)).toContain(sample.value)
      if (sample.kind === 'nibp' && sample.status === 'ok')
        for (const part of ['systolic', 'diastolic', 'mean'] as const)
          if (sample[part] !== null) expect(read.get(part)).toContain(sample[part])
    }
    // What is of now, and no demonstration nor sentinel, is all there.
    const seen = new Set(samples.flatMap(sample => (sample.kind === 'vital' ? [sample.vital] : [])))
    const streamed = [...read.keys()].filter(
      key => !['systolic', 'diastolic', 'mean', 'cuffPulse'].includes(key),
    )
    if (!name.startsWith('bridge')) expect([...seen].sort()).toEqual(streamed.sort())
  })
})

testDriver(hl7Oru, { randomGroup, captures, checksum: false })

let cuffNumber = 0

function randomGroup(random: Random): Sample[] {
  const vital = (
    id: 'spo2' | 'pulseRate' | 'respRate' | 'etco2' | 'perfusionIndex',
    value: number,
  ): Sample => {
    if (random.chance(0.1)) return { kind: 'vital', vital: id, value: null, quality: 'noSignal' }
    return { kind: 'vital', vital: id, value, quality: random.chance(0.1) ? 'poor' : 'good' }
  }
  const set = (): Sample[] => [
    vital('spo2', random.int(1, 100)),
    vital('pulseRate', random.int(20, 300)),
    vital('respRate', random.int(0, 60)),
    vital('etco2', random.int(0, 90)),
    vital('perfusionIndex', random.int(0, 2000) / 100),
  ]
  const sets = Array.from({ length: random.int(0, 2) }, set).flat()
  if (random.chance(0.6)) return [...sets, ...set()]
  cuffNumber += 1
  // Three figures that have not been there for a long time.
  const diastolic = 40 + (cuffNumber % 50)
  const mean = diastolic + 1 + (Math.floor(cuffNumber / 50) % 30)
  const systolic = mean + random.int(1, 120)
  // What is stamped “now” in a first message may be an old result (Comen): that is tested apart.
  const ageS = random.int(3, 300)
  const pulseRate = random.chance(0.5) ? random.int(30, 200) : null
  return [...sets, ...set(), { kind: 'nibp', systolic, diastolic, mean, pulseRate, status: 'ok', ageS }]
}
