import { describe, expect, it } from 'vitest'
import type { Random } from '../../fixtures/random.ts'
import type { Sample } from '../../shared/reading.ts'
import { testDriver } from '../kit/testing/driver-test.ts'
import { nellcorAscii } from './index.ts'
import { createParser } from './parser.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const LIVE = 'NPB-290    VERSION 1.0.0.1    CRC: XXXX  SpO2 Limit: 30-100%    PR Limit: 100-180BPM'
const LIVE_COLUMNS = 'TIME    %SPO2    BPM    PA    Status'
const TREND = 'NPB-290    VERSION 1.0.0.1   TREND    SpO2 Limit: 30-100%    PR Limit: 100-180BPM'
const TREND_COLUMNS = 'TIME    %SPO2    BPM    PA'
/** Under a live heading. */
const readLive = (line: string) => createParser().push(bytes(`${LIVE}\r\n${line}\r\n`))
const read = (line: string) => createParser().push(bytes(`${line}\r\n`))
const values = (samples: readonly Sample[]) =>
  samples.flatMap(sample => (sample.kind === 'vital' ? [sample.value] : []))
const states = (samples: readonly Sample[]) =>
  samples.flatMap(sample => (sample.kind === 'device' ? [sample.state] : []))

describe('lines of an N-560 (L2)', () => {
  it.each([
    ['18-Dec-17 22:01:33    99      66      49', [99, 66], [], 'good'],
    ['29-Dec-17 07:18:57    89*     66     201    MO SL            ', [89, 66], [], 'poor'],
    ['29-Dec-17 07:19:07    77*     70       8       SL       AS   ', [77, 70], [], 'good'],
    ['29-Dec-17 07:19:29   ---     ---     ---    SD          AS   ', [null, null], ['noSensor'], 'noSignal'],
    [
      '29-Dec-17 07:20:27     0       0     ---    PS               ',
      [null, null],
      ['searching'],
      'noSignal',
    ],
    [
      '29-Dec-17 07:21:13    96      63     ---    PS                  ',
      [null, null],
      ['searching'],
      'noSignal',
    ],
  ] as const)('%s', (line, expected, state, quality) => {
    const samples = readLive(line)
    expect(values(samples)).toEqual(expected)
    expect(states(samples)).toEqual(state)
    for (const sample of samples) if (sample.kind === 'vital') expect(sample.quality).toBe(quality)
  })
})

describe('status codes, whatever the figures say', () => {
  const line = (codes: string, second = 10) => `03-MAR-25 09:00:${second}    97      88     101    ${codes}`
  it.each([
    ['SD', 'noSensor'],
    ['SO', 'noSensor'],
    ['PS', 'searching'],
    ['LP', 'searching'],
    ['LM', 'searching'],
  ] as const)('%s: %s, and no value', (code, state) => {
    // In whatever slot the code stands, and whatever stands beside it.
    for (const codes of [code, `MO ${code}`, `   ${code}       AS AO`]) {
      expect(states(read(line(codes)))).toEqual([state])
      expect(values(read(line(codes)))).toEqual([null, null])
    }
  })

  it('LB: the battery is low until a line comes without it', () => {
    const parser = createParser()
    parser.push(bytes(`${LIVE}\r\n`))
    const samples = ['LB', 'LB', ''].flatMap((codes, at) =>
      parser.push(bytes(`${line(codes, 10 + 2 * at)}\r\n`)),
    )
    expect(states(samples)).toEqual(['lowBattery', 'batteryOk'])
    expect(values(samples)).toEqual([97, 88, 97, 88, 97, 88])
  })

  it.each(['AO', 'AS', 'PH', 'PL', 'SH', 'SL'])('%s leaves the values good', code => {
    for (const sample of readLive(line(code)))
      expect(sample).toMatchObject({ kind: 'vital', quality: 'good' })
  })

  it('zeros are no value without any code either', () => {
    expect(values(readLive('03-MAR-25 09:00:00     0       0     ---'))).toEqual([null, null])
  })
})

