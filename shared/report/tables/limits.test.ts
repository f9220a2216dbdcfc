import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { presetFor } from '../../../fixtures/scenarios/preset-of.ts'
import type { Preset } from '../../presets/preset.ts'
import { spravato84 } from '../../presets/spravato.ts'
import { replayScript } from '../../session/replay.ts'
import { parseScript } from '../../session/script.ts'
import { english as words } from '../../words/en/index.ts'
import { makeReport } from '../model.ts'
import { limitChangeTable, limitTable } from './limits.ts'

function reportOf(script: string, preset: Preset) {
  const { state, readings } = replayScript(parseScript(script), { preset, sessionId: 'S-1', t0WallMs: 0 })
  return makeReport(
    {
      session: state.session,
      readings,
      log: [],
      limits: state.alarm.limits,
      setting: { clinic: '', room: '', software: '0' },
      recordHash: null,
      generatedAt: { monoMs: 0, wallMs: 0 },
      generatedBy: 'test',
      utcOffsetMin: 0,
    },
    words,
  )
}
const nothing = '{"t":-10,"end":true}'

describe('The table of limits', () => {
  it('says of SpO2 what does not wait for its delay, by the figures of the preset', () => {
    const far = { ...spravato84.limits['spo2-low'], far: [18, 4] as const }
    const own = { ...spravato84, limits: { ...spravato84.limits, 'spo2-low': far } }
    const high = (preset: Preset) =>
      limitTable(reportOf(nothing, preset), words).rows.find(([alarm]) => alarm === 'SpO2 low')?.[3]
    expect(high(spravato84)).toBe('< 85 % (10 s); 15 % below it (3 s)')
    expect(high(own)).toBe('< 85 % (10 s); 18 % below it (4 s)')
  })

  it('has the trend alarms that are on, and no others', () => {
    const names = (preset: Preset) =>
      limitTable(reportOf(nothing, preset), words).rows.map(([alarm]) => alarm)
    expect(names(spravato84)).not.toContain('SpO2 fallen')
    expect(names({ ...spravato84, trendAlarms: ['spo2-trend'] }).slice(-2)).toEqual([
      'EtCO2 high',
      'SpO2 fallen',
    ])
  })
})

describe('The table of changed limits', () => {
  it('says what the preset did by itself, and what stayed as a person had moved it', () => {
    const script = readFileSync('fixtures/scenarios/phases-limits.ndjson', 'utf8')
    const rows = limitChangeTable(reportOf(script, presetFor('phases-limits')), words).rows
    expect(rows.map(row => row.slice(2).join(' | '))).toEqual([
      'Systolic high | HIGH | 180 | 170 | by the preset, for dosing',
      'SpO2 low | MEDIUM | 88 | 92 | by the preset, for dosing',
      'Pulse high | MEDIUM | 120 | 110 | by the preset, for dosing',
      'SpO2 low | MEDIUM | 92 | 94 | dr-2 (wants to know early)',
      'Systolic high | HIGH | 170 | 180 | by the preset, for recovery',
      'Pulse high | MEDIUM | 110 | 115 | by the preset, for recovery',
      'SpO2 low | MEDIUM | 94 | 94 | stays as it was moved; the preset has 90 for recovery',
      'SpO2 low | MEDIUM | 94 | 90 | dr-2',
    ])
  })

  it('says from which own level a limit was counted', () => {
    const script = [
      '{"t":-60,"sample":{"kind":"vital","vital":"spo2","value":88},"every":1,"until":-10}',
      '{"t":-10,"do":"changeLimit","by":"Dr B","alarm":"spo2-low","priority":"low","limit":84,"reason":"chronic lung disease","fromOwn":true}',
    ].join('\n')
    const [row] = limitChangeTable(reportOf(script, spravato84), words).rows
    expect(row?.slice(2).join(' | ')).toBe(
      "SpO2 low | LOW | 93 | 84 | Dr B (chronic lung disease; from this patient's own 88)",
    )
  })
})
