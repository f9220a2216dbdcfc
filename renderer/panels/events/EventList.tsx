import type { LogEntry } from '../../../shared/views.ts'
import { formatClock } from '../../live/clock.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { describeEvent } from './describe.ts'

const SHOWN = 200
const none: readonly LogEntry[] = []

/** What happened, newest first, with the time since T0 (or since opening). */
export function EventList({ room }: { readonly room: LiveRoom }) {
  const log = useLive(state => state.log[room.view.id]) ?? none
  const { session } = room.view
  if (!session) return null
  const zeroMs = (session.t0 ?? session.opened.at).monoMs
  const shown = log.slice(-SHOWN).toReversed()
  return (
    <section className="events" data-testid="event-list" aria-label={text.room.events.title}>
      <h2>{text.room.events.title}</h2>
      {shown.length === 0 ? <p className="dim">{text.room.events.empty}</p> : null}
      <ol>
        {shown.map(entry => {
          const words = describeEvent(entry)
          if (words === null) return null
          return (
            <li key={entry.seq}>
              <time>{formatClock(entry.at.monoMs - zeroMs)}</time>
              <span>{words}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
