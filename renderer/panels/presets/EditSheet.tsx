import { useState } from 'react'
import { namingWords, savingWords } from '../../../shared/ipc/parts.ts'
import { baseIn } from '../../../shared/presets/choose.ts'
import { withSources } from '../../../shared/presets/figures.ts'
import { withShippedAlarms } from '../../../shared/presets/later-alarms.ts'
import type { Preset } from '../../../shared/presets/preset.ts'
import { assessmentMin, dischargeMin, holdMin, type Range, restMin } from '../../../shared/presets/ranges.ts'
import { ask, useLive } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { notePlace } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { showPreset, useShownPreset } from './chosen.ts'
import { DoseFields, OpenFields } from './DoseParts.tsx'
import { LimitFields, type PartProps, RuleFields } from './EditParts.tsx'
import { readEdits, setField, startEdits } from './edit.ts'
import { FigureField } from './FigureField.tsx'
import { PhaseFields, TrendFields } from './MoreLimits.tsx'

const words = text.presets.sheets

/** The words that are sent; the figures have their ranges. */
const sent = savingWords.extend(namingWords.shape)

/** The figures of a clinic's preset, as far as they may be moved; the core refuses the rest with a sentence. */
export function EditSheet({ onClose }: SheetRender) {
  const view = useShownPreset()
  // What was opened is what is changed, whatever comes meanwhile: the core refuses a change of an older version.
  const [opened] = useState(view)
  const views = useLive(state => state.snapshot?.presets) ?? []
  const base = opened && baseIn(views, opened.preset)
  if (!opened || !base) return null
  const { preset, state } = opened
  const note = state === 'draft' ? words.draftNote : words.nextNote(String(Number(preset.version) + 1))
  return (
    <Sheet title={words.edit} onClose={onClose} wide>
      <p className="dim">{note}</p>
      <EditForm preset={withShippedAlarms(preset)} base={base} onClose={onClose} />
    </Sheet>
  )
}

interface FormProps {
  readonly preset: Preset
  readonly base: Preset
  readonly onClose: () => void
}

function EditForm({ preset, base, onClose }: FormProps) {
  const [edits, setEdits] = useState(() => startEdits(preset))
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    const changed = withSources(readEdits(preset, edits), preset, base, reason.trim(), shared)
    const isThere = notePlace()
    const made = await ask('savePreset', { preset: changed, reason })
    showPreset(made, words.saved(made.presetId, made.version), isThere)
  }, sent)
  const part: PartProps = { preset, base, edits, onEdits: setEdits }
  return (
    <SheetForm form={form} className="sheet-form preset-edit">
      <TextField
        label={words.label}
        value={edits.fields['label'] ?? ''}
        onChange={value => setEdits(setField(edits, 'label', value))}
        name="label"
      />
      <DoseFields {...part} />
      <fieldset>
        <legend>{words.times}</legend>
        <div className="field-row">
          {preset.devices ? (
            <Minutes part={part} field="restMin" label={words.restMin} range={restMin} />
          ) : null}
          {preset.holdMin === undefined ? null : (
            <Minutes part={part} field="holdMin" label={words.holdMin} range={holdMin} />
          )}
          <Minutes part={part} field="assessmentAfterMin" label={words.assessment} range={assessmentMin} />
          <Minutes
            part={part}
            field="dischargeAfterMin"
            label={words.discharge}
            range={dischargeMin[preset.route]}
          />
        </div>
      </fieldset>
      <RuleFields {...part} />
      <LimitFields {...part} />
      <PhaseFields edits={edits} onEdits={setEdits} />
      <TrendFields edits={edits} onEdits={setEdits} />
      <OpenFields {...part} />
      <TextField label={words.reason} value={reason} onChange={setReason} name="reason" />
      <FormEnd form={form} label={words.save} onCancel={onClose} />
    </SheetForm>
  )
}

interface MinutesProps {
  readonly part: PartProps
  readonly field: string
  readonly label: string
  readonly range: Range
}

function Minutes({ part: { edits, onEdits }, ...figure }: MinutesProps) {
  return <FigureField {...figure} unit={null} whole edits={edits} onEdits={onEdits} />
}
