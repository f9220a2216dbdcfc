import type { Payload } from '../../shared/ipc.ts'
import type { ActName } from '../../shared/record/index.ts'
import { ask, useLive } from '../live/store.ts'
import { text } from '../text/en.ts'
import { askWho } from './lock.ts'
import { attempt, openSheet } from './ui.ts'

/** Who acts at this computer; null until somebody has said so. */
export function currentPerson(): string | null {
  return useLive.getState().snapshot?.currentPerson ?? null
}

/** The current person. @throws where there is none, with a sentence for the form */
export function requirePerson(): string {
  const by = currentPerson()
  if (by === null) throw new Error(text.common.sayWho)
  return by
}

/** Asks the core for something as the current person, or asks first who that is; a refusal is told as a notice. */
export function withPerson(run: (by: string) => Promise<unknown>): void {
  const by = currentPerson()
  if (by === null) openSheet('person')
  else void attempt(() => run(by))
}

/** What a person asks for in a room: every action of a session, and the cuff. */
type RoomRequest = ActName | 'startNibp' | 'stopNibp'
type Rest<N extends RoomRequest> = Omit<Payload<N>, 'by' | 'roomId'>

/** Asks for something in a room as the current person, or asks first who that is. Gives whether it was done. */
export async function request<N extends RoomRequest>(
  name: N,
  roomId: string,
  rest: Rest<N>,
): Promise<boolean> {
  if (askWho(() => void request(name, roomId, rest))) return false
  const by = currentPerson()
  if (by === null) {
    openSheet('person')
    return false
  }
  return attempt(() => ask(name, { ...rest, by, roomId } as unknown as Payload<N>))
}

/** The same, but the refusal is thrown for a form to show. */
export async function requestOrThrow<N extends ActName>(
  name: N,
  roomId: string,
  rest: Rest<N>,
): Promise<void> {
  const by = requirePerson()
  await ask(name, { ...rest, by, roomId } as unknown as Payload<N>)
}

/** Starts the cuff, or stops it while it is inflating. */
export function toggleCuff(roomId: string): void {
  const inflating = useLive.getState().rooms[roomId]?.view.nibp.inflating ?? false
  void request(inflating ? 'stopNibp' : 'startNibp', roomId, {})
}

/** AUDIO PAUSED on, or off if it is on. */
export function toggleAudio(roomId: string): void {
  const paused = useLive.getState().rooms[roomId]?.view.audio.pausedUntilMonoMs != null
  void request(paused ? 'resumeAudio' : 'pauseAudio', roomId, {})
}

/** Makes sure that a person of this name is known. @throws with the core's sentence when the name is taken */
export async function ensurePerson(name: string, role: Payload<'addPerson'>['role']): Promise<string> {
  const known = useLive
    .getState()
    .snapshot?.people.find(person => person.name.toLowerCase() === name.trim().toLowerCase())
  if (known) return known.name
  return (await ask('addPerson', { name: name.trim(), role })).name
}
