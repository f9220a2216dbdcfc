import { describe, expect, it } from 'vitest'
import type { Sample } from '../../shared/reading.ts'
import { createHost } from './host.ts'
import { writeMllpFrame } from './mllp.ts'
import { createParser } from './parser.ts'
import { writeTime } from './time.ts'

/* What is told as of now, and of whom: a sender on a virtual clock of milliseconds. */

const START = Date.UTC(2026, 2, 1, 10)
const stamp = (ms: number) => writeTime(START + ms)
const spo2 = (value: number | string, time = '', flags = '', status = 'R') =>
  `OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||${value}|%||${flags}|||${status}|||${time}`
const nibp = (systolic: number, time: string) => [
  `OBX|2|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC||${systolic}|mmHg|||||R|||${time}`,
  `OBX|3|NM|150022^MDC_PRESS_BLD_NONINV_DIA^MDC||80|mmHg|||||R|||${time}`,
]
const patient = (id: string, bed: string | null, observations: readonly string[]) => [
  `PID|||${id}`,
  ...(bed === null ? [] : [`PV1||I|${bed}`]),
  'OBR|1',
  ...observations,
]
let number = 0
function text(sentAt: string, segments: readonly string[]): string {
  number += 1
  return [`MSH|^~\\&|MON|WARD|||${sentAt}||ORU^R01|${number}|P|2.6`, ...segments, ''].join('\r')
}
const frame = (sentAt: string, segments: readonly string[]) => writeMllpFrame(text(sentAt, segments))

const values = (samples: readonly Sample[]) =>
  samples.flatMap(sample => (sample.kind === 'vital' ? [sample.value] : []))
const cuffs = (samples: readonly Sample[]) => samples.filter(({ kind }) => kind === 'nibp')
const details = (samples: readonly Sample[]) =>
  samples.flatMap(sample => (sample.kind === 'device' ? [sample.detail ?? ''] : []))

/** A parser that has heard the sender for five seconds, up to 5000 ms. */
function settled(first: readonly string[] = patient('A', 'W^1', [spo2(97)])) {
  const parser = createParser()
  for (let ms = 0; ms <= 5000; ms += 1000) parser.push(frame(stamp(ms), first), ms)
  return parser
}

describe('of several patients', () => {
  it('only those of the first message’s bed are told, however long it is silent, and the others are said', () => {
    const parser = settled()
    const told: Sample[] = []
    for (let s = 6; s < 600; s += 1)
      told.push(...parser.push(frame(stamp(s * 1000), patient('B', 'W^2', [spo2(88)])), s * 1000))
    expect(values(told)).toEqual([])
    expect(told.at(-1)).toMatchObject({
      state: 'searching',
      detail: expect.stringMatching(/another bed’s messages .*add the device anew/),
    })
    const back = parser.push(frame(stamp(600_000), patient('A', 'W^1', [spo2(91)])), 600_000)
    expect(values(back)).toEqual([91])
    expect(details(back)).toEqual([expect.stringContaining('another bed’s messages')])
  })

  it.each([
    ['neither bed nor the same patient', patient('B', '', [spo2(88)])],
    ['no bed, where others tell one', patient('A', null, [spo2(88)])],
  ])('with %s they are not the first one’s', (_, segments) => {
    expect(values(settled().push(frame(stamp(6000), segments), 6000))).toEqual([])
  })

  it('what tells no value decides nothing, as a sign of life without bed and patient', () => {
    const parser = createParser()
    parser.push(frame(stamp(0), ['OBR|1', 'OBX|1|ST|ALIVE^Alive^99X||1|||||F']), 0)
    const told = [1, 2, 3, 4, 5].flatMap(s =>
      parser.push(frame(stamp(s * 1000), patient('A', 'W^1', [spo2(97)])), s * 1000),
    )
    expect(values(told)).toEqual([97, 97, 97])
    expect(details(told).join()).not.toContain('another bed')
  })

  it('where none tells a bed, the patient’s number does', () => {
    const parser = settled(patient('A', null, [spo2(97)]))
    expect(values(parser.push(frame(stamp(6000), patient('B', null, [spo2(88)])), 6000))).toEqual([])
    expect(values(parser.push(frame(stamp(7000), patient('A', null, [spo2(96)])), 7000))).toEqual([96])
  })

  it('in one message only the first one’s count', () => {
    const both = [...patient('A', 'W^1', [spo2('')]), ...patient('B', 'W^2', [spo2(99), ...nibp(120, '')])]
    const told = settled().push(frame(stamp(6000), both), 6000)
    expect(values(told)).toEqual([null])
    expect(cuffs(told)).toEqual([])
  })

  it.each([
    ['two whole ones', (one: string, other: string) => one + other],
    ['one cut short in its values', (one: string, other: string) => one.slice(0, -9) + other],
  ])('%s in one frame are a bad frame, and not answered', (_, join) => {
    const one = text(stamp(6000), patient('A', 'W^1', [spo2('')]))
    const bytes = writeMllpFrame(join(one, text(stamp(6000), patient('B', 'W^2', [spo2(99)]))))
    expect(settled().push(bytes, 6000)).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: bytes.length },
    ])
    const host = createHost()
    host.hear?.(bytes, 0)
    expect(host.step(0, [], false).send).toEqual([])
  })
})

