import './start.css'
import type { SessionSummary } from '../../../shared/views.ts'
import { useTicking } from '../../live/clock.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { useLocked } from '../../window/lock.ts'
import { openPage, openSheet } from '../../window/ui.ts'
import { Prompts } from '../alarms/Prompts.tsx'
import { WindowControls } from '../room/Header.tsx'
import { RemsReminders } from './RemsReminders.tsx'
import { RoomTile } from './RoomTile.tsx'

const words = text.common.start

/** Rooms, worst first, and recent sessions; on a new installation the three ways to begin. */
export function StartPage() {
  const snapshot = useLive(state => state.snapshot)
  const rooms = useLive(state => state.rooms)
  const locked = useLocked()
  useTicking(1000)
  if (!snapshot) return <main className="start">{text.common.connecting}</main>
  // A room keeps its number key wherever it stands.
  const numbered = Object.values(rooms).map((room, index) => ({ room, number: index + 1 }))
  const sorted = numbered.toSorted((a, b) => badness(b.room) - badness(a.room))
  // Once a monitor is assigned, the way to its first session must be in sight.
  // A locked window is told of no sessions: it is not new for that.
  const isNew =
    snapshot.people.length === 0 &&
    snapshot.recentSessions.length === 0 &&
    snapshot.devices.length === 0 &&
    !locked
  return (
    <main className="start">
      <header className="start-head">
        <h1>{words.title}</h1>
        <WindowControls />
      </header>
      <p className="claim">{words.claim}</p>
      <Prompts session={null} />
      {isNew ? (
        <FirstRun />
      ) : (
        <>
          <h2>{words.rooms}</h2>
          <div className="room-tiles">
            {sorted.map(({ room, number }) => (
              <RoomTile key={room.view.id} room={room} number={number} />
            ))}
          </div>
          <p className="start-actions">
            <button type="button" className="primary" onClick={() => openSheet('newSession')}>
              {words.newSession}
              <kbd>n</kbd>
            </button>
            <button type="button" onClick={() => openSheet('simulate')}>
              {words.simulated}
            </button>
            <button type="button" onClick={() => openPage({ name: 'devices' })}>
              {words.devices}
              <kbd>v</kbd>
            </button>
            <button type="button" onClick={() => openPage({ name: 'presets' })}>
              {words.presets}
              <kbd>z</kbd>
            </button>
            <button type="button" onClick={() => openSheet('newRoom')}>
              {words.newRoom}
            </button>
            <button type="button" onClick={() => openSheet('importFile')}>
              {words.importFile}
            </button>
          </p>
          <RemsReminders />
          <h2 id="recent">{words.recent}</h2>
          {locked ? (
            <p className="dim">{text.common.hidden}</p>
          ) : (
            <ul className="recent" aria-labelledby="recent">
              {snapshot.recentSessions.map(session => (
                <RecentSession key={session.id} session={session} />
              ))}
            </ul>
          )}
        </>
      )}
    </main>
  )
}

function FirstRun() {
  return (
    <div className="first-run">
      <button type="button" onClick={() => openSheet('simulate')} aria-describedby="hint-simulated">
        {words.justSimulate}
      </button>
      <p id="hint-simulated">{words.simulatedHint}</p>
      <button type="button" onClick={() => openSheet('setUp')} aria-describedby="hint-set-up">
        {text.people.setUp.title}
      </button>
      <p id="hint-set-up">{words.setUpHint}</p>
      <button type="button" onClick={() => openSheet('importFile')} aria-describedby="hint-recorded">
        {words.recorded}
      </button>
      <p id="hint-recorded">{words.recordedHint}</p>
    </div>
  )
}

const weights = { high: 300, medium: 200, low: 100 } as const

/** Rooms with the worst unacknowledged alarm come first, then those with a session. */
function badness({ view }: LiveRoom): number {
  const worst = view.alarms[0]
  const alarm = worst ? weights[worst.priority] - (worst.acknowledged ? 50 : 0) : 0
  return alarm + (view.session ? 10 : 0)
}

function RecentSession({ session }: { readonly session: SessionSummary }) {
  const opened = new Date(session.openedAt.wallMs)
  return (
    <li>
      <button
        type="button"
        className="quiet"
        onClick={() => openPage({ name: 'review', sessionId: session.id })}
      >
        {opened.toLocaleDateString('en-GB')} {opened.toLocaleTimeString('en-GB', { timeStyle: 'short' })} ·{' '}
        {session.initials} {session.birthYear} · {session.presetLabel} ·{' '}
        {session.closedAt ? text.room.phases.closed : words.open}
        {session.simulated ? ` · ${words.simulatedMark}` : ''}
        {session.imported ? ` · ${session.roomName}, ${words.imported}` : ''}
        {session.highAlarms > 0 ? ` · ${words.highAlarms(session.highAlarms)}` : ''}
      </button>
    </li>
  )
}
