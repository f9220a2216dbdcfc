import { useEffect, useState } from 'react'
import type { ReportFile } from '../../../shared/ipc.ts'
import { type ReportContent, usualContent } from '../../../shared/report/content.ts'
import { type Paper, paperOf, papers } from '../../../shared/report/paper.ts'
import { needsRems } from '../../../shared/session/rems.ts'
import { ask, useLive } from '../../live/store.ts'
import { format as place, text } from '../../text/text.ts'
import { openToPrint } from '../../window/open-to-print.ts'
import { openSheet, useUi } from '../../window/ui.ts'
import { Choices, FormError } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { ContentFields } from './ContentFields.tsx'
import { Progress } from './Progress.tsx'

const words = text.sheets.report
const formats = ['pdf', 'csv', 'fhir', 'json', 'html'] as const

interface Made {
  readonly file: ReportFile
  readonly link: string
  /** Where it was opened to be printed; null: it was made to be kept. */
  readonly opened: ReturnType<typeof openToPrint> | null
}
const LINK_LIVES_MS = 60_000

/** The report of the open session, or of a recorded one. The core makes it; the window only hands it over. */
export function ReportSheet({ roomId, onClose }: SheetRender) {
  const recorded = useUi(state => state.reportSessionId)
  const open = useLive(state => (roomId ? state.rooms[roomId]?.view.session?.id : undefined))
  const sessionId = recorded ?? open
  const needsSheet = useLive(state => {
    const session = roomId ? state.rooms[roomId]?.view.session : undefined
    return recorded === null && session != null && needsRems(session)
  })
  const [format, setFormat] = useState<(typeof formats)[number]>('pdf')
  const [paper, setPaper] = useState<Paper>(() => paperOf(place().region))
  const [content, setContent] = useState<ReportContent>(usualContent)
  const [pseudonymised, setPseudonymised] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  // A tab that was opened with it may still be reading.
  useEffect(
    () => () => void (made && setTimeout(() => URL.revokeObjectURL(made.link), LINK_LIVES_MS)),
    [made],
  )
  const make = async (print: boolean) => {
    if (!sessionId) return
    const wanted = { sessionId, format, paper, content, pseudonymised }
    const file = await ask('makeReport', print ? { ...wanted, print: true } : wanted)
    const bytes = Uint8Array.from(atob(file.base64), letter => letter.charCodeAt(0))
    const link = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }))
    setMade({ file, link, opened: print ? openToPrint(link) : null })
  }
  const form = useForm(() => make(false))
  const printing = useForm(() => make(true))
  const busy = form.busy || printing.busy
  if (!sessionId) return null
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form} others={[printing]}>
        <p className="dim">{words.of(sessionId)}</p>
        <Choices
          label={words.format}
          value={format}
          onChange={value => {
            setFormat(value as typeof format)
            setMade(null)
          }}
          options={formats.map(value => ({ value, label: words.formats[value] }))}
        />
        {format === 'pdf' ? (
          <Choices
            label={words.paper}
            value={paper}
            onChange={value => {
              setPaper(value as Paper)
              setMade(null)
            }}
            options={papers.map(value => ({ value, label: words.papers[value] }))}
          />
        ) : null}
        {format === 'pdf' || format === 'html' ? (
          <ContentFields
            content={content}
            onChange={value => {
              setContent(value)
              setMade(null)
            }}
          />
        ) : null}
        <label className="check">
          <input
            type="checkbox"
            checked={pseudonymised}
            onChange={event => {
              setPseudonymised(event.target.checked)
              setMade(null)
            }}
          />
          {words.pseudonymised}
        </label>
        {pseudonymised ? <p className="dim">{words.pseudonymisedNote}</p> : null}
        <FormError>{form.error ?? printing.error}</FormError>
        {busy ? <Progress sessionId={sessionId} /> : null}
        {made ? (
          <div role="status">
            {made.opened === null ? null : <p>{words.opened[made.opened]}</p>}
            {made.opened === 'tab' || made.opened === 'blocked' ? (
              <a className="button-link" href={made.link} target="_blank" rel="noreferrer">
                {words.openToPrint}
              </a>
            ) : null}
            <a className="button-link" href={made.link} download={made.file.fileName}>
              {words.save}
            </a>
            <p className="dim">{words.notKept}</p>
          </div>
        ) : null}
        <div className="sheet-actions">
          <button type="submit" className="primary" aria-disabled={busy}>
            {words.make}
          </button>
          {format === 'pdf' ? (
            <button type="button" aria-disabled={busy} onClick={() => (busy ? undefined : printing.submit())}>
              {words.print}
            </button>
          ) : null}
          {needsSheet ? (
            <button type="button" onClick={() => openSheet('rems')}>
              {words.rems}
            </button>
          ) : null}
          <button type="button" onClick={() => openSheet('clinic')}>
            {text.sheets.clinic.open}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.close}
          </button>
        </div>
      </SheetForm>
    </Sheet>
  )
}
