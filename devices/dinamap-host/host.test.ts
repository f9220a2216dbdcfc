import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { NibpSample, Sample } from '../../shared/reading.ts'
import type { Host } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { requests, writeFrame, writeRequest } from './frame.ts'
import { createHost } from './host.ts'
import { createMonitorSide, family } from './monitor-side.ts'
import { createParser } from './parser.ts'

const inflating: Sample = { kind: 'device', state: 'cuffInflating' }
const idle: Sample = { kind: 'device', state: 'cuffIdle' }
const nibp: NibpSample = {
  kind: 'nibp',
  systolic: 131,
  diastolic: 85,
  mean: 100,
  pulseRate: 78,
  status: 'ok',
  ageS: 0,
}
const vitalOf = (id: 'temperature', value: number): Sample => ({
  kind: 'vital',
  vital: id,
  value,
  quality: 'good',
})
const vital = (id: 'spo2' | 'pulseRate', value: number | null): Sample => ({
  kind: 'vital',
  vital: id,
  value,
  quality: value === null ? 'noSignal' : 'good',
})

/** Runs a host alone, answering (or not) 50 ms after each request; gives [time, request]. */
function run(
  host: Host,
  fromMs: number,
  toMs: number,
  answers: (request: string, nowMs: number) => readonly Sample[] | null,
): [number, string][] {
  const log: [number, string][] = []
  let answerAtMs = Number.POSITIVE_INFINITY
  let answer: readonly Sample[] | null = null
  for (let nowMs = fromMs; nowMs < toMs; nowMs += 1) {
    const isAnswer = nowMs >= answerAtMs
    if (isAnswer) answerAtMs = Number.POSITIVE_INFINITY
    const { send } = host.step(nowMs, isAnswer ? (answer ?? []) : [], isAnswer)
    for (const frame of send) {
      const request = String.fromCharCode(...frame.subarray(1, -3))
      log.push([nowMs, request])
      answer = answers(request, nowMs)
      if (answer) answerAtMs = nowMs + 50
    }
  }
  return log
}
const count = (log: readonly [number, string][], request: string) =>
  log.filter(([, each]) => each === request).length

describe('the host', () => {
  it('asks oximeter and rate every second, the cuff every two, temperature every thirty', () => {
    const log = run(createHost(), 0, 60_000, () => [])
    for (const request of [requests.readOximeter, requests.readRate]) {
      expect(count(log, request)).toBeGreaterThanOrEqual(58)
      expect(count(log, request)).toBeLessThanOrEqual(61)
    }
    expect(count(log, requests.readNibp)).toBeGreaterThanOrEqual(28)
    expect(count(log, requests.readNibp)).toBeLessThanOrEqual(31)
    expect(count(log, requests.readTemperature)).toBe(2)
  })

  it('asks the cuff every second while it measures', () => {
    const host = createHost()
    run(host, 0, 1000, request => (request === requests.readNibp ? [inflating] : []))
    const busy = run(host, 1000, 31_000, () => [])
    expect(count(busy, requests.readNibp)).toBeGreaterThanOrEqual(28)
    const after = run(host, 31_000, 61_000, request => (request === requests.readNibp ? [idle, nibp] : []))
    expect(count(after, requests.readNibp)).toBeLessThanOrEqual(17)
  })

  it('never has two requests outstanding', () => {
    const host = createHost()
    expect(host.step(0, [], false).send).toHaveLength(1)
    expect(host.step(500, [], false)).toEqual({ send: [], wakeAtMs: 1000 })
    expect(host.step(1000, [], false).send).toHaveLength(1)
  })

  it('asks three times in a row for what is not answered, and slows down after five', () => {
    const log = run(createHost(), 0, 16_000, () => null)
    expect(log.map(([atMs]) => atMs)).toEqual([0, 1000, 2000, 3000, 4000, 6000, 8000, 10_000, 12_000, 14_000])
    const asked = log.map(([, request]) => request)
    expect(new Set(asked.slice(0, 3)).size).toBe(1)
    expect(asked[3]).not.toBe(asked[2])
  })

  it('ends with a CR in front what half a request the monitor may hold', () => {
    expect(createHost().step(0, [], false).send).toEqual([hex('0D 20 4E 41 21 32 0D')])
    expect(
      [requests.readOximeter, requests.readRate, requests.readTemperature].map(request =>
        writeRequest(request),
      ),
    ).toEqual(['0D 20 4F 41 21 33 0D', '0D 20 52 41 21 36 0D', '0D 20 54 43 21 3A 0D'].map(hex))
  })

  it('is back to its pace with the first answer', () => {
    const host = createHost()
    run(host, 0, 12_000, () => null)
    const log = run(host, 12_000, 16_000, () => [])
    expect(log.length).toBeGreaterThanOrEqual(8)
  })

  it('gives up on a thermometer that does not answer', () => {
    const log = run(createHost(), 0, 200_000, request => (request === requests.readTemperature ? null : []))
    expect(count(log, requests.readTemperature)).toBe(2)
  })
})

