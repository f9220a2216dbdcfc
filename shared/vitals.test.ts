import { describe, expect, it } from 'vitest'
import { limitAlarmIds, trendAlarmIds } from './alarm/ids.ts'
import { trendParameters } from './alarm/parameter.ts'
import { alarmParameters, makeLimits } from './limits.ts'
import { presets } from './presets/index.ts'
import { minuteVitals, ownPanels, streamVitalIds, vitalIds, vitalRow } from './vitals.ts'

describe('Whatever can alarm can be seen', () => {
  it.each(presets.map(preset => [preset.id, preset] as const))('under %s', (_, preset) => {
    const limits = makeLimits(preset.limits)
    const watched = [
      ...limitAlarmIds.map(alarm => limits[alarm].parameter),
      ...trendAlarmIds.map(alarm => trendParameters[alarm]),
    ]
    expect(watched.filter(vital => vitalRow(vital).shown === 'no')).toEqual([])
    // What a small tile shows has its place on chart and tables too; pressures are bars and a table of their own.
    const streamed = streamVitalIds.filter(vital => watched.includes(vital))
    expect(streamed.filter(vital => vitalRow(vital).panel === null || !vitalRow(vital).minute)).toEqual([])
    expect(watched.filter(vital => !(alarmParameters as readonly string[]).includes(vital))).toEqual([])
  })
})

describe('The rows of vital signs', () => {
  it.each(vitalIds)('have ranges that lie in each other: %s', id => {
    const { hard, soft, limit, atRest, panel } = vitalRow(id)
    for (const { min, max } of [soft, limit]) {
      expect(min).toBeGreaterThanOrEqual(hard.min)
      expect(max).toBeLessThanOrEqual(hard.max)
      expect(min).toBeLessThan(max)
    }
    expect(atRest).toBeGreaterThanOrEqual(soft.min)
    expect(atRest).toBeLessThanOrEqual(soft.max)
    if (panel === null || typeof panel === 'string') return
    expect(panel.min).toBeLessThan(panel.max)
    expect(atRest).toBeGreaterThan(panel.min)
    expect(atRest).toBeLessThan(panel.max)
  })

  it('have a column of minutes for what was measured, and for SpO2 and pulse always', () => {
    expect(minuteVitals(() => false)).toEqual(['spo2', 'pulseRate'])
    expect(minuteVitals(vital => vital === 'etco2' || vital === 'perfusionIndex')).toEqual([
      'spo2',
      'pulseRate',
      'etco2',
    ])
  })

  it('have a panel of their own where their unit is another', () => {
    expect(
      ownPanels(['spo2', 'pulseRate', 'heartRate', 'perfusionIndex', 'respRate', 'temperature', 'etco2']).map(
        ({ vital }) => vital,
      ),
    ).toEqual(['respRate', 'temperature', 'etco2'])
  })
})
