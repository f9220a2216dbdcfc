import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { savingWords } from '../../../shared/ipc/parts.ts'
import { presets } from '../../../shared/presets/index.ts'
import { skeletons } from '../../../shared/presets/skeletons.ts'
import { spravato84 } from '../../../shared/presets/spravato.ts'
import { SheetForm } from '../fields/SheetForm.tsx'
import { DoseFields } from './DoseParts.tsx'
import { LimitFields, RuleFields } from './EditParts.tsx'
import { type Edits, setField, startEdits } from './edit.ts'
import { PhaseFields } from './MoreLimits.tsx'

/** The fields of a preset, as they are once somebody has tried to send them. */
function tried(edits: Edits, preset = spravato84): string {
  const part = { preset, base: preset, edits, onEdits: () => {} }
  const form = {
    error: null,
    why: null,
    refused: null,
    busy: false,
    tried: true,
    request: savingWords,
    element: { current: null },
    submit: () => {},
    begin: () => {},
    retract: () => {},
  }
  return renderToStaticMarkup(
    <SheetForm form={form}>
      <DoseFields {...part} />
      <RuleFields {...part} />
      <LimitFields {...part} />
      <PhaseFields {...part} />
    </SheetForm>,
  )
}

const start = startEdits(spravato84)
const errors = (markup: string) =>
  [...markup.matchAll(/class="field-error">([^<]*)</g)].map(([, said]) => said)

describe('A figure of a preset', () => {
  it.each([...presets, ...skeletons])('stands within its range as it ships: $id', preset => {
    expect(errors(tried(startEdits(preset), preset))).toEqual([])
  })
  it.each([
    ['limits.spo2-low.medium.limit', '80', 'SpO2 low, MEDIUM: limit (%): write a number from 88 to 94.'],
    ['limits.spo2-low.medium.delay', '31', 'SpO2 low, MEDIUM: delay (s): write a number from 5 to 30.'],
    [
      'limits.spo2-low.far.0',
      '13',
      'SpO2 low: points below HIGH that do not wait (%): write a number from 14 to 20.',
    ],
    [
      'phaseLimits.dosing.spo2-low.medium',
      '95',
      'SpO2 low, MEDIUM, in dosing (%): write a number from 88 to 94.',
    ],
    ['ceiling', '85', 'Most in one session (mg): write a number from 28 to 84.'],
    ['due.M2.fromMin', '-11', 'M2: from (min): write a number from -10 to 480.'],
    ['due.M2.fromMin', '38.5', 'M2: from (min): write a whole number.'],
    ['due.M2.toMin', '', 'M2: to (min): write a number.'],
    ['limits.spo2-low.medium.limit', ' ', 'SpO2 low, MEDIUM: limit (%): write a number.'],
  ])('says beside the field what is wrong with %s = "%s"', (field, typed, said) => {
    expect(errors(tried(setField(start, field, typed)))).toEqual([said])
  })
  it('of a part of the session may be left out', () => {
    expect(errors(tried(setField(start, 'phaseLimits.dosing.spo2-low.medium', '')))).toEqual([])
  })
})
