import { useState } from 'react'
import { ask } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { notePlace } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'
import { showSet, useShownSet } from './chosen.ts'

const words = text.clinicSet.sheets

/** The director's PIN, as for a preset. */
export function ApproveSheet({ onClose }: SheetRender) {
  const view = useShownSet()
  // The version that is on screen now, not one that comes while the PIN is typed.
  const [seq] = useState(view?.history.at(-1)?.seq ?? 0)
  const form = useForm(async () => {
    if (!view) return
    const { version } = view.set
    const isThere = notePlace()
    await ask('approveClinicSet', { version, seq })
    showSet(version, words.approved(version), isThere)
  })
  if (!view) return null
  return (
    <Sheet title={words.approve} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p>{shared.clinicSet.name(view.set.version)}</p>
        <p className="dim">{words.approveNote}</p>
        <FormEnd form={form} label={words.approveNow} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
