import { describe, expect, it } from 'vitest'
import { copyPreset } from '../../../shared/presets/clinic.ts'
import { comparePresets, withSources } from '../../../shared/presets/figures.ts'
import { presets } from '../../../shared/presets/index.ts'
import { parsePreset } from '../../../shared/presets/schema.ts'
import { spravato84 } from '../../../shared/presets/spravato.ts'
import { english as words } from '../../../shared/words/en/index.ts'
import { addRule, readEdits, removeRule, setField, startEdits } from './edit.ts'

const preset = copyPreset([], spravato84, 'Ours')

describe('the form of a preset', () => {
  it.each(presets.map(shipped => [shipped.id, shipped] as const))(
    'gives %s back as it was',
    (_id, shipped) => {
      expect(readEdits(shipped, startEdits(shipped))).toEqual(shipped)
    },
  )

  it('changes what was typed and nothing else', () => {
    let edits = startEdits(preset)
    edits = setField(edits, 'limits.spo2-low.medium.limit', '88')
    edits = setField(edits, 'limits.spo2-low.medium.delay', '20')
    edits = setField(edits, 'due.M2.targetMin', '45')
    edits = setField(edits, 'due.M3.class', 'required')
    edits = setField(edits, 'restMin', '7')
    expect(comparePresets(preset, readEdits(preset, edits), words)).toMatchObject([
      { field: 'Rest between devices', after: '7 min' },
      { field: 'Measurement M2', after: 'BP 40: 45 min (35 to 50) from T0, required' },
      { field: 'Measurement M3', after: 'BP 60: 60 min (55 to 70) from T0, required' },
      { field: 'SpO2 low, MEDIUM', after: 'below 88 % for 20 s' },
    ])
  })

  it('takes trend alarms and limits by phase, and gives them back as they were', () => {
    let edits = startEdits(preset)
    edits = setField(edits, 'trends.spo2-trend', 'on')
    edits = setField(edits, 'phaseLimits.dosing.spo2-low.medium', '92')
    edits = setField(edits, 'phaseLimits.recovery.pulse-high.medium', '115')
    const changed = withSources(readEdits(preset, edits), preset, spravato84, 'our patients', words)
    expect(parsePreset(changed)).toMatchObject({ ok: true })
    expect(comparePresets(preset, changed, words)).toEqual([
      { field: 'SpO2 low, MEDIUM, in dosing', before: null, after: 'below 92 %' },
      { field: 'Pulse high, MEDIUM, in recovery', before: null, after: '115 /min or more' },
      { field: 'SpO2 fallen', before: null, after: '4 % or more under its median of 10 min, for 60 s' },
    ])
    expect(readEdits(changed, startEdits(changed))).toEqual(changed)
    let without = setField(startEdits(changed), 'trends.spo2-trend', 'off')
    without = setField(without, 'phaseLimits.dosing.spo2-low.medium', '')
    without = setField(without, 'phaseLimits.recovery.pulse-high.medium', '')
    expect(comparePresets(preset, readEdits(changed, without), words)).toEqual([])
    expect(() => readEdits(preset, setField(edits, 'phaseLimits.dosing.spo2-low.medium', 'x'))).toThrow(
      'SpO2 low, MEDIUM, in dosing: "x" is not a number.',
    )
  })

  it('leaves measurements out and adds others, which the schema accepts', () => {
    let edits = addRule(removeRule(startEdits(preset), 'M3'), preset)
    expect(edits.dueIds).toEqual(['M1', 'M1r', 'M2', 'M2r', 'M3r', 'M4', 'M4r', 'M5', 'M5r', 'M6'])
    expect(() => readEdits(preset, edits)).toThrow('M6: target (min): write a number.')
    for (const [field, value] of [
      ['targetMin', '30'],
      ['fromMin', '28'],
      ['toMin', '33'],
      ['label', 'BP 30'],
    ])
      edits = setField(edits, `due.M6.${field}`, value ?? '')
    const changed = withSources(readEdits(preset, edits), preset, spravato84, 'the peak', words)
    expect(parsePreset(changed)).toMatchObject({ ok: true })
    expect(comparePresets(preset, changed, words)).toMatchObject([
      { field: 'Measurement M3', after: null },
      { field: 'Measurement M6', before: null, after: 'BP 30: 30 min (28 to 33) from T0, recommended' },
    ])
    // The number of one that was removed is not given to another.
    expect(addRule(removeRule(startEdits(preset), 'M5'), preset).dueIds.at(-1)).toBe('M6')
  })

  it.each([
    ['limits.spo2-low.medium.limit', 'many', 'SpO2 low, MEDIUM: limit: "many" is not a number.'],
    ['dischargeAfterMin', '', 'Earliest discharge after (min): write a number.'],
  ])('names the field that holds no number: %s', (field, value, message) => {
    expect(() => readEdits(preset, setField(startEdits(preset), field, value))).toThrow(message)
  })
})
