import type { Patient, Session } from '../session/types.ts'
import type { RoomView } from '../views.ts'
import type { CoreEvent } from './events.ts'

/*
 * What a locked window is told of a room: its figures, alarms, phases and times, so that whoever passes by can help; nothing of whom they
 * belong to, and nothing that people have written or answered about them.
 */

const nobody: Patient = { initials: '', birthYear: 0, recordId: '' }

/** Has this window been told of no patient? Every real one has initials. */
export function isHidden({ initials }: Patient): boolean {
  return initials === ''
}

/** What a session goes without there. */
const hiddenFields = [
  'weights',
  'earlierWeight',
  'preDose',
  'scales',
  'ownAnswers',
  'handOvers',
  'rems',
  'amendments',
  'signatures',
] as const satisfies readonly (keyof Session)[]

/** A room without its patient. */
export function hidePatient(room: RoomView): RoomView {
  return room.session ? { ...room, session: withoutPatient(room.session) as Session } : room
}

/** The same of what is told of a room; the very same event where nothing of a patient is in it. */
export function hidePatientOf(event: CoreEvent): CoreEvent {
  if (event.kind === 'room')
    return event.room.session ? { kind: 'room', room: hidePatient(event.room) } : event
  if (event.kind !== 'roomPart' || !event.part.session) return event
  const { changed } = event.part.session
  const hidden = withoutPatient(changed)
  if (hidden === changed) return event
  return { kind: 'roomPart', part: { ...event.part, session: { ...event.part.session, changed: hidden } } }
}

function withoutPatient(session: Partial<Session>): Partial<Session> {
  const { patient, marks } = session
  const written = marks?.some(({ text }) => text !== undefined)
  if (!patient && !written && !hiddenFields.some(field => field in session)) return session
  const kept = Object.entries(session).filter(([key]) => !hiddenFields.some(field => field === key))
  return {
    ...Object.fromEntries(kept),
    ...(patient ? { patient: nobody } : {}),
    ...(marks ? { marks: marks.map(({ text: _text, ...mark }) => mark) } : {}),
  }
}
