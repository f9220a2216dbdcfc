import { useState } from 'react'
import { withdrawingWords } from '../../../shared/ipc/parts.ts'
import { ask } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { notePlace } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { showSet, useShownSet } from './chosen.ts'

const words = text.clinicSet.sheets

export function WithdrawSheet({ onClose }: SheetRender) {
  const view = useShownSet()
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    if (!view) return
    const { version } = view.set
    const isThere = notePlace()
    await ask('withdrawClinicSet', { version, reason })
    showSet(version, words.withdrawn(version), isThere)
  }, withdrawingWords)
  if (!view) return null
  return (
    <Sheet title={words.withdraw} onClose={onClose}>
      <SheetForm form={form}>
        <p>{shared.clinicSet.name(view.set.version)}</p>
        <p className="dim">{words.withdrawNote}</p>
        <TextField label={words.reasonWhy} value={reason} onChange={setReason} name="reason" />
        <FormEnd form={form} label={words.withdrawNow} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
