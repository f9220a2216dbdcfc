import { describe, expect, it } from 'vitest'
import { replay } from '../../fixtures/authority.ts'
import { presets } from '../presets/index.ts'
import type { NibpReading, Reading, Sample, Source, VitalReading } from '../reading.ts'
import type { StreamVitalId } from '../vitals.ts'
import { stepRoom } from './room.ts'
import { openRoom, type RoomState } from './room-state.ts'
import { viewRoom } from './view.ts'

const source: Source = { origin: 'device', id: 'oximeter', driver: 'test' }
const cuff: Source = { origin: 'device', id: 'cuff', driver: 'test' }
const outside = { version: 1, speed: 1, recording: true, canStartNibp: false, toldWallMs: 0 }
const instant = (s: number) => ({ monoMs: s * 1000, wallMs: s * 1000 })

/** A room that takes samples at seconds, and what it stored. */
function startRoom() {
  const preset = presets[0]
  if (!preset) throw new Error('no preset')
  const patient = { initials: 'AB', birthYear: 1980, recordId: 'R-1' }
  const opening = { sessionId: 'S', room: 'Room 1', preset, patient, by: 'Ana', simulated: false, speed: 1 }
  let state: RoomState = openRoom(opening, instant(0))
  const readings: Reading[] = []
  const take = (s: number, sample: Sample, from = source) => {
    const stepped = stepRoom(state, { kind: 'sample', sample, source: from }, instant(s))
    state = stepped.state
    readings.push(...stepped.readings)
  }
  return {
    vital: (s: number, vital: StreamVitalId, value: number) =>
      take(s, { kind: 'vital', vital, value, quality: 'good' }),
    wave: (s: number, ...values: number[]) => take(s, { kind: 'wave', wave: 'pleth', ratePerS: 60, values }),
    state: (s: number, inflating: boolean, from = cuff) =>
      take(s, { kind: 'device', state: inflating ? 'cuffInflating' : 'cuffIdle' }, from),
    sensor: (s: number, state: 'sensorOn' | 'noSensor' | 'searching', from = source) =>
      take(s, { kind: 'device', state }, from),
    nibp: (s: number, systolic: number, from = cuff, pulseRate = 70) =>
      take(s, { kind: 'nibp', systolic, diastolic: 78, mean: 95, pulseRate, status: 'ok' }, from),
    lastCuff: (): NibpReading | undefined =>
      readings.findLast((reading): reading is NibpReading => reading.kind === 'nibp'),
    sites: (s: number) => {
      const action = { do: 'setSites', by: 'Ana', cuff: 'left', sensor: 'left' } as const
      state = stepRoom(state, { kind: 'action', action, authority: replay }, instant(s)).state
    },
    last: (vital: StreamVitalId): VitalReading | undefined =>
      readings.findLast(
        (reading): reading is VitalReading => reading.kind === 'vital' && reading.vital === vital,
      ),
    shown: (s: number) => viewRoom({ id: 'room-1', name: 'Room 1' }, state, instant(s), outside).current,
    cuffs: () => readings.filter(reading => reading.kind === 'nibp').length,
  }
}

describe('frozen source (plausibility rules, 2.5)', () => {
  it('is questionable after 60 s without any movement of SpO2, pulse or waveform', () => {
    const room = startRoom()
    for (let s = 0; s <= 59; s++) {
      room.vital(s, 'spo2', 97)
      room.vital(s, 'pulseRate', 72)
    }
    expect(room.last('spo2')).toMatchObject({ validity: 'valid', flags: [] })
    room.vital(60, 'spo2', 97)
    expect(room.last('spo2')).toMatchObject({ validity: 'questionable', flags: ['frozen'] })
    expect(room.shown(60)).toContainEqual(expect.objectContaining({ vital: 'spo2', flags: ['frozen'] }))
    room.vital(61, 'pulseRate', 73)
    room.vital(61.5, 'spo2', 97)
    expect(room.last('spo2')).toMatchObject({ validity: 'valid', flags: [] })
  })

  it('is none while the waveform moves, and is one while it is flat', () => {
    const moving = startRoom()
    const flat = startRoom()
    for (let s = 0; s <= 90; s++) {
      moving.wave(s, 0.2, 0.8)
      moving.vital(s, 'spo2', 97)
      flat.wave(s, 0.5, 0.5)
      flat.vital(s, 'spo2', 97)
    }
    expect(moving.last('spo2')?.flags).toEqual([])
    expect(flat.last('spo2')?.flags).toEqual(['frozen'])
  })
})

