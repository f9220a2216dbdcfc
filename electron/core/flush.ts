import type { CoreServices } from './services.ts'
import { isDoneWithin } from './within.ts'
import { PATIENCE_MS } from './write.ts'

/**
 * Before the record is asked for an open session, what has gathered of it must be in there. Where the record does not take it within a
 * second nobody waits on: what it has is read.
 *
 * @returns whether all is in there
 */
export async function isFlushed(core: Pick<CoreServices, 'rooms'>, sessionId: string): Promise<boolean> {
  const rooms = core.rooms.all().filter(room => room.state()?.session.id === sessionId)
  return isDoneWithin(Promise.all(rooms.map(room => room.flush())), PATIENCE_MS)
}
