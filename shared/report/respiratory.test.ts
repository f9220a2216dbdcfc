import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { findPreset } from '../presets/index.ts'
import type { Preset } from '../presets/preset.ts'
import { english as words } from '../words/en/index.ts'
import { prefillRems } from './rems.ts'

/* What the REMS sheet says of breathing: never less than the record holds, and nothing that it does not hold. */

const stream = (t: number, until: number, value: number, vital = 'spo2') => ({
  t,
  sample: { kind: 'vital', vital, value },
  every: 1,
  until,
})
const act = (t: number, name: string, more: object = {}) => ({ t, do: name, by: 'A', ...more })
const dose = act(0, 'startDosing', { lot: 'L1' })

function prefilled(
  lines: readonly ({ readonly t: number } & Readonly<Record<string, unknown>>)[],
  preset: string | Preset = 'SPRAVATO-84',
) {
  const script = lines.toSorted((a, b) => a.t - b.t).map(line => JSON.stringify(line))
  const known = prefillRems(reportOf(script.join('\n'), 'device', preset), words)
  return (id: string) => known[id]?.text
}

describe('The REMS sheet says of breathing', () => {
  it('what was there at T0 already, and what became of it', () => {
    const said = prefilled([
      stream(-300, -100, 97),
      stream(-99, 599, 92),
      dose,
      stream(600, 900, 78),
      stream(901, 1600, 97),
    ])
    expect(said('respiratory')).toBe(
      'alarms, to be weighed: SpO2 low 1×, lowest 78; 1 of them from before T0',
    )
    expect(said('respiratoryOnset')).toBe('-1 min')
    expect(said('respiratoryEnd')).toBe('15 min')
  })

  it('of such an alarm only what was measured since T0', () => {
    const said = prefilled([stream(-300, -100, 97), stream(-99, -1, 78), dose, stream(0, 600, 91)])
    expect(said('respiratory')).toBe(
      'alarms, to be weighed: SpO2 low 1×, lowest 91; 1 of them from before T0',
    )
    expect(said('respiratoryEnd')).toBe('not resolved in the record')
  })

  it('nothing of an alarm that had ended before T0', () => {
    const said = prefilled([stream(-300, -200, 80), stream(-199, 600, 97), dose])
    expect(said('respiratory')).toBe('none seen (no alarm of SpO2 or breathing)')
  })

  it('that nothing was measured, where nothing was', () => {
    expect(prefilled([stream(-300, -10, 97), dose, { t: 60, end: true }])('respiratory')).toBe(
      'neither SpO2 nor breathing was measured',
    )
  })

  it.each([
    ['session closed', act(1590, 'closeSession', { reason: 'x' }), 27],
    [
      'limit change',
      act(602, 'changeLimit', { alarm: 'spo2-low', priority: 'low', limit: 84, reason: 'x' }),
      10,
    ],
  ])('that it is not resolved where the alarm was ended by: %s', (cause, ending, minute) => {
    const said = prefilled([
      stream(-300, 99, 97),
      dose,
      // One that stands still is doubtful, and ends no alarm.
      stream(100, 590, 83),
      stream(591, 1600, 84),
      act(600, 'changeLimit', { alarm: 'spo2-low', priority: 'high', limit: 80, reason: 'x' }),
      act(601, 'changeLimit', { alarm: 'spo2-low', priority: 'medium', limit: 83, reason: 'x' }),
      ...(cause === 'session closed' ? [stream(603, 1600, 82)] : []),
      ending,
    ])
    expect(said('respiratoryEnd')).toBe(`not resolved in the record (${cause}: ${minute} min)`)
  })

  it('that carbon dioxide was measured, and watched by no alarm', () => {
    const shipped = findPreset('SPRAVATO-84')
    if (!shipped) throw new Error('The preset SPRAVATO-84 is gone.')
    const { limits } = shipped
    const old = { ...shipped, limits: { ...limits, 'etco2-high': { ...limits['etco2-high'], levels: {} } } }
    const lines = [stream(-300, 900, 97), dose, stream(60, 900, 75, 'etco2')]
    expect(prefilled(lines, old)('respiratory')).toBe(
      'none seen (no alarm of SpO2 or breathing; EtCO2 was watched by no alarm, highest 75 mmHg)',
    )
    expect(prefilled(lines)('respiratory')).toBe('alarms, to be weighed: EtCO2 high 1×, highest 75')
  })
})

describe('Minutes of the REMS sheet', () => {
  it('say where they rest on a clock that nobody has confirmed', () => {
    const lines = [
      stream(-300, 1000, 97),
      dose,
      { t: 500, sample: { kind: 'nibp', systolic: 128, diastolic: 78, mean: 95, pulseRate: 70 } },
      { t: 1000, gap: 1500, boot: 'another' },
      stream(2500, 2700, 85),
      { t: 2510, sample: { kind: 'nibp', systolic: 132, diastolic: 80, mean: 97, pulseRate: 70 } },
      act(2600, 'recordMark', { mark: 'dissociation', severity: 'mild' }),
    ]
    const said = prefilled(lines)
    expect(said('bp40')).toContain('(42 min, not confirmed)')
    expect(said('dissociationOnset')).toBe('43 min, not confirmed')
    expect(said('respiratoryOnset')).toBe('42 min, not confirmed')
    const sure = prefilled([...lines, act(2650, 'confirmGap', { lengthMin: 25 })])
    expect(sure('bp40')).toContain('(42 min)')
    expect(sure('dissociationOnset')).toBe('43 min')
  })
})