describe('what else is printed', () => {
  it('L3: headings of other models are no bad frames and no values', () => {
    expect(
      read('N-595    VERSION 2.0.0.0    CRC:1A2B  SpO2 Limit:  85-100%    PR Limit:  50-120BPM'),
    ).toEqual([])
    expect(read('                             NEO               0SAT-S    SPO2 RESP MODE: FAST')).toEqual([])
    expect(read('TIME                 %SPO2   BPM     PA     Status')).toEqual([])
  })

  it('L4, L6: limits broken and unknown codes leave the values', () => {
    expect(values(read('03-MAR-25 09:00:00    97     131*    120    PH             '))).toEqual([97, 131])
    expect(values(read('03-MAR-25 09:00:04    97      88     101    ZZ             '))).toEqual([97, 88])
  })

  it('L5: noise and half a line cost nothing of the next', () => {
    const parser = createParser()
    const noise = Uint8Array.of(0xff, 0x80, 0x41)
    const samples = [
      ...parser.push(noise),
      ...parser.push(bytes(':43    99      66      12\r\n')),
      ...parser.push(bytes('03-MAR-25 09:00:02    97      88     101                     \r\n')),
    ]
    expect(samples).toEqual([
      { kind: 'badFrame', reason: 'framing', bytes: 29 },
      { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' },
      { kind: 'vital', vital: 'pulseRate', value: 88, quality: 'good' },
    ])
  })

  it('tells the monitor’s clock, in any letters', () => {
    const parser = createParser()
    parser.push(bytes(`${LIVE}\r\n03-MAR-25 09:00:02    97      88     101\r\n`))
    expect(parser.deviceTime).toBe('2025-03-03T09:00:02')
    parser.push(bytes(`${LIVE}\r\n12-Nov-98 23:59:58    97      88     101\r\n`))
    expect(parser.deviceTime).toBe('1998-11-12T23:59:58')
  })

  it('takes no old value of a printed trend for a live one', () => {
    const parser = createParser()
    const trend = [
      'N-560    TREND    CRC:XXXX',
      '18-FEB-09 10:00:28    98     105     057',
      'Output Complete',
    ]
    const samples = parser.push(bytes(trend.map(line => `${line}\r\n`).join('')))
    expect(samples).toEqual([{ kind: 'device', state: 'searching', detail: STORED }])
    const live = [LIVE, '18-FEB-09 10:02:00    97     104      57']
    expect(values(parser.push(bytes(live.map(line => `${line}\r\n`).join(''))))).toEqual([97, 104])
  })

  it('takes nothing more from a stream whose clock stands still', () => {
    const parser = createParser()
    parser.push(bytes(`${LIVE}\r\n`))
    const counts = ['00', '00', '00', '00', '02'].map(
      second => values(parser.push(bytes(`03-MAR-25 09:00:${second}    97      88     101\r\n`))).length,
    )
    expect(counts).toEqual([2, 2, 0, 0, 2])
  })

  it('takes nothing that no oximeter can say', () => {
    expect(read('03-MAR-25 09:00:02   101      88     101')).toEqual([
      { kind: 'badFrame', reason: 'range', bytes: 41 },
    ])
  })
})

const STORED = 'stored data: a printed trend, not values of now'
const UNDECIDED = 'no heading yet: these rows may be stored ones'

/** Lines, each at its second (none: a recorded file), and what each gives. */
function play(lines: readonly (readonly [line: string, atS?: number])[]): string[] {
  const parser = createParser()
  return lines.map(([line, atS]) => {
    const samples = parser.push(bytes(`${line}\r\n`), atS === undefined ? undefined : atS * 1000)
    const device = samples.find(({ kind }) => kind === 'device')
    return values(samples).length > 0
      ? values(samples).join(' ')
      : device?.kind === 'device'
        ? (device.detail ?? '')
        : ''
  })
}

describe('live rows and stored ones (corrections of 2026-11, section 4)', () => {
  const stored = (second: number, day = '22-NOV-97') =>
    `${day} 14:00:${String(second).padStart(2, '0')}   100   12${second % 4 === 1 ? 0 : 1}   150`

  it('of a trend under its heading are none', () => {
    const lines = [TREND, TREND_COLUMNS, stored(5), stored(7), stored(9), 'Output Complete'].map(
      line => [line] as const,
    )
    expect(play(lines)).toEqual(['', '', STORED, '', '', ''])
    expect(play(lines.slice(1))).toEqual(['', STORED, '', '', ''])
  })

  it('that come as fast as the line allows are stored, with no heading seen', () => {
    const lines = Array.from({ length: 25 }, (_, n) => [stored(5 + 2 * n), n * 0.04] as const)
    expect(play(lines)).toEqual([UNDECIDED, '', STORED, ...Array(22).fill('')])
  })

  it('under a live heading are live, either line of which is enough', () => {
    const rows = ['12-NOV-97 14:00:05   100   120    50', '12-NOV-97 14:00:07   100   120    50']
    expect(play([[LIVE], [LIVE_COLUMNS], ...rows.map(row => [row] as const)])).toEqual([
      '',
      '',
      '100 120',
      '100 120',
    ])
    expect(play([[LIVE_COLUMNS], ...rows.map(row => [row] as const)])).toEqual(['', '100 120', '100 120'])
  })

  it('are live at once by a status or the * of a limit', () => {
    expect(
      play([
        ['12-NOV-97 14:01:05   99*   120   50   SL', 0],
        ['12-NOV-97 14:01:07   99*   121   50   SL', 2],
      ]),
    ).toEqual(['99 120', '99 121'])
    expect(play([['12-NOV-97 14:01:05   99*   120   50']])).toEqual(['99 120'])
  })

  it('are live from the second on by the pace at which they come', () => {
    const lines = (seconds: readonly number[]) => seconds.map((atS, n) => [stored(5 + 2 * n), atS] as const)
    expect(play(lines([0, 2.6, 4.1]))).toEqual([UNDECIDED, '100 121', '100 120'])
    expect(play(lines([0, 3, 5]))).toEqual([UNDECIDED, '', '100 120'])
    // Two that were held up on their way prove nothing; the third has its pace.
    expect(play(lines([0, 0.1, 2.1]))).toEqual([UNDECIDED, '', '100 120'])
  })

  it('whose clock goes back are stored, or of a monitor whose clock was set', () => {
    expect(
      play([
        [stored(9), 0],
        [stored(5), 2],
        [stored(7), 4],
      ]),
    ).toEqual([UNDECIDED, STORED, ''])
    expect(
      play([
        [LIVE, 0],
        [stored(9), 0],
        [stored(5), 2],
        [stored(7), 4],
      ]),
    ).toEqual(['', '100 120', UNDECIDED, '100 121'])
  })

  it('stay undecided in a recorded file without a heading, and are so called', () => {
    expect(play([[stored(5)], [stored(7)], [stored(9)]])).toEqual([UNDECIDED, '', ''])
  })

  it('come, go and come again around a trend', () => {
    expect(
      play([
        [LIVE],
        [stored(5)],
        [TREND],
        [stored(5, '21-NOV-97')],
        [stored(7, '21-NOV-97')],
        ['Output Complete'],
        [stored(15)],
        [LIVE],
        [stored(17)],
      ]),
    ).toEqual(['', '100 120', '', STORED, '', '', UNDECIDED, '', '100 120'])
  })

  it('the bare numbers of a trend printed as a graph are no noise', () => {
    const parser = createParser()
    expect(parser.push(bytes('NPB-295   2HR TREND\r\n 98 97 97\r\n 100\r\n'))).toEqual([])
  })
})

testDriver(nellcorAscii, {
  randomGroup,
  captures: ['l1-n560-2004', 'n560-2017', 'npb290-trend-midpage'],
  checksum: false,
})

function randomGroup(random: Random): Sample[] {
  const lines = Array.from({ length: random.int(1, 4) }, () => randomLine(random, true)).flat()
  if (random.chance(0.7)) return lines
  const state = random.pick(['noSensor', 'searching'] as const)
  const battery = random.chance(0.5)
  return [
    { kind: 'device', state },
    ...(battery ? [{ kind: 'device', state: 'lowBattery' } as const] : []),
    ...randomLine(random, false),
    { kind: 'device', state: 'sensorOn' },
    ...(battery ? [{ kind: 'device', state: 'batteryOk' } as const] : []),
    ...lines,
  ]
}

function randomLine(random: Random, isOn: boolean): Sample[] {
  const quality = random.pick(['good', 'poor'] as const)
  const spo2 = isOn && random.chance(0.9) ? random.int(1, 100) : null
  const pulseRate = isOn && random.chance(0.9) ? random.int(1, 300) : null
  return [
    { kind: 'vital', vital: 'spo2', value: spo2, quality: spo2 === null ? 'noSignal' : quality },
    {
      kind: 'vital',
      vital: 'pulseRate',
      value: pulseRate,
      quality: pulseRate === null ? 'noSignal' : quality,
    },
  ]
}
