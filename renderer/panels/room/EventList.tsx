import './events.css'
import { useDeferredValue, useMemo } from 'react'
import type { Preset } from '../../../shared/presets/preset.ts'
import type { NibpReading } from '../../../shared/reading.ts'
import { say } from '../../../shared/record/index.ts'
import { passedMs } from '../../../shared/session/elapsed.ts'
import type { Session } from '../../../shared/session/types.ts'
import type { LogEntry } from '../../../shared/views.ts'
import { wordsWith } from '../../../shared/words/phases.ts'
import { formatClock } from '../../live/clock.ts'
import { buffersByRoom, type LiveRoom, useLive } from '../../live/store.ts'
import { text, words } from '../../text/text.ts'
import { useLocked } from '../../window/lock.ts'
import { describePressure } from './pressure.ts'

const SHOWN = 200
const noLog: readonly LogEntry[] = []

/** What happened, newest first, with the time that really passed since T0 (or since opening). */
export function EventList({ room }: { readonly room: LiveRoom }) {
  const log = useLive(state => state.log[room.view.id]) ?? noLog
  const cuffVersion = useLive(state => state.cuffVersion)
  const locked = useLocked()
  const isSomebody = useLive(({ snapshot }) => snapshot?.you != null)
  const { id, session } = room.view
  const preset = session?.preset
  // Hundreds of lines: drawn when something has happened, and after every figure and alarm.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `cuffVersion` says when there are others in the buffers, and of the preset only its names are told
  const lines = useMemo(
    // Typed words stand in it, and names.
    () => (locked ? [] : listEvents(log, buffersByRoom.get(id)?.nibp ?? [], preset)),
    [log, cuffVersion, locked, id, preset?.phaseNames.dosing, preset?.phaseNames.observation],
  )
  const list = useMemo(() => (session ? <Lines lines={lines} session={session} /> : null), [lines, session])
  const drawn = useDeferredValue(list)
  if (!session) return null
  // A list that has not come is not an empty one; nor is one of which only the chart is told, because nobody is here.
  const isKnown = isSomebody && buffersByRoom.get(id)?.sessionId === session.id
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <section className="events" data-testid="event-list" aria-label={text.room.events.title} tabIndex={0}>
      <h2>{text.room.events.title}</h2>
      {isKnown || locked ? null : <p className="dim">{text.room.events.fetching}</p>}
      {isKnown && lines.length === 0 && !locked ? <p className="dim">{text.room.events.empty}</p> : null}
      {locked ? <p className="dim">{text.common.hidden}</p> : null}
      {locked ? null : drawn}
    </section>
  )
}

function Lines({ lines, session }: { readonly lines: readonly EventLine[]; readonly session: Session }) {
  const zeroMs = (session.t0 ?? session.opened.at).monoMs
  return (
    <ol>
      {lines.map(({ key, atMs, words }) => (
        <li key={key}>
          <time>{formatClock(passedMs(session, zeroMs, atMs))}</time>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  )
}

interface EventLine {
  readonly key: string
  readonly atMs: number
  readonly words: string
}

/** Events and cuff readings as one list, newest first. */
export function listEvents(
  log: readonly LogEntry[],
  nibp: readonly NibpReading[],
  preset?: Preset,
): readonly EventLine[] {
  const told = preset ? wordsWith(preset, words) : words
  const events = log.slice(-SHOWN).flatMap(({ entry, seq, at }) => {
    const said = say(entry, told)
    return said === null ? [] : [{ key: `event ${seq}`, atMs: at.monoMs, words: said }]
  })
  const readings = nibp.slice(-SHOWN).map(reading => ({
    key: `reading ${reading.seq}`,
    atMs: reading.takenAt.monoMs,
    words: describePressure(reading),
  }))
  return [...readings, ...events].toSorted((a, b) => a.atMs - b.atMs).toReversed()
}
