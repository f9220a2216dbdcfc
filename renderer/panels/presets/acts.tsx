import { useState } from 'react'
import type { PresetName } from '../../../shared/ipc.ts'
import type { PresetView } from '../../../shared/presets/clinic.ts'
import { presetName } from '../../../shared/presets/figures.ts'
import type { SheetRender } from '../../app/sheets.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { currentPerson } from '../../window/acts.ts'
import { openPage, tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { TextField } from '../fields/fields.tsx'
import { Sheet } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'
import { PinForm } from '../people/PinForm.tsx'
import { useShownPreset } from './chosen.ts'

const words = text.presets.sheets

/** Shows what was made, and says so. */
export function showPreset(chosen: PresetName, said: string): void {
  openPage({ name: 'presets', chosen })
  tell(said)
}

export function requirePerson(): string {
  const by = currentPerson()
  if (by === null) throw new Error(words.sayWho)
  return by
}

function nameOf({ preset }: PresetView): PresetName {
  return { presetId: preset.id, version: preset.version }
}

export function CopySheet({ onClose }: SheetRender) {
  const view = useShownPreset()
  const [label, setLabel] = useState(words.copyName(view?.preset.label ?? ''))
  const form = useForm(async () => {
    if (!view) return
    const made = await ask('copyPreset', { by: requirePerson(), ...nameOf(view), label })
    showPreset(made, words.saved(made.presetId, made.version))
  })
  if (!view) return null
  return (
    <Sheet title={words.copy} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p className="dim">{words.copyNote(presetName(view.preset))}</p>
        <TextField label={words.name} value={label} onChange={setLabel} required />
        <FormEnd form={form} label={words.copyNow} onCancel={onClose} />
      </form>
    </Sheet>
  )
}

/** The director's PIN, as for a signature. */
export function ApproveSheet({ onClose }: SheetRender) {
  const view = useShownPreset()
  const [pin, setPin] = useState('')
  // The act that is on screen now, not one that comes while the PIN is typed.
  const [seq] = useState(view?.acts.at(-1)?.seq ?? 0)
  const form = useForm(async () => {
    if (!view) return
    const chosen = nameOf(view)
    await ask('approvePreset', { by: requirePerson(), ...chosen, seq, pin })
    showPreset(chosen, words.approved(chosen.presetId, chosen.version))
  })
  if (!view) return null
  return (
    <Sheet title={words.approve} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p>{presetName(view.preset)}</p>
        <p className="dim">{words.approveNote}</p>
        <TextField label={words.pin} type="password" value={pin} onChange={setPin} required />
        <FormEnd form={form} label={words.approveNow} onCancel={onClose} />
      </form>
      <PinForm />
    </Sheet>
  )
}

export function WithdrawSheet({ onClose }: SheetRender) {
  const view = useShownPreset()
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    if (!view) return
    const chosen = nameOf(view)
    await ask('withdrawPreset', { by: requirePerson(), ...chosen, reason })
    showPreset(chosen, words.withdrawn(chosen.presetId, chosen.version))
  })
  if (!view) return null
  return (
    <Sheet title={words.withdraw} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p>{presetName(view.preset)}</p>
        <p className="dim">{words.withdrawNote}</p>
        <TextField label={words.reasonWhy} value={reason} onChange={setReason} required />
        <FormEnd form={form} label={words.withdrawNow} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
