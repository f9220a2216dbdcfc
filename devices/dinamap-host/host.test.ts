import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { NibpSample, Sample } from '../../shared/reading.ts'
import type { Host } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { requests, writeFrame } from './frame.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
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
      const request = String.fromCharCode(...frame.subarray(0, -3))
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

  it('clears the line after two misses and slows down after five', () => {
    const log = run(createHost(), 0, 16_000, () => null)
    // A frame shorter than a request is the lone CR.
    const times = log.filter(([, request]) => request !== '').map(([atMs]) => atMs)
    expect(times).toEqual([0, 1000, 2000, 3000, 4000, 6000, 8000, 10_000, 12_000, 14_000])
    expect(log.filter(([, request]) => request === '').map(([atMs]) => atMs)).toEqual(times.slice(2))
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