describe('ECG rate against pulse (plausibility rules, 4)', () => {
  it('makes the pulse questionable once they have differed by more than 10 for more than 15 s', () => {
    const room = startRoom()
    for (let s = 0; s <= 15; s++) {
      room.vital(s, 'heartRate', 80 + (s % 2))
      room.vital(s, 'pulseRate', 60 + (s % 2))
    }
    expect(room.last('pulseRate')?.flags).toEqual([])
    room.vital(16, 'pulseRate', 60)
    expect(room.last('pulseRate')).toMatchObject({ validity: 'questionable', flags: ['ecgPulse'] })
    room.vital(17, 'pulseRate', 72)
    expect(room.last('pulseRate')?.flags).toEqual([])
  })
})

describe('a sensor that has just come on', () => {
  it('settles for 8 s: its values are questionable, and are shown', () => {
    const room = startRoom()
    room.sensor(5, 'noSensor')
    room.sensor(10, 'sensorOn')
    room.vital(10, 'spo2', 96)
    expect(room.last('spo2')).toMatchObject({ validity: 'questionable', flags: ['settling'] })
    room.vital(17.9, 'pulseRate', 71)
    expect(room.last('pulseRate')).toMatchObject({ validity: 'questionable', flags: ['settling'] })
    room.vital(18, 'spo2', 96)
    expect(room.last('spo2')).toMatchObject({ validity: 'valid', flags: [] })
  })
  it('is none that was on from the beginning, nor one of another device', () => {
    const room = startRoom()
    room.sensor(9, 'searching', cuff)
    room.sensor(10, 'sensorOn', cuff)
    room.vital(11, 'spo2', 96)
    expect(room.last('spo2')?.flags).toEqual([])
  })
})

describe('a pulse that is twice or half another rate', () => {
  const questionable = { validity: 'questionable', flags: ['doubledPulse'] }
  it('is the doubtful one, not the cuff that tells of it, until it has left twice that rate', () => {
    const room = startRoom()
    for (let s = 0; s <= 9; s++) room.vital(s, 'pulseRate', 124 + (s % 2))
    room.nibp(10, 128, cuff, 62)
    expect(room.lastCuff()).toMatchObject({ validity: 'valid', pulseRate: 62 })
    room.vital(11, 'pulseRate', 125)
    expect(room.last('pulseRate')).toMatchObject(questionable)
    room.vital(12, 'pulseRate', 100)
    expect(room.last('pulseRate')?.flags).toEqual([])
    room.vital(13, 'pulseRate', 124)
    expect(room.last('pulseRate')?.flags).toEqual([])
  })
  it.each([
    [62, 112],
    [62, 136],
    [120, 54],
    [120, 66],
  ])('is one within a tenth (%f against %f)', (rate, pulse) => {
    const room = startRoom()
    room.vital(9, 'pulseRate', pulse)
    room.nibp(10, 128, cuff, rate)
    expect(room.lastCuff()?.validity).toBe('valid')
  })
  it.each([
    [62, 111],
    [62, 137],
    [120, 53],
    [120, 67],
  ])('is none outside of it (%f against %f): the cuff is the doubtful one', (rate, pulse) => {
    const room = startRoom()
    room.vital(9, 'pulseRate', pulse)
    room.nibp(10, 128, cuff, rate)
    expect(room.lastCuff()).toMatchObject({ validity: 'questionable', flags: ['cuffPulse'] })
    room.vital(11, 'pulseRate', pulse)
    expect(room.last('pulseRate')?.flags).toEqual([])
  })
  it('is judged by the ECG at once, and by the cuff only where the ECG agrees', () => {
    const room = startRoom()
    room.vital(0, 'heartRate', 62)
    room.vital(1, 'pulseRate', 124)
    expect(room.last('pulseRate')).toMatchObject(questionable)
    const disagreed = startRoom()
    disagreed.vital(0, 'heartRate', 124)
    disagreed.vital(1, 'pulseRate', 124)
    disagreed.nibp(2, 128, cuff, 62)
    expect(disagreed.lastCuff()).toMatchObject({ validity: 'questionable', flags: ['cuffPulse'] })
    disagreed.vital(3, 'pulseRate', 125)
    expect(disagreed.last('pulseRate')?.flags).toEqual([])
  })
  it('is forgiven by a cuff that counts the same', () => {
    const room = startRoom()
    room.vital(9, 'pulseRate', 124)
    room.nibp(10, 128, cuff, 62)
    room.vital(59, 'pulseRate', 123)
    room.nibp(60, 131, cuff, 122)
    room.vital(61, 'pulseRate', 124)
    expect(room.last('pulseRate')?.flags).toEqual([])
  })
})

