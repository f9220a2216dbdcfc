import type { Payload, Proofs } from '../../shared/ipc.ts'
import type { ActName } from '../../shared/record/index.ts'
import { ask, useLive } from '../live/store.ts'
import { askWho } from './lock.ts'
import { attempt, openSheet } from './ui.ts'

/** Who is at this window; null: nobody. The core knows, and puts the name to whatever is asked. */
function currentPerson(): string | null {
  return useLive.getState().snapshot?.you?.name ?? null
}

/** Does `run` once somebody is here, and asks first where nobody is. Gives whether it could be done at once. */
function onceSomebodyIsHere(run: () => void): boolean {
  if (askWho(run)) return false
  if (currentPerson() !== null) return true
  openSheet('person')
  return false
}

/** Asks the core for something as whoever is here; a refusal is told as a notice. */
export function withPerson(run: () => Promise<unknown>): void {
  void attempt(() => asPerson(run))
}

/** The same for a form: it waits for the answer, and shows the refusal itself. */
export async function asPerson(run: () => Promise<unknown>): Promise<void> {
  if (onceSomebodyIsHere(() => withPerson(run))) await run()
}

/** What a person asks for in a room: every action of a session, and the cuff. */
type RoomRequest = ActName | 'startNibp' | 'stopNibp'
type Rest<N extends RoomRequest> = Omit<Payload<N>, 'roomId'>

/** What keeps a patient safe is done at a locked screen too. */
const whenLocked: readonly RoomRequest[] = ['stopNibp', 'pauseAudio']

/** Asks for something in a room. Gives whether it was done. */
export async function request<N extends RoomRequest>(
  name: N,
  roomId: string,
  rest: Rest<N>,
): Promise<boolean> {
  const here = whenLocked.includes(name) || onceSomebodyIsHere(() => void request(name, roomId, rest))
  return here && attempt(() => requestOrThrow(name, roomId, rest))
}

/** The same, but the refusal is thrown for a form to show. */
export async function requestOrThrow<N extends RoomRequest>(
  name: N,
  roomId: string,
  rest: Rest<N>,
  proofs: Proofs = {},
): Promise<void> {
  await ask(name, { ...rest, roomId } as unknown as Payload<N>, proofs)
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