/** Host and parser against what answers each request; gives [time, request]. */
function talk(toMs: number, answers: (request: string) => Uint8Array, host = createHost(), fromMs = 0) {
  const parser = createParser()
  const log: [number, string][] = []
  const samples: Sample[] = []
  let coming: Uint8Array = new Uint8Array(0)
  for (let nowMs = fromMs; nowMs < toMs; nowMs += 25) {
    const before = parser.goodFrames
    const given = parser.push(coming, nowMs)
    if (coming.length > 0) host.hear?.(coming, nowMs)
    samples.push(...given)
    coming = new Uint8Array(0)
    for (const frame of host.step(nowMs, given, parser.goodFrames > before).send) {
      const request = String.fromCharCode(...frame.subarray(1, -3))
      log.push([nowMs, request])
      coming = answers(request)
    }
  }
  return { log, samples, host }
}

describe('negative answers', () => {
  const done = writeFrame(' NA1100012131085100')
  it.each(['5', '6'])(
    'of code %s: what is not fitted is asked for once a minute, and nothing is missed',
    code => {
      const { log } = talk(120_000, request =>
        request === requests.readNibp ? done : writeFrame(` -${code}`),
      )
      for (const request of [requests.readOximeter, requests.readRate, requests.readTemperature])
        expect(count(log, request)).toBe(2)
      expect(count(log, requests.readNibp)).toBeGreaterThanOrEqual(58)
    },
  )

  it.each([1050, 1250, 1900])(
    'one that comes %i ms late is not that of the request that waits then',
    lateMs => {
      const host = createHost()
      const due: { readonly atMs: number; readonly bytes: Uint8Array }[] = []
      const asked: number[] = []
      for (let nowMs = 0; nowMs < 70_000; nowMs += 10) {
        const at = due.findIndex(({ atMs }) => atMs <= nowMs)
        const [answer] = at < 0 ? [] : due.splice(at, 1)
        if (answer) host.hear?.(answer.bytes, nowMs)
        for (const frame of host.step(nowMs, [], answer !== undefined).send) {
          const request = String.fromCharCode(...frame.subarray(1, -3))
          if (request === requests.readOximeter) asked.push(nowMs)
          const isLate = request === requests.readTemperature
          due.push({ atMs: nowMs + (isLate ? lateMs : 60), bytes: isLate ? writeFrame(' -5') : done })
        }
      }
      const gaps = asked.map((ms, n) => (asked[n + 1] ?? 70_000) - ms)
      expect(Math.max(...gaps)).toBeLessThan(5000)
    },
  )

  it('of another code are misses, said again twice, and told', () => {
    const { log, samples } = talk(3000, request => (request === requests.readNibp ? done : writeFrame(' -1')))
    const asked = log.map(([, request]) => request).filter(request => request === requests.readOximeter)
    expect(asked.length).toBeGreaterThanOrEqual(3)
    expect(samples).toContainEqual({ kind: 'device', state: 'sensorOn', detail: 'request refused, code 1' })
  })

  it('to a start: it is not said again; to a stop: it is', () => {
    const refuse = (request: string) =>
      request === requests.startNibp || request === requests.stopNibp ? writeFrame(' -1') : done
    const host = createHost()
    host.command('startNibp', 0)
    expect(count(talk(10_000, refuse, host).log, requests.startNibp)).toBe(1)
    host.command('stopNibp', 10_000)
    expect(count(talk(20_000, refuse, host, 10_000).log, requests.stopNibp)).toBe(3)
  })

  it('a stop that nothing answers is said three times', () => {
    const host = createHost()
    host.command('stopNibp', 0)
    const log = run(host, 0, 20_000, request => (request === requests.stopNibp ? null : []))
    expect(count(log, requests.stopNibp)).toBe(3)
  })
})

