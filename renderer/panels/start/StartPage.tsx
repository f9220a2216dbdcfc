import './start.css'
import { useEffect } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { type LiveRoom, showAsOverview, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { useLocked } from '../../window/lock.ts'
import { openPage, openSheet } from '../../window/ui.ts'
import { Prompts } from '../alarms/Prompts.tsx'
import { WindowControls } from '../room/Header.tsx'
import { RecordNotices } from './RecordNotices.tsx'
import { RemsReminders } from './RemsReminders.tsx'
import { RoomTile } from './RoomTile.tsx'
import { SessionSearch } from './SessionSearch.tsx'

const words = text.common.start

/** Rooms, worst first, and recent sessions; on a new installation the three ways to begin. */
export function StartPage() {
  // Nothing here changes with a room's figures, but the order: each room draws itself.
  const sorted = useLive(useShallow(state => worstFirst(Object.values(state.rooms))))
  const recent = useLive(state => state.snapshot?.recentSessions)
  // Once a monitor is assigned, the way to its first session must be in sight.
  const isEmpty = useLive(
    ({ snapshot }) => snapshot !== null && snapshot.devices.length === 0 && snapshot.people.length === 0,
  )
  const locked = useLocked()
  useEffect(showAsOverview, [])
  if (!recent) return <main className="start">{text.common.connecting}</main>
  // A locked window is told of no sessions: it is not new for that.
  const isNew = isEmpty && recent.length === 0 && !locked
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
            {sorted.map(id => (
              <RoomTile key={id} id={id} />
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
            <button type="button" onClick={() => openPage({ name: 'recordCare' })}>
              {text.recordCare.title}
            </button>
            <button type="button" onClick={() => openSheet('newRoom')}>
              {words.newRoom}
            </button>
            <button type="button" onClick={() => openSheet('importFile')}>
              {words.importFile}
            </button>
          </p>
          <RecordNotices />
          <RemsReminders />
          <h2 id="recent">{words.recent}</h2>
          {locked ? <p className="dim">{text.common.hidden}</p> : <SessionSearch />}
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

function worstFirst(rooms: readonly LiveRoom[]): readonly string[] {
  return rooms.toSorted((a, b) => badness(b) - badness(a)).map(({ view }) => view.id)
}

/** Rooms with the worst unacknowledged alarm come first, then those with a session. */
function badness({ view }: LiveRoom): number {
  const worst = view.alarms[0]
  const alarm = worst ? weights[worst.priority] - (worst.acknowledged ? 50 : 0) : 0
  return alarm + (view.session ? 10 : 0)
}
