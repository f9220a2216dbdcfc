import { Fragment } from 'react'
import { useLive } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'

const words = text.recordCare

/** The code, to be printed twice: what it opens, what to do with it, and whose record it is. Shown this once. */
export function RecoverySheet({
  code,
  fingerprint,
  onClose,
}: {
  readonly code: string
  readonly fingerprint: string
  /** null: it stays until the code was typed back. */
  readonly onClose: (() => void) | null
}) {
  const clinic = useLive(state => state.snapshot?.clinic.name) ?? ''
  return (
    <article className="recovery-sheet" aria-label={words.sheet}>
      <h2>{words.sheet}</h2>
      {clinic === '' ? null : <p>{clinic}</p>}
      <p className="recovery-code" data-testid="recovery-code">
        {/* A group stays in one piece. */}
        {code.split(' ').map((group, index) => (
          <Fragment key={group}>
            {index === 0 ? '' : ' '}
            <span>{group}</span>
          </Fragment>
        ))}
      </p>
      <p>{words.fingerprint(fingerprint)}</p>
      <p>{words.printed(format().day(Date.now()))}</p>
      <ul>
        {words.sheetHints.map(hint => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
      <p className="not-printed">
        <button type="button" className="primary" onClick={() => window.print()}>
          {words.print}
        </button>
        {onClose ? (
          <button type="button" onClick={onClose}>
            {words.close}
          </button>
        ) : null}
      </p>
    </article>
  )
}