describe('a queue', () => {
  it('that is there when the sender first calls gives nothing of now, and its cuff results as old as they are', () => {
    const parser = createParser()
    const told: Sample[] = []
    // Forty minutes, one message a minute, all within a second.
    for (let n = 0; n < 40; n += 1) {
      const time = stamp(n * 60_000)
      const cuff = n === 10 ? nibp(190, stamp(n * 60_000 - 5000)) : []
      told.push(...parser.push(frame(time, patient('A', 'W^1', [spo2(80, time), ...cuff])), n * 20))
    }
    expect(told).toEqual([{ kind: 'device', state: 'searching', detail: expect.any(String) }])
    const live: Sample[] = []
    for (let s = 0; s < 8; s += 1) {
      const time = stamp(39 * 60_000 + 1000 + s * 1000)
      live.push(...parser.push(frame(time, patient('A', 'W^1', [spo2(97, time)])), 800 + s * 1000))
    }
    expect(new Set(values(live))).toEqual(new Set([97]))
    expect(values(live).length).toBeGreaterThanOrEqual(4)
    expect(cuffs(live)).toMatchObject([{ systolic: 190, ageS: expect.any(Number) }])
    const [cuff] = cuffs(live)
    expect(cuff).toHaveProperty('ageS', 29 * 60 + 5 + 4)
  })

  it('that is emptied twice as fast as it was filled is none of now either', () => {
    const parser = createParser()
    const told: Sample[] = []
    for (let s = 0; s < 120; s += 1)
      told.push(...parser.push(frame(stamp(s * 1000), patient('A', 'W^1', [spo2(80)])), s * 500))
    expect(values(told)).toEqual([])
  })

  it('after an outage it is late to its end, also where it is emptied as slowly as it was filled', () => {
    const parser = settled()
    const told: Sample[] = []
    for (let s = 6; s < 300; s += 1)
      told.push(...parser.push(frame(stamp(s * 1000), patient('A', 'W^1', [spo2(80)])), (s + 60) * 1000))
    expect(values(told)).toEqual([])
    expect(details(told)).toEqual([expect.stringContaining('stored data')])
    // Then the rest comes at once, and what is of now with it.
    const rest: Sample[] = []
    for (let s = 300; s <= 360; s += 1)
      rest.push(...parser.push(frame(stamp(s * 1000), patient('A', 'W^1', [spo2(97)])), 360_000 + s))
    expect(values(rest)).toHaveLength(11)
  })

  it('a clock that was set back is no queue: nothing is late for more than ten seconds', () => {
    const parser = settled()
    const given = Array.from({ length: 30 }, (_, n) => {
      const ms = 6000 + n * 1000
      return values(parser.push(frame(stamp(ms - 3_600_000), patient('A', 'W^1', [spo2(97)])), ms)).length
    })
    expect(given).toEqual([...Array<number>(10).fill(0), ...Array<number>(20).fill(1)])
  })
})

