import { useId } from 'react'
import type { BackupView } from '../../../shared/care-views.ts'
import { ask } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { openPage, tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.recordCare.restore

interface RestoreFormProps {
  readonly backup: BackupView
  readonly onCancel: () => void
}

/** A backup in the place of the record, once two people have given their PINs. */
export function RestoreForm({ backup: { name, wallMs, entries }, onCancel }: RestoreFormProps) {
  const id = useId()
  const form = useForm(async () => {
    await ask('restoreBackup', { name })
    openPage({ name: 'start' })
    tell(words.done)
  })
  return (
    <form className="restore-form" aria-labelledby={id} onSubmit={form.submit}>
      <h3 id={id}>{words.title(format().dayMinute(wallMs))}</h3>
      <p className="warning">{words.note}</p>
      {entries === null ? null : <p>{words.lost(entries)}</p>}
      <p role="status">{form.busy ? words.working : ''}</p>
      <FormEnd form={form} label={words.go} onCancel={onCancel} />
    </form>
  )
}