it('asks a monitor that streams in binary ever more slowly', () => {
  const block = hex('00 0E 60 00 06 01 9C 7F 1F C7 F1 FC 00 00 00 F6 09 FF')
  const host = createHost()
  let asked = 0
  for (let nowMs = 0; nowMs < 60_000; nowMs += 20) {
    host.hear?.(block, nowMs)
    asked += host.step(nowMs, [], true).send.length
  }
  expect(asked).toBeLessThan(35)
})

describe.each(Object.entries(family))('%s, played', (_, member) => {
  it('gives what it measures, and a start its result, once', () => {
    const host = createHost()
    const side = createMonitorSide(member)
    const parser = createParser()
    const samples: Sample[] = []
    side.show([vital('spo2', 98), vital('pulseRate', 70), vitalOf('temperature', 36.8)], 0)
    for (let nowMs = 0; nowMs < 120_000; nowMs += 25) {
      if (nowMs === 20_000) host.command('startNibp', nowMs)
      if (nowMs === 80_000) side.show([{ kind: 'device', state: 'noSensor' }, vital('spo2', null)], nowMs)
      let bytes: Uint8Array = new Uint8Array(0)
      for (;;) {
        const before = parser.goodFrames
        const given = parser.push(bytes, nowMs)
        samples.push(...given)
        if (bytes.length > 0) host.hear?.(bytes, nowMs)
        const { send } = host.step(nowMs, given, parser.goodFrames > before)
        const heard = side.hear(concatBytes(send), nowMs)
        if (heard.commands.includes('startNibp')) side.show([inflating], nowMs)
        bytes = heard.reply
        if (bytes.length === 0) break
      }
      if (nowMs === 50_000) side.show([nibp], nowMs)
    }
    expect(samples.filter(({ kind }) => kind === 'badFrame')).toEqual([])
    expect(samples.filter(({ kind }) => kind === 'nibp')).toMatchObject([{ systolic: 131, diastolic: 85 }])
    const values = (id: string) =>
      samples.flatMap(sample => (sample.kind === 'vital' && sample.vital === id ? [sample.value] : []))
    expect(values('spo2').includes(98)).toBe(member.hasOximeter)
    expect(values('temperature').includes(36.8)).toBe(member.hasThermometer)
    expect(samples.some(sample => sample.kind === 'device' && sample.state === 'noSensor')).toBe(
      member.hasOximeter,
    )
  })
})

describe('commands', () => {
  it('start goes out at the next step, before the polls, and then the cuff is asked at once', () => {
    const host = createHost()
    run(host, 0, 10_000, () => [])
    expect(host.command('startNibp', 10_000)).toEqual({ ok: true })
    const log = run(host, 10_000, 11_500, () => [])
    expect(log.slice(0, 2).map(([, request]) => request)).toEqual([requests.startNibp, requests.readNibp])
    expect(count(log, requests.startNibp)).toBe(1)
  })

  it('start is refused while the cuff measures, while one waits, and while one may not show yet', () => {
    const busy = createHost()
    busy.step(0, [inflating], true)
    expect(busy.command('startNibp', 10)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('measuring'),
    })

    const host = createHost()
    expect(host.command('startNibp', 0)).toEqual({ ok: true })
    expect(host.command('startNibp', 1)).toMatchObject({ ok: false })
    run(host, 0, 1000, () => [])
    expect(host.command('startNibp', 1000)).toMatchObject({ ok: false })
    expect(host.command('startNibp', 6000), 'it never showed').toEqual({ ok: true })
  })

  it('start is allowed again after the result', () => {
    const host = createHost()
    host.command('startNibp', 0)
    host.step(0, [], false)
    host.step(50, [inflating], true)
    host.step(500, [idle, nibp], true)
    expect(host.command('startNibp', 600)).toEqual({ ok: true })
  })

  it('start is refused when the monitor does not answer; stop never is', () => {
    const host = createHost()
    run(host, 0, 10_000, () => null)
    expect(host.command('startNibp', 10_000)).toMatchObject({ ok: false })
    expect(host.command('stopNibp', 10_000)).toEqual({ ok: true })
  })

  it('stop replaces a start that has not gone out', () => {
    const host = createHost()
    host.command('startNibp', 0)
    host.command('stopNibp', 0)
    const log = run(host, 0, 3000, () => [])
    expect(count(log, requests.startNibp)).toBe(0)
    expect(count(log, requests.stopNibp)).toBe(1)
  })
})