describe('the time of values', () => {
  it.each(['MSH-7', 'OBX-14'])('to the minute in %s makes nothing late within that minute', where => {
    const parser = createParser()
    const told: Sample[] = []
    for (let s = 0; s < 180; s += 1) {
      const minute = stamp(s * 1000).slice(0, 12)
      const [sentAt, time] = where === 'MSH-7' ? [minute, ''] : [stamp(s * 1000), minute]
      told.push(...parser.push(frame(sentAt, patient('A', 'W^1', [spo2(97, time)])), s * 1000))
    }
    expect(values(told)).toHaveLength(177)
    const late = parser.push(
      frame(stamp(180_000), patient('A', 'W^1', [spo2(97, stamp(60_000).slice(0, 12))])),
      180_000,
    )
    expect(values(late)).toEqual([])
  })

  it('without MSH-7 must move with our clock', () => {
    const run = (time: (ms: number) => string) => {
      const parser = createParser()
      return Array.from({ length: 20 }, (_, s) =>
        values(parser.push(frame('', patient('A', 'W^1', [spo2(97, time(s * 1000))])), s * 1000)),
      ).flat().length
    }
    expect(run(() => stamp(-3_600_000))).toBe(0)
    expect(run(stamp)).toBe(17)
  })

  it('where there is none at all, values are given while they change', () => {
    const parser = createParser()
    const push = (value: number, s: number) =>
      values(parser.push(frame('', patient('A', 'W^1', [spo2(value)])), s * 1000))
    expect([push(97, 0), push(97, 1)]).toEqual([[], []])
    expect([push(96, 2), push(96, 12)]).toEqual([[96], [96]])
    expect(push(96, 13)).toEqual([])
  })

  it.each([
    ['near ones of which one tells its zone are of the same wall', 60_000, 66_000, [97]],
    ['far ones of which one tells its zone tell no age', 3_600_000, 6000, []],
    ['and none ahead is of now', -3_600_000, 6000, []],
  ])('%s', (_, agoMs, atMs, expected) => {
    const parser = settled()
    for (let ms = 6000; ms <= atMs; ms += 1000) parser.push(frame(stamp(ms), patient('A', 'W^1', [])), ms)
    const time = agoMs === 60_000 ? stamp(atMs) : stamp(atMs - agoMs)
    const line = [spo2(97, `${time}+0000`), ...nibp(150, `${time}+0000`)]
    const told = parser.push(frame(stamp(atMs + 1000), patient('A', 'W^1', line)), atMs + 1000)
    expect(values(told)).toEqual(expected)
    if (expected.length === 0) expect(cuffs(told)).toMatchObject([{ systolic: 150, standing: true }])
  })

  it('of several values of one vital sign in a message the newest counts, of equally new ones the last', () => {
    const times = [0, 1, 2, 3, 4].map(s => stamp(2000 + s * 1000))
    const push = (lines: readonly string[]) =>
      values(settled().push(frame(stamp(6000), patient('A', 'W^1', lines)), 6000))
    expect(push(times.map((time, at) => spo2(97 - at, time)))).toEqual([93])
    expect(push(times.map((time, at) => spo2(97 - at, time)).reverse())).toEqual([93])
    expect(push([spo2(97), spo2(79)])).toEqual([79])
  })
})

describe('what is written otherwise', () => {
  it.each(['INV^Invalid^99X', 'inv', 'DEMO^Demo', 'h~nav^not there', ' OFF '])('flag %s: no value', flags => {
    const told = settled().push(frame(stamp(6000), patient('A', 'W^1', [spo2(97, '', flags)])), 6000)
    expect(values(told)).toEqual([null])
  })

  it('a status in small letters is the same', () => {
    const told = settled().push(frame(stamp(6000), patient('A', 'W^1', [spo2(97, '', '', 'x')])), 6000)
    expect(values(told)).toEqual([null])
  })

  it.each(['+97', '97.', ' 97', '97 '])('the number “%s” is 97', value => {
    const told = settled().push(frame(stamp(6000), patient('A', 'W^1', [spo2(value)])), 6000)
    expect(values(told)).toEqual([97])
  })

  it.each([
    // °C in UTF-8, a character for each byte.
    ['8310-5', '\xc2\xb0C'],
    ['8867-4', '{beat}/min'],
    ['9279-1', '{breath}/min'],
    ['59408-5', '% '],
  ])('%s in “%s” has a unit that is known', (code, unit) => {
    const line = `OBX|1|NM|${code}^x^LN||37|${unit}|||||F`
    expect(values(settled().push(frame(stamp(6000), patient('A', 'W^1', [line])), 6000))).toEqual([37])
  })

  it.each(['\xef\xbb\xbf', '\r\n', '\n'])('%j may stand before the first segment', before => {
    const bytes = writeMllpFrame(before + text(stamp(6000), patient('A', 'W^1', [spo2(97)])))
    expect(values(settled().push(bytes, 6000))).toEqual([97])
    const host = createHost()
    host.hear?.(bytes, 0)
    expect(host.step(0, [], false).send).toHaveLength(1)
  })

  it('a burst of messages is answered to the last', () => {
    const host = createHost()
    for (let n = 0; n < 300; n += 1) host.hear?.(frame(stamp(n), []), 0)
    expect(host.step(0, [], false).send).toHaveLength(300)
  })
})

it('a list of three hundred results that is sent again and again is told once', () => {
  const parser = createParser()
  const list = Array.from({ length: 300 }, (_, n) => nibp(100 + (n % 90), stamp(-n * 180_000))).flat()
  const told = Array.from({ length: 10 }, (_, s) =>
    cuffs(parser.push(frame(stamp(s * 1000), patient('A', 'W^1', list)))),
  )
  expect(told.map(({ length }) => length)).toEqual([300, ...Array<number>(9).fill(0)])
})
