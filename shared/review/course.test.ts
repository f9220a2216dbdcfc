import { expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { replayScript } from '../session/replay.ts'
import { parseScript } from '../session/script.ts'
import { readCourse } from './course.ts'

const nibp = (systolic: number, diastolic: number) => ({
  kind: 'nibp',
  systolic,
  diastolic,
  mean: Math.round(diastolic + (systolic - diastolic) / 3),
  pulseRate: 72,
})
const spo2 = (value: number) => ({ kind: 'vital', vital: 'spo2', value, quality: 'good' })

function courseOf(...lines: readonly object[]) {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('no preset')
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'), 'simulated')
  const { state, readings, log } = replayScript(script, { preset, sessionId: 'S-1', t0WallMs: 0 })
  const entries = log.map(({ at, entry }, index) => ({ sessionId: 'S-1', seq: index + 1, at, entry }))
  return readCourse(state.session, readings, entries, state.alarm.limits)
}

it('the course of a session is its baseline, its peaks from the first dose on, and its alarms', () => {
  const course = courseOf(
    { t: -700, sample: nibp(150, 70) },
    { t: -600, sample: nibp(124, 76) },
    { t: -60, sample: spo2(80) },
    { t: -59, sample: spo2(98), every: 1, until: 99 },
    { t: 0, do: 'startDosing', by: 'Nurse A', lot: 'L1', reason: 'test' },
    { t: 100, sample: spo2(84), every: 1, until: 160 },
    { t: 161, sample: spo2(97), every: 1, until: 700 },
    { t: 600, sample: nibp(170, 90) },
  )
  expect(course.baseline).toEqual({ systolic: 124, diastolic: 76 })
  expect(course.peaks).toEqual(
    expect.arrayContaining([
      { vital: 'systolic', side: 'high', value: 170, unit: 'mmHg', minutes: 10 },
      { vital: 'spo2', side: 'low', value: 84, unit: '%', minutes: 2 },
    ]),
  )
  expect(course).toMatchObject({ doseMg: 28, presetLabel: 'SPRAVATO 84 mg', lengthMin: null })
  expect(course.alarms.high).toBe(1)
  expect(course.alarms.medium).toBeGreaterThan(0)
})

it('of a session in which nothing was given, everything measured counts', () => {
  const course = courseOf({ t: -700, sample: nibp(150, 70) })
  expect(course).toMatchObject({ baseline: null, doseMg: 0, lengthMin: null })
  expect(course.peaks[0]).toMatchObject({ vital: 'systolic', side: 'high', value: 150 })
})

it('alarms of another patient are not counted among those of this one', () => {
  const lines = [
    { t: -1, sample: spo2(98), every: 1, until: 1200 },
    { t: 1200, gap: 2400 },
    { t: 3600, sample: spo2(78), every: 1, until: 3700 },
  ]
  const other = { t: 3690, do: 'confirmPatient', by: 'A', same: false }
  const same = { ...other, same: true }
  expect(courseOf(...lines).alarms.high).toBe(0)
  expect(courseOf(...lines, other).alarms.high).toBe(0)
  expect(courseOf(...lines.slice(0, 2), { ...lines[2], until: 3689 }, same).alarms.high).toBe(1)
})
