import './events.css'
import type { NibpReading } from '../../../shared/reading.ts'
import { say } from '../../../shared/record/index.ts'
import { passedMs } from '../../../shared/session/elapsed.ts'
import { words } from '../../../shared/text/en.ts'
import type { LogEntry } from '../../../shared/views.ts'
import { formatClock } from '../../live/clock.ts'
import { buffersByRoom, type LiveRoom, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { useLocked } from '../../window/lock.ts'
import { describePressure } from './pressure.ts'

const SHOWN = 200
const noLog: readonly LogEntry[] = []

/** What happened, newest first, with the time that really passed since T0 (or since opening). */
export function EventList({ room }: { readonly room: LiveRoom }) {
  const log = useLive(state => state.log[room.view.id]) ?? noLog
  useLive(state => state.readingsVersion)
  const locked = useLocked()
  const { session } = room.view
  if (!session) return null
  const zeroMs = (session.t0 ?? session.opened.at).monoMs
  // Typed words stand in it, and names.
  const lines = locked ? [] : listEvents(log, buffersByRoom.get(room.view.id)?.nibp ?? [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <section className="events" data-testid="event-list" aria-label={text.room.events.title} tabIndex={0}>
      <h2>{text.room.events.title}</h2>
      {lines.length === 0 && !locked ? <p className="dim">{text.room.events.empty}</p> : null}
      {locked ? <p className="dim">{text.common.hidden}</p> : null}
      <ol>
        {lines.map(({ key, atMs, words }) => (
          <li key={key}>
            <time>{formatClock(passedMs(session, zeroMs, atMs))}</time>
            <span>{words}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface EventLine {
  readonly key: string
  readonly atMs: number
  readonly words: string
}

/** Events and cuff readings as one list, newest first. */
export function listEvents(log: readonly LogEntry[], nibp: readonly NibpReading[]): readonly EventLine[] {
  const events = log.slice(-SHOWN).flatMap(({ entry, seq, at }) => {
    const said = say(entry, words)
    return said === null ? [] : [{ key: `event ${seq}`, atMs: at.monoMs, words: said }]
  })
  const readings = nibp.slice(-SHOWN).map(reading => ({
    key: `reading ${reading.seq}`,
    atMs: reading.takenAt.monoMs,
    words: describePressure(reading),
  }))
  return [...readings, ...events].toSorted((a, b) => a.atMs - b.atMs).toReversed()
}
