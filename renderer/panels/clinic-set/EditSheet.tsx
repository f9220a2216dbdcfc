import { useState } from 'react'
import { type ClinicWords, shippedWords } from '../../../shared/clinic-set/clinic-set.ts'
import { rewordable } from '../../../shared/clinic-set/texts.ts'
import { nextVersion } from '../../../shared/clinic-set/versions.ts'
import { savingWords } from '../../../shared/ipc/parts.ts'
import { checkIds } from '../../../shared/session/checklist.ts'
import { ask } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { notePlace } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { LinesField, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { showSet, useClinicSets } from './chosen.ts'
import { readEdits, startEdits } from './edit.ts'

const words = text.clinicSet.sheets

/** Every word that the clinic may add or change; the core refuses the rest with a sentence. */
export function EditSheet({ onClose }: SheetRender) {
  const views = useClinicSets()
  // What was opened is what is changed, whatever comes meanwhile: the core refuses a change of an older version.
  const [{ before, seq, note }] = useState(() => {
    const newest = views.at(-1)
    return {
      before: newest?.set ?? shippedWords,
      seq: newest?.history.at(-1)?.seq ?? null,
      note: newest?.state === 'draft' ? words.draftNote : words.nextNote(nextVersion(views)),
    }
  })
  return (
    <Sheet title={words.edit} onClose={onClose} wide>
      <p className="dim">{note}</p>
      <EditForm before={before} seq={seq} onClose={onClose} />
    </Sheet>
  )
}

interface FormProps {
  readonly before: ClinicWords
  readonly seq: number | null
  readonly onClose: () => void
}

function EditForm({ before, seq, onClose }: FormProps) {
  const [edits, setEdits] = useState(() => startEdits(before))
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    const changed = readEdits(before, edits)
    const isThere = notePlace()
    const { version } = await ask('saveClinicSet', { words: changed, seq, reason })
    showSet(version, words.saved(version), isThere)
  }, savingWords)
  const setText = (index: number, typed: string) =>
    setEdits({ ...edits, texts: edits.texts.with(index, typed) })
  return (
    <SheetForm form={form}>
      <LinesField
        label={words.marks}
        value={edits.marks}
        onChange={marks => setEdits({ ...edits, marks })}
        hint={words.marksHint}
      />
      <fieldset>
        <legend>{words.required}</legend>
        <p className="dim">{checkIds.map(id => `${id} ${shared.checks[id]}`).join('; ')}</p>
      </fieldset>
      <LinesField
        label={words.criteria}
        value={edits.criteria}
        onChange={criteria => setEdits({ ...edits, criteria })}
        hint={words.criteriaHint}
      />
      <fieldset>
        <legend>{words.texts}</legend>
        {rewordable(before, shared).map(({ field, shipped }, index) => (
          <div key={field} className="clinic-text">
            <TextField
              label={field}
              value={edits.texts[index] ?? ''}
              onChange={typed => setText(index, typed)}
              hint={words.ships(shipped)}
            />
            {edits.texts[index] === shipped ? null : (
              <button type="button" aria-label={words.backOf(field)} onClick={() => setText(index, shipped)}>
                {words.back}
              </button>
            )}
          </div>
        ))}
      </fieldset>
      <TextField label={words.reason} value={reason} onChange={setReason} name="reason" />
      <FormEnd form={form} label={words.save} onCancel={onClose} />
    </SheetForm>
  )
}
