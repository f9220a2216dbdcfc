import type { CoreEvent } from '../../shared/ipc.ts'
import type { RoomView } from '../../shared/views.ts'

export interface OpenSessions {
  /** Names of the rooms that have an open session. */
  rooms(): readonly string[]
  /** The room's name, or its id where it has no open session. */
  name(roomId: string): string
  /** A room as it is now. */
  see(room: RoomView): void
  follow(event: CoreEvent): void
}

/**
 * Follows which rooms have an open session, for what the desktop does only then: keep the computer awake, and ask before
 * the last window goes.
 *
 * @param onChange called when the first session opens or the last one closes
 */
export function followSessions(onChange: (anyOpen: boolean) => void): OpenSessions {
  const open = new Map<string, string>()

  function change(apply: () => void): void {
    const before = open.size > 0
    apply()
    if (open.size > 0 !== before) onChange(open.size > 0)
  }

  const sessions: OpenSessions = {
    rooms: () => [...open.values()],
    name: roomId => open.get(roomId) ?? roomId,
    see(room) {
      const isOpen = room.session !== null && room.session.phase !== 'closed'
      change(() => (isOpen ? open.set(room.id, room.name) : open.delete(room.id)))
    },
    follow(event) {
      if (event.kind === 'room') sessions.see(event.room)
      if (event.kind === 'roomRemoved') change(() => open.delete(event.roomId))
    },
  }
  return sessions
}
