import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { checksInEnglish } from '../words/testing/in-english.ts'
import { evaluateDischarge } from './discharge.ts'
import { replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/* D4 wants four of the last five minutes watched, by sure values, and none of them low (docs/alarms.md). */

/** D4 at the last second of these values. */
function d4(until: number, ...lines: readonly { readonly t: number }[]) {
  const preset = findPreset('IM')
  if (!preset) throw new Error('The preset IM is gone.')
  const all = [
    { t: -600, sample: { kind: 'nibp', systolic: 124, diastolic: 78, pulseRate: 70, status: 'ok' } },
    { t: 0, do: 'startDosing', by: 'nurse-1', mg: 35 },
    ...lines,
    { t: until, end: true },
  ]
  all.sort((a, b) => a.t - b.t)
  const script = parseScript(all.map(line => JSON.stringify(line)).join('\n'))
  const { state } = replayScript(script, { preset, sessionId: 's', t0WallMs: 0 })
  const now = { monoMs: state.session.opened.at.monoMs + (until + 600) * 1000, wallMs: 0 }
  return checksInEnglish(evaluateDischarge(state, now))?.find(({ id }) => id === 'D4')
}
const values = (vital: string, t: number, until: number, value: number | null, more: object = {}) => ({
  t,
  sample: { kind: 'vital', vital, value, quality: value === null ? 'noSignal' : 'good', ...more },
  every: 1,
  until,
})
const spo2 = (t: number, until: number, value: number | null, more: object = {}) =>
  values('spo2', t, until, value, more)
/** A pulse that moves, so that nothing seems frozen. */
const pulse = (t: number, until: number) =>
  [70, 71].map((value, index) => ({ ...values('pulseRate', t + 30 * index, until, value), every: 60 }))

describe('D4', () => {
  it('passes where sure values were watched', () => {
    expect(d4(600, spo2(1, 600, 97), ...pulse(1, 600))).toMatchObject({ passed: true })
  })

  it.each([
    ['silence', []],
    ['“no value”', [spo2(901, 1354, null), spo2(1356, 1469, null), spo2(1471, 1584, null)]],
  ])('is not passed by single seconds with %s between them', (_what, nulls) => {
    const seconds = [1355, 1470, 1585].map(t => spo2(t, t, 97))
    const told = [spo2(600, 900, 97), ...nulls, ...seconds, ...pulse(600, 1600)]
    expect(d4(1600, ...told)).toMatchObject({
      passed: false,
      evidence: 'lowest of 5 min 97 % on room air, sure values for 0 min only',
    })
  })

  it('knows of a low of just under five minutes ago', () => {
    const told = [spo2(1, 309, 97), spo2(310, 312, 88), spo2(313, 605, 97), ...pulse(1, 605)]
    expect(d4(605, ...told)).toMatchObject({ passed: false, evidence: 'lowest of 5 min 88 % on room air' })
  })

  it.each([
    ['poor', [spo2(1, 600, 97, { quality: 'poor' }), ...pulse(1, 600)]],
    ['possibly frozen', [spo2(1, 600, 97), values('pulseRate', 1, 600, 70)]],
    ['a poor single check', [{ ...spo2(590, 590, 97, { quality: 'poor', spot: true }) }]],
  ])('is not passed on doubt alone: %s', (_what, told) => {
    expect(d4(600, ...told)).toMatchObject({
      passed: false,
      evidence: expect.stringMatching(/97 %.*sure values for 0 min only/),
    })
  })

  it('takes a low that is doubtful', () => {
    const told = [spo2(1, 399, 97), spo2(400, 410, 88, { quality: 'poor' }), spo2(411, 600, 97)]
    expect(d4(600, ...told, ...pulse(1, 600))).toMatchObject({ passed: false })
  })
})
