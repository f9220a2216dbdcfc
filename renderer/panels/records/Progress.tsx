import './report.css'
import { useEffect, useState } from 'react'
import type { CoreEvent } from '../../../shared/ipc.ts'
import { onCoreEvent } from '../../live/store.ts'
import { text } from '../../text/text.ts'

const words = text.sheets.report

type Told = Extract<CoreEvent, { kind: 'report' }>

/** How far the core has come with this session's report. */
export function Progress({ sessionId }: { readonly sessionId: string }) {
  const [told, setTold] = useState<Pick<Told, 'step' | 'share'>>({ step: 'reading', share: 0 })
  useEffect(
    () =>
      onCoreEvent(event => {
        if (event.kind === 'report' && event.sessionId === sessionId) setTold(event)
      }),
    [sessionId],
  )
  const said = words.steps[told.step]
  return (
    <div className="field">
      <p role="status">{said}</p>
      <progress aria-label={words.making} aria-valuetext={said} max={1} value={told.share} />
    </div>
  )
}
