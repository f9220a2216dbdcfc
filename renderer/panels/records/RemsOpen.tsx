import { openRemsItems } from '../../../shared/session/rems-answers.ts'
import type { Session } from '../../../shared/session/types.ts'
import { useLive } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'

const words = text.sheets.rems

/** What nobody has answered of the REMS field sheet, named where a session is closed and signed; nothing where all is. */
export function RemsOpen({ session }: { readonly session: Session }) {
  const clinic = useLive(state => state.snapshot?.clinic)
  const open = clinic ? openRemsItems(session, clinic) : []
  if (open.length === 0) return null
  return (
    <details className="rems-open" open>
      <summary>{words.unanswered(open.length)}</summary>
      <ul>
        {open.map(({ id }) => (
          <li key={id}>{shared.remsForm.items[id]}</li>
        ))}
      </ul>
    </details>
  )
}
