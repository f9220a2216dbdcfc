import { useState } from 'react'
import { words as shared } from '../../../shared/text/en.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { requirePerson } from '../../window/requests.ts'
import { notePlace } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'
import { PinForm } from '../people/PinForm.tsx'
import { showSet, useShownSet } from './chosen.ts'

const words = text.clinicSet.sheets

/** The director's PIN, as for a preset. */
export function ApproveSheet({ onClose }: SheetRender) {
  const view = useShownSet()
  const [pin, setPin] = useState('')
  // The version that is on screen now, not one that comes while the PIN is typed.
  const [seq] = useState(view?.history.at(-1)?.seq ?? 0)
  const form = useForm(async () => {
    if (!view) return
    const { version } = view.set
    const isThere = notePlace()
    await ask('approveClinicSet', { by: requirePerson(), version, seq, pin })
    showSet(version, words.approved(version), isThere)
  })
  if (!view) return null
  return (
    <Sheet title={words.approve} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p>{shared.clinicSet.name(view.set.version)}</p>
        <p className="dim">{words.approveNote}</p>
        <TextField label={words.pin} type="password" value={pin} onChange={setPin} required />
        <FormEnd form={form} label={words.approveNow} onCancel={onClose} />
      </form>
      <PinForm />
    </Sheet>
  )
}
