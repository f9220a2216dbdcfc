import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Sample } from '../../shared/reading.ts'
import { concatBytes } from '../kit/bytes.ts'
import { commands, writeFrame } from './frame.ts'
import { createHost } from './host.ts'
import { capnostream } from './index.ts'
import { createMonitorSide } from './monitor-side.ts'

const DEVICE = hex(
  '85 1F 04 56 34 35 2E 36 37 20 30 32 2F 32 34 2F 32 30 30 38 20 42 33 35 35 39 38 37 36 35 34 20 20 1D',
)
const WAVE = writeFrame(0, [0, 0, 0, 0])
const names = new Map(Object.entries(commands).map(([name, bytes]) => [bytes.join(), name]))

/** What the host sends, by name and time, against these answers. */
function play(untilMs: number, answer: (nowMs: number, sent: readonly string[]) => Uint8Array) {
  const host = createHost()
  const log: (readonly [number, string])[] = []
  let coming: Uint8Array = new Uint8Array(0)
  for (let nowMs = 0; nowMs < untilMs; nowMs += 50) {
    if (coming.length > 0) host.hear?.(coming, nowMs)
    const { send, wakeAtMs } = host.step(nowMs, [], coming.length > 0)
    expect(wakeAtMs).toBeGreaterThan(nowMs)
    const sent = send.map(bytes => names.get(bytes.join()) ?? 'unknown')
    log.push(...sent.map(name => [nowMs, name] as const))
    coming = answer(nowMs, sent)
  }
  return { host, log }
}
const nothing = new Uint8Array(0)

describe('the host', () => {
  it('enables until the monitor names itself, more slowly after ten seconds', () => {
    const { log } = play(20_000, () => nothing)
    expect(new Set(log.map(([, name]) => name))).toEqual(new Set(['enable']))
    expect(log.filter(([ms]) => ms < 10_000)).toHaveLength(20)
    expect(log.filter(([ms]) => ms >= 12_000)).toHaveLength(4)
  })

  it('starts once the monitor has named itself, and says no more while it streams', () => {
    let isStarted = false
    const { log } = play(30_000, (nowMs, sent) => {
      isStarted ||= sent.includes('start')
      if (sent.includes('enable') && nowMs >= 1000) return DEVICE
      return isStarted ? WAVE : nothing
    })
    expect(log).toEqual([
      [0, 'enable'],
      [500, 'enable'],
      [1000, 'enable'],
      [1050, 'start'],
    ])
  })

  it('says start again, and then all again, where nothing comes of it', () => {
    const { log } = play(6000, (_, sent) => (sent.includes('enable') ? DEVICE : nothing))
    expect(log.map(([, name]) => name).slice(0, 7)).toEqual([
      'enable',
      'start',
      'start',
      'start',
      'enable',
      'start',
      'start',
    ])
  })

  it('says everything again after three seconds of silence', () => {
    let isStarted = false
    const { log } = play(20_000, (nowMs, sent) => {
      const isOn = nowMs < 8000 || nowMs > 12_000
      if (!isOn) isStarted = false
      isStarted ||= isOn && sent.includes('start')
      if (isOn && sent.includes('enable')) return DEVICE
      return isStarted ? WAVE : nothing
    })
    const later = log.filter(([ms]) => ms > 2000)
    expect(later[0]?.[0]).toBeGreaterThan(10_500)
    expect(later[0]?.[0]).toBeLessThan(11_500)
    expect(later.at(-1)?.[1]).toBe('start')
  })

  it('leaves the port as it was, and has nothing to start', () => {
    const host = createHost()
    expect(host.end?.()).toEqual([])
    host.step(0, [], false)
    expect(host.end?.()).toEqual([commands.stop, commands.disable])
    expect(host.command('startNibp', 0)).toMatchObject({ ok: false })
  })
})

it('the monitor side streams once it was enabled and started: values, and a wave in its breath', () => {
  const side = createMonitorSide()
  const shown: Sample[] = [
    { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' },
    { kind: 'vital', vital: 'etco2', value: 40, quality: 'good' },
    { kind: 'vital', vital: 'respRate', value: 15, quality: 'good' },
  ]
  expect(side.hear(commands.start, 0).reply).toEqual(nothing)
  expect(side.show(shown, 0)).toEqual(nothing)
  expect(side.hear(commands.enable, 0).reply).toEqual(DEVICE)
  side.hear(commands.start, 0)
  const bytes = concatBytes([0, 1, 2, 3].map(second => side.show(shown, second * 1000)))
  const samples = capnostream.createParser().push(bytes)
  const heights = samples.flatMap(sample => (sample.kind === 'wave' ? sample.values : []))
  expect(heights).toHaveLength(80)
  expect(Math.max(...heights)).toBeCloseTo(0.4, 2)
  expect(Math.min(...heights)).toBe(0)
  expect(samples).toContainEqual({ kind: 'vital', vital: 'etco2', value: 40, quality: 'good' })
  side.hear(commands.disable, 5000)
  expect(side.show(shown, 5000)).toEqual(nothing)
})
