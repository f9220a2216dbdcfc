import './alarms.css'
import { useShallow } from 'zustand/react/shallow'
import { groupAlarms } from '../../../shared/alarm/one-reading.ts'
import type { RoomView } from '../../../shared/views.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { useSoundProfile } from '../../sound/profile.ts'
import { text } from '../../text/text.ts'
import { openPage } from '../../window/ui.ts'
import { announce } from './AlarmBar.tsx'
import { useAnnouncement } from './announce.ts'
import { describeShown } from './causes.ts'

const words = text.room

/** Alarms of the rooms that are not on this page, one line a room: a sound must never come from a room out of sight. */
export function OtherRooms({ shownId }: { readonly shownId: string | null }) {
  const calling = useLive(state => othersCalling(Object.values(state.rooms), shownId))
  const others = useLive(
    useShallow(state => othersOf(Object.values(state.rooms), shownId).map(({ view }) => view.id)),
  )
  return (
    <section className={calling ? 'other-rooms' : ''} aria-label={words.otherRooms} hidden={!calling}>
      {others.map(id => (
        <OtherRoom key={id} id={id} />
      ))}
    </section>
  )
}

/** Does any room call that is not on this page? */
export function othersCalling(rooms: readonly LiveRoom[], shownId: string | null): boolean {
  return othersOf(rooms, shownId).some(({ view }) => view.alarms.length > 0)
}

/** A replay is no patient, and may not call a person away from one. */
function othersOf(rooms: readonly LiveRoom[], shownId: string | null): readonly LiveRoom[] {
  return rooms.filter(({ view }) => view.id !== shownId && !view.marks.replay)
}

const noCuff: RoomView['nibp'] = { last: null, failed: null, inflating: false, canStart: false }
const noAlarms: RoomView['alarms'] = []

/** Drawn anew only when what it says has changed: other rooms tell of themselves all the time. */
function OtherRoom({ id }: { readonly id: string }) {
  // A room keeps its number key on every page.
  const number = useLive(state => Object.keys(state.rooms).indexOf(id) + 1)
  const view = useLive(
    useShallow(({ rooms }) => {
      const { name = '', alarms = noAlarms, limits = null, nibp } = rooms[id]?.view ?? {}
      return { name, alarms, limits, nibp: nibp ?? noCuff }
    }),
  )
  const said = useAnnouncement(view.alarms, shown => words.announceIn(view.name, announce(shown, view)))
  const shown = groupAlarms(view.alarms)
  const [worst] = shown
  const atDesk = useSoundProfile(({ profile }) => profile === 'clinician')
  const unanswered = atDesk && shown.some(({ escalation }) => escalation === 'clinicianStation')
  return (
    <>
      <p className="visually-hidden" aria-live="assertive">
        {said}
      </p>
      {worst ? (
        <button
          type="button"
          className={`alarming solid ${worst.priority} ${worst.state}`}
          onClick={() => openPage({ name: 'room', roomId: id })}
        >
          <b>{view.name}</b> <span className="alarm-marks">{words.priorityMarks[worst.priority]}</span>{' '}
          {worst.lead.state === 'latched' ? words.wasHigh : words.priorities[worst.priority]}{' '}
          {describeShown(worst, view)}
          {shown.length > 1 ? ` +${shown.length - 1}` : ''}
          {unanswered ? <b>{text.signals.escalation.lines.clinicianStation}</b> : null}
          <kbd>{number}</kbd>
        </button>
      ) : null}
    </>
  )
}
