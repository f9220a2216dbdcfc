import './start.css'
import { findPreset } from '../../../shared/presets/index.ts'
import type { SessionSummary } from '../../../shared/views.ts'
import { openPage, openReport, openSheet, tell } from '../../app/ui.ts'
import { formatClock, roomNow, useTicking } from '../../live/clock.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { phaseName, Station } from '../header/Header.tsx'
import { cuffFigure, streamFigure } from '../tiles/model.ts'

const words = text.common.start

/** Rooms, worst first, and recent sessions; on a new installation the three ways to begin. */
export function StartPage() {
  const snapshot = useLive(state => state.snapshot)
  const rooms = useLive(state => state.rooms)
  useTicking(1000)
  if (!snapshot) return <main className="start">{text.common.connecting}</main>
  const sorted = Object.values(rooms).toSorted((a, b) => badness(b) - badness(a))
  const isNew = snapshot.recentSessions.length === 0
  return (
    <main className="start">
      <header className="start-head">
        <h1>{words.title}</h1>
        <Station />
      </header>
      <p className="claim">{words.claim}</p>
      {isNew ? (
        <FirstRun />
      ) : (
        <>
          <h2>{words.rooms}</h2>
          <div className="room-tiles">
            {sorted.map((room, index) => (
              <RoomTile key={room.view.id} room={room} number={index + 1} />
            ))}
          </div>
          <p className="start-actions">
            <button type="button" className="primary" onClick={() => openSheet('newSession')}>
              {words.newSession}
            </button>
            <button type="button" onClick={() => openSheet('simulate')}>
              {words.simulated}
            </button>
            <button type="button" onClick={() => openPage({ name: 'devices' })}>
              {words.devices}
            </button>
          </p>
          <h2 id="recent">{words.recent}</h2>
          <ul className="recent" aria-labelledby="recent">
            {snapshot.recentSessions.map(session => (
              <RecentSession key={session.id} session={session} />
            ))}
          </ul>
        </>
      )}
    </main>
  )
}

function FirstRun() {
  const count = useLive(state => state.snapshot?.recentSessions.length ?? 0)
  return (
    <div className="first-run">
      <button type="button" onClick={() => openSheet('simulate')} aria-describedby="hint-simulated">
        {words.simulated}
      </button>
      <p id="hint-simulated">{words.simulatedHint}</p>
      <button type="button" onClick={() => openPage({ name: 'devices' })} aria-describedby="hint-connect">
        {words.connect}
      </button>
      <p id="hint-connect">{words.connectHint}</p>
      <button
        type="button"
        onClick={() => (count === 0 ? tell(words.noRecorded) : undefined)}
        aria-describedby="hint-recorded"
      >
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

function RoomTile({ room, number }: { readonly room: LiveRoom; readonly number: number }) {
  const { view } = room
  const { session } = view
  const nowMs = roomNow(room).monoMs
  const worst = view.alarms[0]
  const state = worst ? (worst.acknowledged ? 'acknowledged' : worst.state) : ''
  const spo2 = streamFigure(
    view.current.find(value => value.vital === 'spo2'),
    nowMs,
    false,
  )
  const pulse = streamFigure(
    view.current.find(value => value.vital === 'pulseRate'),
    nowMs,
    false,
  )
  const bp = cuffFigure(view.nibp, nowMs)
  return (
    <button
      type="button"
      className={`room-tile ${worst ? `alarming ${worst.priority} ${state}` : ''}`}
      onClick={() => openPage({ name: 'room', roomId: view.id })}
    >
      <span className="room-name">
        {view.name} <kbd>{number}</kbd>
      </span>
      {session ? (
        <>
          <span>
            {session.patient.initials} · {findPreset(session.preset.id)?.label} · {phaseName(session)}
            {view.marks.simulated ? ` · ${words.simulatedMark}` : ''}
          </span>
          <span className="clock">
            {session.t0 ? text.room.clock(formatClock(nowMs - session.t0.monoMs)) : text.room.beforeT0}
          </span>
          <span className="room-figures">
            <b className="spo2">{spo2.shown}</b>
            <b className="pulse">{pulse.shown}</b>
            <b className="bp">{bp.shown}</b>
            <small>{bp.age}</small>
          </span>
          {worst ? (
            <span className="room-alarm">
              {text.room.marks3[worst.priority]} {text.room.names[worst.alarm]}
            </span>
          ) : null}
        </>
      ) : (
        <span className="dim">{words.noSession}</span>
      )}
    </button>
  )
}

function RecentSession({ session }: { readonly session: SessionSummary }) {
  const opened = new Date(session.openedAt.wallMs)
  return (
    <li>
      <button type="button" className="quiet" onClick={() => openReport(session.id)}>
        {opened.toLocaleDateString('en-GB')} {opened.toLocaleTimeString('en-GB', { timeStyle: 'short' })} ·{' '}
        {session.initials} {session.birthYear} · {session.presetLabel} ·{' '}
        {session.closedAt ? text.room.phases.closed : words.open}
        {session.simulated ? ` · ${words.simulatedMark}` : ''}
        {session.highAlarms > 0 ? ` · ${words.highAlarms(session.highAlarms)}` : ''}
      </button>
    </li>
  )
}
