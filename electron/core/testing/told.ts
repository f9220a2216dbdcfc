import { withPart } from '../../../shared/ipc/room-part.ts'
import type { CoreEvent } from '../../../shared/ipc.ts'
import type { InstallationView, RoomView } from '../../../shared/views.ts'

/** Every view of any room that a window had from these events, in order. */
export function toldRooms(events: readonly CoreEvent[]): readonly RoomView[] {
  const latest = new Map<string, RoomView>()
  const views: RoomView[] = []
  for (const event of events) {
    const before = event.kind === 'roomPart' ? latest.get(event.part.id) : undefined
    const view =
      event.kind === 'room'
        ? event.room
        : event.kind === 'roomPart' && before
          ? withPart(before, event.part)
          : null
    if (!view) continue
    latest.set(view.id, view)
    views.push(view)
  }
  return views
}

/** The installation as a window has it after these events: each tells what has changed. */
export function toldInstallation(events: readonly CoreEvent[]): Partial<InstallationView> {
  return Object.assign({}, ...events.filter(({ kind }) => kind === 'installation'))
}
