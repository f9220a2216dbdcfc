import { describe, expect, it } from 'vitest'
import { startAlarms } from '../alarm/state.ts'
import { step } from '../alarm/step.ts'
import { makeLimits } from '../limits.ts'
import { isUnknownTo, withShippedAlarms } from './later-alarms.ts'
import type { Preset } from './preset.ts'
import { parsePreset } from './schema.ts'
import { spravato84 } from './spravato.ts'

/** As a Vigil of before the alarm of end-tidal CO2 wrote it. */
function presetOfBefore(): Preset {
  const { 'etco2-high': _later, ...limits } = spravato84.limits
  const sources = Object.fromEntries(
    Object.entries(spravato84.sources).filter(([path]) => !path.includes('etco2')),
  )
  const parsed = parsePreset(JSON.parse(JSON.stringify({ ...spravato84, limits, sources })))
  if (!parsed.ok) throw new Error(parsed.error)
  return parsed.preset
}

/** The alarms that a minute of 75 mmHg raises under these limits. */
function calls(table: Preset['limits']): readonly string[] {
  let state = startAlarms(makeLimits(table))
  for (let second = 0; second < 60; second++) {
    const at = { monoMs: second * 1000, wallMs: second * 1000 }
    state = step(state, { kind: 'vital', vital: 'etco2', value: 75 }, at).state
  }
  return state.conditions.map(({ alarm }) => alarm)
}

describe('A preset of before an alarm came', () => {
  it('is read, and has the alarm without a level: it never calls', () => {
    const { limits } = presetOfBefore()
    expect(isUnknownTo(limits, 'etco2-high')).toBe(true)
    expect(isUnknownTo(spravato84.limits, 'etco2-high')).toBe(false)
    expect(calls(limits)).toEqual([])
    expect(calls(spravato84.limits)).toEqual(['etco2-high'])
  })

  it('is no way to leave out an alarm that it knows', () => {
    const { 'resp-low': _known, ...limits } = spravato84.limits
    expect(parsePreset({ ...spravato84, limits }).ok).toBe(false)
    const empty = { ...spravato84.limits['resp-low'], levels: {} }
    const parsed = parsePreset({ ...spravato84, limits: { ...spravato84.limits, 'resp-low': empty } })
    expect(parsed).toMatchObject({ ok: false, error: expect.stringContaining('leaves out no alarm') })
  })

  it('is written anew with what ships', () => {
    const { limits, sources } = withShippedAlarms(presetOfBefore())
    expect(limits).toEqual(spravato84.limits)
    expect(sources).toEqual(spravato84.sources)
    expect(withShippedAlarms(spravato84)).toBe(spravato84)
  })
})
