import { describe, expect, it } from 'vitest'
import { spravato84 } from '../presets/spravato.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/** '40 spo2-signal-lost medium raised' … for each alarm transition of a script. */
function replay(lines: readonly object[]): string[] {
  const told: string[] = []
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
  const onEvent = (event: ReplayEvent) => {
    if (event.event === 'alarm') told.push(`${event.t} ${event.alarm} ${event.priority} ${event.transition}`)
  }
  replayScript(script, { preset: spravato84, sessionId: 'test', t0WallMs: 0, onEvent })
  return told
}

const vital = (vital: string, value: number | null) => ({ kind: 'vital', vital, value })
const dosing = { t: 0, do: 'startDosing', by: 'Ana', reason: 'test' }

describe('A vital sign that its monitor leaves out', () => {
  it('is a lost signal: SpO2 ends at 10 s while respiration goes on', () => {
    const told = replay([
      { t: 0, sample: vital('spo2', 97), every: 1, until: 10 },
      { t: 0, sample: vital('respRate', 14), every: 1, until: 90 },
      dosing,
      { t: 80, sample: vital('spo2', 97), every: 1, until: 90 },
    ])
    // Left out for 10 s, then the 30 s of AR-7.
    expect(told).toEqual(['50 spo2-signal-lost medium raised', '80 spo2-signal-lost medium cleared'])
  })

  it('is told sooner when it was low', () => {
    const told = replay([
      { t: 0, sample: vital('spo2', 89), every: 1, until: 10 },
      { t: 0, sample: vital('respRate', 14), every: 1, until: 40 },
      dosing,
    ])
    expect(told).toContain('30 spo2-signal-lost medium raised')
  })

  it('is no matter of a device that is silent altogether: that is its link', () => {
    const told = replay([
      { t: 0, sample: vital('spo2', 97), every: 1, until: 10 },
      dosing,
      { t: 90, end: true },
    ])
    expect(told).toEqual(['20 link-lost medium raised'])
  })

  it('is not looked for in single checks', () => {
    const told = replay([
      { t: 0, sample: { ...vital('spo2', 97), spot: true } },
      { t: 0, sample: vital('respRate', 14), every: 1, until: 90 },
      dosing,
    ])
    expect(told).toEqual([])
  })
})

describe('The heart rate of an ECG', () => {
  it('stands in for the pulse while there is none', () => {
    const told = replay([{ t: 0, sample: vital('heartRate', 145), every: 1, until: 30 }, dosing])
    expect(told).toEqual(['10 pulse-high high raised'])
  })

  it('is judged by nothing while there is a pulse', () => {
    const told = replay(
      [
        { t: 0, sample: vital('pulseRate', 80), every: 1, until: 30 },
        { t: 1, sample: vital('heartRate', 145), every: 1, until: 30 },
        dosing,
      ].toSorted((a, b) => a.t - b.t),
    )
    expect(told).toEqual([])
  })
})

describe('A battery', () => {
  it('that is low is LOW until it is not', () => {
    const told = replay([
      { t: 0, sample: vital('spo2', 97), every: 1, until: 60 },
      dosing,
      { t: 20, sample: { kind: 'device', state: 'lowBattery' } },
      { t: 50, sample: { kind: 'device', state: 'batteryOk' } },
    ])
    expect(told).toEqual(['20 battery-low low raised', '50 battery-low low cleared'])
  })
})