describe('a cuff on the arm of the sensor (AR-8)', () => {
  it('is said beside every value until 15 s after the inflation, without making it questionable', () => {
    const room = startRoom()
    room.sites(0)
    room.state(10, true)
    room.vital(11, 'spo2', 96)
    expect(room.last('spo2')).toMatchObject({ validity: 'valid', flags: ['cuff'] })
    room.state(20, false)
    room.vital(34, 'spo2', 95)
    expect(room.last('spo2')?.flags).toEqual(['cuff'])
    room.vital(35, 'spo2', 96)
    expect(room.last('spo2')?.flags).toEqual([])
  })
})

describe('repeated cuff results (plausibility rules, 2.4)', () => {
  it('are one measurement as long as the cuff has not been tight again', () => {
    const room = startRoom()
    room.state(0, true)
    room.state(30, false)
    for (let s = 30; s < 930; s++) room.nibp(s, 128)
    expect(room.cuffs()).toBe(1)
    room.state(1000, true)
    room.state(1030, false)
    room.nibp(1030, 128)
    expect(room.cuffs()).toBe(2)
  })

  it('are new where other figures come, or the monitor never told of its cuff', () => {
    const room = startRoom()
    room.nibp(0, 128)
    room.nibp(60, 128)
    room.nibp(120, 131)
    expect(room.cuffs()).toBe(3)
  })
})

describe('heart rate that stands in for a pulse (monitoring protocols, 8.1: PR/HR)', () => {
  const standing = (room: ReturnType<typeof startRoom>, s: number) =>
    room.shown(s).flatMap(({ vital, standsIn }) => (standsIn ? [vital] : []))

  it('is told as such from the moment at which it is judged in its place, and no longer', () => {
    const room = startRoom()
    for (let s = 0; s <= 30; s++) {
      if (s <= 5 || s >= 25) room.vital(s, 'pulseRate', 72)
      room.vital(s, 'heartRate', 74)
      // The pulse was there 10 s ago: until then its last value is shown with its age.
      expect(standing(room, s), `at ${s} s`).toEqual(s > 15 && s < 25 ? ['heartRate'] : [])
    }
  })
  it('is no word of an ECG that is silent itself', () => {
    const room = startRoom()
    room.vital(0, 'heartRate', 74)
    expect(standing(room, 10)).toEqual(['heartRate'])
    expect(standing(room, 11)).toEqual([])
  })
})
