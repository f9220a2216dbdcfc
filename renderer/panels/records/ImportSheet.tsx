import './import.css'
import { useEffect, useId, useRef, useState } from 'react'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { becomeDemo } from '../../window/lock.ts'
import { importFile } from '../../window/send-file.ts'
import { openPage, tell } from '../../window/ui.ts'
import { FormError } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
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
  })
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p className="dim">{words.note}</p>
        <FileField onFile={setFile} isDisabled={form.busy} />
        <FormError>{form.error}</FormError>
        {form.busy ? <Progress share={share} /> : null}
        <div className="sheet-actions">
          <button type="submit" className="primary" disabled={form.busy || file === null}>
            {words.start}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </form>
    </Sheet>
  )
}

interface FileFieldProps {
  readonly onFile: (file: File | null) => void
  readonly isDisabled: boolean
}

function FileField({ onFile, isDisabled }: FileFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{words.file}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        disabled={isDisabled}
        data-autofocus
        onChange={event => onFile(event.target.files?.[0] ?? null)}
      />
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
