import { describe, expect, it } from 'vitest'
import { bytesText, textBytes } from '../kit/bytes.ts'
import { createHost } from './host.ts'
import { accutorr3 } from './index.ts'
import { createMonitorSide } from './monitor-side.ts'

/** What the host sends, as text with times, against these answers. */
function play(untilMs: number, answer: (command: string, nowMs: number) => string) {
  const host = createHost()
  const parser = accutorr3.createParser()
  const log: (readonly [number, string])[] = []
  let coming = ''
  for (let nowMs = 0; nowMs < untilMs; nowMs += 50) {
    const before = parser.goodFrames
    const bytes = textBytes(coming)
    const samples = parser.push(bytes, nowMs)
    if (bytes.length > 0) host.hear?.(bytes, nowMs)
    const { send, wakeAtMs } = host.step(nowMs, samples, parser.goodFrames > before)
    expect(wakeAtMs).toBeGreaterThan(nowMs)
    coming = ''
    for (const command of send.map(bytesText)) {
      log.push([nowMs, command])
      coming += answer(command, nowMs)
    }
  }
  return log
}
const DATA = 'P: 97, 72,128, 95, 78,000,000,000,  2\r\n>'

describe('the host', () => {
  it('asks for a prompt, then for the data, every two seconds', () => {
    const log = play(7000, command => (command === 'P' ? DATA : '>'))
    expect(log).toEqual([
      [0, '\x03'],
      [50, 'P'],
      [2050, 'P'],
      [4050, 'P'],
      [6050, 'P'],
    ])
  })

  it('sends no command before a prompt, and tries more slowly after five misses', () => {
    const log = play(20_000, () => '')
    expect(new Set(log.map(([, command]) => command))).toEqual(new Set(['\x03']))
    expect(log.slice(0, 8).map(([ms]) => ms)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 7000, 9000])
  })

  it('asks for a prompt again where an answer is missing', () => {
    const log = play(10_000, (command, nowMs) => {
      if (nowMs > 3000 && nowMs < 6000) return ''
      return command === 'P' ? DATA : '>'
    })
    expect(log).toEqual([
      [0, '\x03'],
      [50, 'P'],
      [2050, 'P'],
      // Not answered: a prompt first, until one comes.
      [4050, 'P'],
      [5050, '\x03'],
      [6050, '\x03'],
      [6100, 'P'],
      [8100, 'P'],
    ])
  })

  it('can start nothing, and says so', () => {
    expect(createHost().command('startNibp', 0)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/START/),
    })
  })
})

it('the monitor side greets once, prints what it shows, and counts the minutes of its result', () => {
  const side = createMonitorSide()
  const hear = (command: string, nowMs: number) => bytesText(side.hear(textBytes(command), nowMs).reply)
  expect(bytesText(side.show([], 0))).toBe('ACCUTORR PC Interface is ready\r\n>')
  side.show([{ kind: 'vital', vital: 'spo2', value: 97, quality: 'good' }], 1000)
  side.show([{ kind: 'nibp', systolic: 128, diastolic: 78, mean: 95, pulseRate: 70, status: 'ok' }], 60_000)
  expect(hear('\x03', 60_000)).toBe('>')
  expect(hear('P', 60_000)).toBe('P: 97,--,128, 95, 78,000,000,000,  0\r\n>')
  expect(hear('P', 250_000)).toBe('P: 97,--,128, 95, 78,000,000,000,  3\r\n>')
  expect(hear('L', 250_000)).toMatch(/^L:/)
  expect(hear('X', 250_000)).toBe('')
})
