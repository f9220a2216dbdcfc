import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CoreEvent } from '../../shared/ipc.ts'
import { createGather, GATHER_MS, streams } from './gather.ts'

let told: (readonly string[])[] = []
let gather = createGather<string>(items => void told.push(items))

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  gather = createGather(items => void told.push(items))
})
afterEach(() => vi.useRealTimers())

it('what somebody waits for goes at once, and takes along what streams, in order', () => {
  gather.add('wave', true)
  gather.add('device', true)
  expect(told).toEqual([])
  gather.add('alarm', false)
  expect(told).toEqual([['wave', 'device', 'alarm']])
  vi.advanceTimersByTime(2 * GATHER_MS)
  expect(told).toHaveLength(1)
})

it('what streams waits no longer than that, however much follows', () => {
  for (let ms = 0; ms < 2 * GATHER_MS; ms += 50) {
    gather.add(`at ${ms}`, true)
    vi.advanceTimersByTime(50)
  }
  expect(told).toEqual([
    ['at 0', 'at 50', 'at 100', 'at 150'],
    ['at 200', 'at 250', 'at 300', 'at 350'],
  ])
})

it('tells what waits before an answer, and nothing after its end', () => {
  gather.add('wave', true)
  gather.tellNow()
  expect(told).toEqual([['wave']])
  gather.add('late', true)
  gather.close()
  vi.advanceTimersByTime(GATHER_MS)
  expect(told).toHaveLength(1)
})

it('a result of the cuff is waited for, and whatever calls, but no wave, line or stream', () => {
  const readings = (...kinds: readonly string[]) =>
    ({ kind: 'readings', roomId: 'room-1', readings: kinds.map(kind => ({ kind })) }) as unknown as CoreEvent
  const of = (kind: string) => ({ kind }) as unknown as CoreEvent
  expect([readings('vital'), readings('vital', 'nibp'), of('wave'), of('device')].map(streams)).toEqual([
    true,
    false,
    true,
    true,
  ])
  expect(
    [
      'alarm',
      'room',
      'roomPart',
      'sound',
      'escalation',
      'heartbeat',
      'devices',
      'log',
      'notice',
      'installation',
    ]
      .map(of)
      .filter(streams),
  ).toEqual([])
})
