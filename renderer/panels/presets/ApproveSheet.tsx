import { useState } from 'react'
import { presetName } from '../../../shared/presets/figures.ts'
import { ask } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { notePlace } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'
import { nameOf, showPreset, useShownPreset } from './chosen.ts'

const words = text.presets.sheets

/** The director's PIN, as for a signature. */
export function ApproveSheet({ onClose }: SheetRender) {
  const view = useShownPreset()
  // The version that is on screen now, not one that comes while the PIN is typed.
  const [seq] = useState(view?.history.at(-1)?.seq ?? 0)
  const form = useForm(async () => {
    if (!view) return
    const chosen = nameOf(view)
    const isThere = notePlace()
    await ask('approvePreset', { ...chosen, seq })
    showPreset(chosen, words.approved(chosen.presetId, chosen.version), isThere)
  })
  if (!view) return null
  return (
    <Sheet title={words.approve} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p>{presetName(view.preset, shared)}</p>
        <p className="dim">{words.approveNote}</p>
        <FormEnd form={form} label={words.approveNow} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
