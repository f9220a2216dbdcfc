import type { Payload } from '../../shared/ipc.ts'
import type { ActionName } from '../../shared/session/actions.ts'
import { ask, useLive } from '../live/store.ts'
import { askWho } from './lock.ts'
import { attempt, openSheet } from './ui.ts'

/** Who acts at this station; null until somebody has said so. */
export function currentPerson(): string | null {
  return useLive.getState().snapshot?.currentPerson ?? null
}

/** What a person does in a room: every action of a session, and the cuff. */
type RoomAct = ActionName | 'startNibp' | 'stopNibp'
type Rest<N extends RoomAct> = Omit<Payload<N>, 'by' | 'roomId'>

/** Does something in a room as the current person, or asks first who that is. Gives whether it was done. */
export async function act<N extends RoomAct>(name: N, roomId: string, rest: Rest<N>): Promise<boolean> {
  if (askWho(() => void act(name, roomId, rest))) return false
  const by = currentPerson()
  if (by === null) {
    openSheet('person')
    return false
  }
  return attempt(() => ask(name, { ...rest, by, roomId } as unknown as Payload<N>))
}

/** The same, but the refusal is thrown for a form to show. */
export async function actOrThrow<N extends ActionName>(
  name: N,
  roomId: string,
  rest: Rest<N>,
): Promise<void> {
  const by = currentPerson()
  if (by === null) throw new Error('Say who you are first.')
  await ask(name, { ...rest, by, roomId } as unknown as Payload<N>)
}

/** Starts the cuff, or stops it while it is inflating. */
export function toggleCuff(roomId: string): void {
  const inflating = useLive.getState().rooms[roomId]?.view.nibp.inflating ?? false
  void act(inflating ? 'stopNibp' : 'startNibp', roomId, {})
}

/** AUDIO PAUSED on, or off if it is on. */
export function toggleAudio(roomId: string): void {
  const paused = useLive.getState().rooms[roomId]?.view.audio.pausedUntilMonoMs != null
  void act(paused ? 'resumeAudio' : 'pauseAudio', roomId, {})
}

/** Makes sure that a person of this name is known. @throws with the core's sentence when the name is taken */
export async function ensurePerson(name: string, role: Payload<'addPerson'>['role']): Promise<string> {
  const known = useLive
    .getState()
    .snapshot?.people.find(person => person.name.toLowerCase() === name.trim().toLowerCase())
  if (known) return known.name
  return (await ask('addPerson', { name: name.trim(), role })).name
}
