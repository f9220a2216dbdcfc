import { describe, expect, it } from 'vitest'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { DeviceView } from '../../shared/views.ts'
import { createDeviceTelling } from './device-telling.ts'

const device = (
  id: string,
  link: Partial<DeviceView['link']> = {},
  more: Partial<DeviceView> = {},
): DeviceView => ({
  id,
  driver: 'nonin-df2',
  label: id,
  port: '/dev/ttyUSB0',
  serialNumber: null,
  roomId: 'room-1',
  origin: 'device',
  remoteStart: false,
  line: '9600 8N1',
  link: {
    state: 'connected',
    sinceMonoMs: 0,
    goodFrames: 0,
    badFrames: 0,
    bytes: 0,
    framesPerS: 60,
    lastByteAt: null,
    lastFrameAt: null,
    clockOffsetS: null,
    error: null,
    attempts: 0,
    ...link,
  },
  lastValues: [],
  states: [],
  advice: null,
  capture: null,
  ...more,
})

function watch() {
  let nowMs = 0
  let now: readonly DeviceView[] = []
  const events: CoreEvent[] = []
  const telling = createDeviceTelling({
    devices: () => now,
    publish: event => events.push(event),
    nowMs: () => nowMs,
  })
  return {
    telling,
    events,
    at(ms: number, ...devices: DeviceView[]) {
      nowMs = ms
      now = devices
      telling.note()
      telling.tell()
      return events.splice(0)
    },
  }
}

describe('Windows are told', () => {
  it('of all devices when one has come or gone, else of the one that has changed', () => {
    const { at } = watch()
    const [a, b] = [device('a'), device('b')]
    expect(at(0, a, b)).toEqual([{ kind: 'devices', devices: [a, b] }])
    const lost = device('b', { state: 'lost', error: 'The cable is gone.' })
    expect(at(100, a, lost)).toEqual([{ kind: 'device', device: lost }])
    expect(at(200, lost)).toEqual([{ kind: 'devices', devices: [lost] }])
  })

  it('of what only counts on once a second, and of nothing where nothing has changed', () => {
    const { at } = watch()
    at(0, device('a'))
    const told = Array.from({ length: 30 }, (_, n) => at(100 * (n + 1), device('a', { goodFrames: n + 1 })))
    expect(told.flat()).toHaveLength(3)
    expect(at(10_000, device('a', { goodFrames: 30 }))).toEqual([])
  })

  it('of another value at once', () => {
    const { at } = watch()
    at(0, device('a', {}, { lastValues: [{ text: 'SpO2 97 %', atMonoMs: 0 }] }))
    const next = device('a', {}, { lastValues: [{ text: 'SpO2 96 %', atMonoMs: 90 }] })
    expect(at(100, next)).toEqual([{ kind: 'device', device: next }])
  })

  it('of everything before a snapshot', () => {
    const { at, telling, events } = watch()
    at(0, device('a'))
    expect(at(10, device('a', { goodFrames: 5 }))).toEqual([])
    expect(telling.told()[0]?.link.goodFrames).toBe(5)
    expect(events).toHaveLength(1)
  })
})