describe('the monitor side', () => {
  const ask = (side: ReturnType<typeof createMonitorSide>, request: string, nowMs: number) =>
    String.fromCharCode(...side.hear(writeFrame(request), nowMs).reply).slice(0, -3)

  it('answers from what it was shown', () => {
    const side = createMonitorSide()
    expect(ask(side, requests.readNibp, 0)).toBe(' NA1109999000000000')
    side.show([vital('spo2', 97), vital('pulseRate', 71)], 0)
    expect(ask(side, requests.readOximeter, 0)).toBe(' OA1097712')
    expect(ask(side, requests.readRate, 0)).toBe(' RA2071')
    side.show([inflating], 1000)
    expect(ask(side, requests.readNibp, 1000)).toBe(' NA0109999000000000')
    side.show([nibp], 30_000)
    expect(ask(side, requests.readNibp, 42_900)).toBe(' NA1100012131085100')
    expect(ask(side, requests.readNibpAsShown, 45_000)).toBe(' NF1100015131085100')
    expect(ask(side, requests.readCuffRate, 45_000)).toBe(' RC3078')
    expect(ask(side, requests.readTemperature, 45_000)).toBe(' TC01A9999900001')
    expect(ask(side, requests.readNibp, 30_000 + 5401_000)).toBe(' NA1109999131085100')
  })

  it('keeps a failure until the next determination', () => {
    const side = createMonitorSide()
    side.show([{ ...nibp, status: 'failed', error: 'pump-up timeout' }], 0)
    expect(ask(side, requests.readNibp, 5000)).toBe(' NA4100005000000000')
  })

  it('says no sensor, and then gives the cuff’s rate', () => {
    const side = createMonitorSide()
    side.show([{ kind: 'device', state: 'noSensor' }, vital('spo2', null), vital('pulseRate', null), nibp], 0)
    expect(ask(side, requests.readOximeter, 0)).toBe(' OA3000012')
    expect(ask(side, requests.readRate, 0)).toBe(' RA3078')
  })

  it('passes commands on, cut anywhere, and answers nothing to a bad checksum', () => {
    const side = createMonitorSide()
    const line = concatBytes([
      writeFrame(requests.startNibp),
      hex('20 4E 43 30 21 46 0D'),
      writeFrame(requests.stopNibp),
    ])
    const heard = [...line].map(byte => side.hear(Uint8Array.of(byte), 0))
    expect(heard.flatMap(({ commands }) => commands)).toEqual(['startNibp', 'stopNibp'])
    expect(heard.filter(({ reply }) => reply.length > 0)).toHaveLength(2)
  })
})

it('host, monitor side and parser: an hour of repeated results is one sample a determination', () => {
  const host = createHost()
  const side = createMonitorSide()
  const parser = createParser()
  const cuffSamples: Sample[] = []
  side.show([vital('spo2', 98), vital('pulseRate', 70)], 0)
  for (let nowMs = 0; nowMs < 3_600_000; nowMs += 25) {
    const minute = nowMs / 60_000
    // Every ten minutes the same numbers again, measured for half a minute.
    if (minute % 10 === 1) side.show([inflating], nowMs)
    if (minute % 10 === 1.5) side.show([nibp], nowMs)
    let bytes: Uint8Array = new Uint8Array(0)
    do {
      const before = parser.goodFrames
      const samples = parser.push(bytes, nowMs)
      cuffSamples.push(...samples.filter(sample => sample.kind === 'nibp'))
      const { send } = host.step(nowMs, samples, parser.goodFrames > before)
      bytes = side.hear(concatBytes(send), nowMs).reply
    } while (bytes.length > 0)
  }
  expect(cuffSamples).toHaveLength(6)
  for (const sample of cuffSamples) expect(sample).toMatchObject({ systolic: 131, diastolic: 85, mean: 100 })
})
