import { announcedFile } from '../../../shared/ipc/parts.ts'
import './import.css'
import { useEffect, useId, useRef, useState } from 'react'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { becomeDemo } from '../../window/lock.ts'
import { importFile } from '../../window/send-file.ts'
import { openPage, tell } from '../../window/ui.ts'
import { whyNoText } from '../fields/check.ts'
import { FormError } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { FieldError, SheetForm, saidOf, useFieldOfForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.importFile

/** A session of another installation, from its file: into the record, and then in sight. */
export function ImportSheet({ onClose }: SheetRender) {
  const [file, setFile] = useState<File | null>(null)
  const isBare = useLive(state => state.snapshot?.people.length === 0)
  const [share, setShare] = useState(0)
  const leaving = useRef(new AbortController())
  useEffect(() => {
    leaving.current = new AbortController()
    return () => leaving.current.abort()
  }, [])
  const form = useForm(async () => {
    if (!file) throw new Error(words.noFile)
    const { signal } = leaving.current
    setShare(0)
    // On a new installation nobody is known yet who could open a recorded session.
    if (isBare) await becomeDemo()
    const sessionId = await importFile(file, setShare, signal)
    // A person who has left the sheet meanwhile is somewhere else by choice.
    if (!signal.aborted) openPage({ name: 'review', sessionId })
    tell(words.done(sessionId))
  }, announcedFile)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <p className="dim">{words.note}</p>
        <FileField file={file} onFile={setFile} isDisabled={form.busy} />
        <FormError>{form.error}</FormError>
        {form.busy ? <Progress share={share} /> : null}
        <div className="sheet-actions">
          <button type="submit" className="primary" aria-disabled={form.busy}>
            {words.start}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </SheetForm>
    </Sheet>
  )
}

interface FileFieldProps {
  readonly file: File | null
  readonly onFile: (file: File | null) => void
  readonly isDisabled: boolean
}

function FileField({ file, onFile, isDisabled }: FileFieldProps) {
  const id = useId()
  const rule = { label: words.file, name: 'file', missing: words.noFile }
  const { error } = useFieldOfForm(rule, file?.name ?? '', whyNoText)
  return (
    <div className="field">
      <label htmlFor={id}>{words.file}</label>
      <input
        id={id}
        name="file"
        type="file"
        {...saidOf(id, undefined, error)}
        accept=".json,application/json"
        disabled={isDisabled}
        data-autofocus
        onChange={event => onFile(event.target.files?.[0] ?? null)}
      />
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  )
}

function Progress({ share }: { readonly share: number }) {
  const id = useId()
  return (
    <div className="import-progress">
      {/* Said once for each of the two steps; the bar says the rest. */}
      <p id={id} role="status">
        {share < 1 ? words.sending : words.checking}
      </p>
      <progress aria-labelledby={id} {...(share < 1 ? { value: share } : {})} max={1} />
    </div>
  )
}
