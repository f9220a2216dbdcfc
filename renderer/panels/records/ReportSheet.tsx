import { useEffect, useState } from 'react'
import type { ReportFile } from '../../../shared/ipc.ts'
import { type ReportContent, usualContent } from '../../../shared/report/content.ts'
import { type Paper, paperOf, papers } from '../../../shared/report/paper.ts'
import { needsRems } from '../../../shared/session/rems.ts'
import { ask, useLive } from '../../live/store.ts'
import { format as place, text } from '../../text/text.ts'
import { openSheet, useUi } from '../../window/ui.ts'
import { Choices, FormError } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'
import { ContentFields } from './ContentFields.tsx'
import { Progress } from './Progress.tsx'

const words = text.sheets.report
const formats = ['pdf', 'csv', 'fhir', 'json', 'html'] as const

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
  const [made, setMade] = useState<{ readonly file: ReportFile; readonly link: string } | null>(null)
  useEffect(() => () => void (made && URL.revokeObjectURL(made.link)), [made])
  const form = useForm(async () => {
    if (!sessionId) return
    const file = await ask('makeReport', { sessionId, format, paper, content, pseudonymised })
    const bytes = Uint8Array.from(atob(file.base64), letter => letter.charCodeAt(0))
    setMade({ file, link: URL.createObjectURL(new Blob([bytes], { type: file.mediaType })) })
  })
  if (!sessionId) return null
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
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
        <FormError>{form.error}</FormError>
        {form.busy ? <Progress sessionId={sessionId} /> : null}
        {made ? (
          <div role="status">
            <a className="button-link" href={made.link} download={made.file.fileName}>
              {words.save}
            </a>
            <p className="dim report-path">{words.kept(made.file.path)}</p>
          </div>
        ) : null}
        <div className="sheet-actions">
          <button type="submit" className="primary" aria-disabled={form.busy}>
            {words.make}
          </button>
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
      </form>
    </Sheet>
  )
}
