import { memo } from 'react'
import { groupAlarms, type ShownAlarm } from '../../../shared/alarm/one-reading.ts'
import { isHidden } from '../../../shared/ipc/hide-patient.ts'
import { presetName } from '../../../shared/presets/figures.ts'
import type { Session } from '../../../shared/session/types.ts'
import { openQuestion } from '../../../shared/session/unconfirmed.ts'
import { vitals } from '../../../shared/vitals.ts'
import { formatClock, roomNow, useTicking } from '../../live/clock.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { sayKept, words as shared, text } from '../../text/text.ts'
import { useLocked } from '../../window/lock.ts'
import { openPage } from '../../window/ui.ts'
import { describeShown } from '../alarms/causes.ts'
import { SignalWords } from '../alarms/SignalMarks.tsx'
import { mostOverdue } from '../room/due.ts'
import { cuffFigure, type Figure, pulseFigure, roomFigure, smallFigures } from '../room/figures.ts'
import { phaseName } from '../room/Header.tsx'
import { Overdue } from '../room/Overdue.tsx'
import { describeClock } from '../room/session-clock.ts'

const words = text.common.start
const { tiles, priorityMarks } = text.room

/** A room at a glance: the same figures smaller, the phase, what is next, and its worst alarm. */
export const RoomTile = memo(function RoomTile({ id }: { readonly id: string }) {
  // A room keeps its number key wherever it stands.
  const number = useLive(state => Object.keys(state.rooms).indexOf(id) + 1)
  const room = useLive(state => state.rooms[id])
  useTicking(1000)
  return room ? <Tile room={room} number={number} /> : null
})

function Tile({ room, number }: { readonly room: LiveRoom; readonly number: number }) {
  const { view } = room
  const { session } = view
  const shown = groupAlarms(view.alarms)
  const [worst] = shown
  return (
    <button
      type="button"
      className={`room-tile ${worst ? alarmClass(worst) : ''}`}
      onClick={() => openPage({ name: 'room', roomId: view.id })}
    >
      <span className="room-name">
        {view.name}
        <kbd>{number}</kbd>
      </span>
      {session ? <RoomContent room={room} session={session} /> : <span>{words.noSession}</span>}
      {worst ? (
        <span className="room-alarm">
          <span className="alarm-marks">{priorityMarks[worst.priority]}</span> {describeShown(worst, view)}
          {shown.length > 1 ? ` +${shown.length - 1}` : ''}
        </span>
      ) : null}
    </button>
  )
}

function RoomContent({ room, session }: { readonly room: LiveRoom; readonly session: Session }) {
  const { view } = room
  const locked = useLocked()
  const now = roomNow(room)
  const nowMs = now.monoMs
  const isLost = () => view.alarms.some(alarm => alarm.alarm === 'link-lost')
  const pulse = pulseFigure(view, now, isLost)
  const beside = smallFigures(view, now, isLost)
  const clock = describeClock(session, nowMs)
  const overdue = mostOverdue(session, now)
  const next = session.due.find(({ status }) => status === 'due' || status === 'upcoming')
  return (
    <>
      <span>
        {locked || isHidden(session.patient)
          ? null
          : `${session.patient.initials} ${session.patient.birthYear} · `}
        {presetName(session.preset, shared)} · {phaseName(session)}
        {view.marks.simulated ? ` · ${words.simulatedMark}` : ''}
        {view.marks.replay ? ` · ${text.room.replay}` : ''}
        {openQuestion(session) ? ` · ${text.patient.badge}` : ''}
      </span>
      <span className="room-figures">
        <SmallFigure
          name="spo2"
          label={tiles.spo2}
          unit={tiles.percent}
          figure={roomFigure(view, 'spo2', now, isLost)}
        />
        <SmallFigure
          name="pulse"
          label={pulse.standsIn ? tiles.heartRate : tiles.pulse}
          unit={tiles.perMin}
          figure={pulse}
        />
        <SmallFigure
          name="bp"
          label={tiles.bp}
          unit={tiles.mmHg}
          figure={cuffFigure(view.nibp, now, session.gaps)}
        />
      </span>
      {beside.length === 0 ? null : (
        <span className="room-beside">
          {beside.map(({ vital, figure, alarm }) => (
            <span key={vital} className={figure.freshness} data-testid={`room-small-${vital}`}>
              {alarm ? <span className="alarm-marks">{priorityMarks[alarm.priority]} </span> : null}
              {shared.vitals.names[vital]} <b>{figure.shown}</b> {vitals[vital].unit}
              {figure.freshness === 'fresh' && figure.quality === tiles.good ? '' : ` ${figure.quality}`}
            </span>
          ))}
        </span>
      )}
      <SignalWords view={view} nowMs={nowMs} />
      <span>
        {clock.shown}
        {clock.unsure ? ` · ${text.room.clockUnsure}` : ''}
        {next ? ` · ${describeNext(sayKept(next.label), next.targetMonoMs - nowMs)}` : ''}
      </span>
      {overdue ? (
        <span data-testid="room-overdue">
          {overdue.said}
          <Overdue forMs={overdue.overdueMs} />
        </span>
      ) : null}
    </>
  )
}

interface SmallFigureProps {
  readonly name: 'spo2' | 'pulse' | 'bp'
  readonly label: string
  readonly unit: string
  readonly figure: Figure
}

function SmallFigure({ name, label, unit, figure }: SmallFigureProps) {
  return (
    <span className={`small-figure ${name} ${figure.freshness}`}>
      <span className="small-label">
        {label} {unit}
      </span>
      <b>{figure.shown}</b>
      <small>
        {figure.quality === tiles.good ? '' : `${figure.quality} `}
        {figure.age}
      </small>
    </span>
  )
}

function alarmClass({ priority, state }: ShownAlarm): string {
  return `alarming ${priority} ${state}`
}

function describeNext(label: string, leftMs: number): string {
  return leftMs > 0 ? words.next(label, formatClock(leftMs)) : words.nextNow(label)
}
