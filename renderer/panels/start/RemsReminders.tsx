import { DAY_MS } from '../../../shared/time.ts'
import type { RemsDue } from '../../../shared/views.ts'
import { ask, useLive } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { useLocked } from '../../window/lock.ts'
import { withPerson } from '../../window/requests.ts'
import { openPage } from '../../window/ui.ts'

const words = text.common.start.rems

/** REMS forms that are due within seven days of their treatment, until somebody says that they were sent. */
export function RemsReminders() {
  const due = useLive(state => state.snapshot?.remsDue) ?? []
  const locked = useLocked()
  if (due.length === 0) return null
  return (
    <>
      <h2 id="rems-due">{words.title}</h2>
      {locked ? (
        <p className="dim">{text.common.hidden}</p>
      ) : (
        <ul className="recent rems-due" aria-labelledby="rems-due">
          {due.map(form => (
            <Reminder key={form.sessionId} form={form} />
          ))}
        </ul>
      )}
    </>
  )
}

function Reminder({ form }: { readonly form: RemsDue }) {
  const { sessionId, initials, birthYear, treatedWallMs, dueWallMs } = form
  const leftDays = Math.ceil((dueWallMs - Date.now()) / DAY_MS)
  const who = words.of(`${initials} ${birthYear}`, format().day(treatedWallMs))
  return (
    <li data-overdue={leftDays <= 0 || undefined}>
      <button type="button" className="quiet" onClick={() => openPage({ name: 'review', sessionId })}>
        {who} ·{' '}
        {leftDays > 0
          ? words.left(format().day(dueWallMs), leftDays)
          : words.overdue(format().day(dueWallMs))}
      </button>
      <button
        type="button"
        aria-label={words.sentOf(who)}
        onClick={() => withPerson(() => ask('noteRemsSent', { sessionId }))}
      >
        {words.sent}
      </button>
    </li>
  )
}
