import { useState } from 'react'
import { namingWords } from '../../../shared/ipc/parts.ts'
import { presetName } from '../../../shared/presets/figures.ts'
import { ask } from '../../live/store.ts'
import { sayKept, words as shared, text } from '../../text/text.ts'
import { notePlace } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { nameOf, showPreset, useShownPreset } from './chosen.ts'

const words = text.presets.sheets

/** A clinic's own preset begins as a copy of a shipped one, or of another. */
export function CopySheet({ onClose }: SheetRender) {
  const view = useShownPreset()
  const [label, setLabel] = useState(words.copyName(sayKept(view?.preset.label ?? '')))
  const form = useForm(async () => {
    if (!view) return
    const isThere = notePlace()
    const made = await ask('copyPreset', { ...nameOf(view), label })
    showPreset(made, words.saved(made.presetId, made.version), isThere)
  }, namingWords)
  if (!view) return null
  return (
    <Sheet title={words.copy} onClose={onClose}>
      <SheetForm form={form}>
        <p className="dim">{words.copyNote(presetName(view.preset, shared))}</p>
        <TextField label={words.name} value={label} onChange={setLabel} name="label" />
        <FormEnd form={form} label={words.copyNow} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
