import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import type { NibpReading, Reading } from '../reading.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/* AR-16 over a gap whose length nobody knows (AR-22): in doubt a reading is judged, and the clock's word makes nothing late. */

function run(lines: readonly object[]) {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('The preset is gone.')
  const events: ReplayEvent[] = []
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
  const replay = replayScript(script, { preset, sessionId: 's', t0WallMs: 0, onEvent: e => events.push(e) })
  return { ...replay, events, session: replay.state.session }
}

const by = 'nurse-1'
const cuff = (t: number, systolic: number, diastolic: number, more: object = {}) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: 72, ...more },
})
const stream = (t: number, until: number) => ({
  t,
  sample: { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' },
  every: 1,
  until,
})
const typed = (t: number, minutesAgo: number, values: object) => ({
  t,
  do: 'recordManual',
  by,
  minutesAgo,
  confirmed: true,
  ...values,
})
const gap = (clock: number) => ({ t: 1200, gap: 3600, boot: 'another', clock })
const end = (t: number) => ({ t, end: true })
const dosed = [cuff(-600, 126, 78), stream(-300, 1199), { t: 0, do: 'startDosing', by }, cuff(1190, 130, 80)]
const raised = ({ events }: ReturnType<typeof run>) =>
  events.flatMap(e => (e.event === 'alarm' && e.transition === 'raised' ? [`${e.alarm} ${e.priority}`] : []))
const pressures = (readings: readonly Reading[]) =>
  readings.filter((reading): reading is NibpReading => reading.kind === 'nibp')

describe('Over a gap that the clock made too short', () => {
  it.each([
    ['the clock went back', -7200],
    ['the clock counts a minute', -3540],
  ])('a pressure that a person typed for some minutes ago alarms: %s', (_, clock) => {
    const { readings, ...rest } = run([
      ...dosed,
      gap(clock),
      typed(4900, 3, { systolic: 200, diastolic: 120 }),
      end(4910),
    ])
    expect(raised({ readings, ...rest })).toContain('systolic-high high')
    expect(pressures(readings).at(-1)?.flags).not.toContain('enteredLate')
  })
  it.each([
    ['the clock went back', -7200, 75],
    ['the clock counts a minute', -3540, 150],
  ])('so does one that a monitor tells with its age: %s', (_, clock, ageS) => {
    expect(raised(run([...dosed, gap(clock), cuff(4860, 200, 120, { ageS }), end(4870)]))).toContain(
      'systolic-high high',
    )
  })
  it.each([-7200, -3540])('so does SpO2 that a person typed, with a clock of %i s', clock => {
    expect(raised(run([...dosed, gap(clock), typed(4900, 3, { spo2: 78 }), end(4910)]))).toContain(
      'spo2-low high',
    )
  })
  it('is of no known age until the length is said, and counts for nothing that must be recent', () => {
    const { state } = run([...dosed, gap(-3540), typed(4900, 3, { spo2: 97 }), end(4910)])
    const taken = state.vitals.spo2?.lastValidMonoMs ?? 0
    const { from, to } = state.session.gaps[0] ?? { from: { monoMs: 0 }, to: { monoMs: 0 } }
    expect(taken).toBeGreaterThan(from.monoMs)
    expect(taken).toBeLessThan(to.monoMs)
  })
  it('is late where something newer was measured after the gap', () => {
    const { readings } = run([
      ...dosed,
      gap(-7200),
      cuff(4870, 131, 81),
      typed(4960, 5, { systolic: 200, diastolic: 120 }),
      end(4970),
    ])
    expect(pressures(readings).at(-1)?.flags).toContain('enteredLate')
  })
  it('knows the last result of a monitor again, by its figures', () => {
    const { readings } = run([...dosed, gap(-3540), cuff(4860, 130, 80, { ageS: 150 }), end(4870)])
    expect(pressures(readings)).toHaveLength(2)
  })
})
