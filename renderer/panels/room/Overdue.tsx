import './due.css'
import { formatClock } from '../../live/clock.ts'
import { text } from '../../text/text.ts'

/** What is late stands out, without a colour of an alarm. */
export function Overdue({ forMs }: { readonly forMs: number }) {
  return forMs > 0 ? <strong className="overdue">{text.room.due.overdue(formatClock(forMs))}</strong> : null
}
