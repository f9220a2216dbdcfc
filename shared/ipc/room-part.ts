import { compareFields } from '../same.ts'
import type { Session } from '../session/types.ts'
import type { RoomView } from '../views.ts'

/**
 * What of a room's view has changed since the view of the version before. A session is told field by field: the preset it was
 * opened with is most of it, and never changes.
 */
export interface RoomPart {
  readonly id: string
  /** Of the view with this part; it goes onto the version before, and onto no other. */
  readonly version: number
  readonly clock: RoomView['clock']
  readonly changed: Partial<Omit<RoomView, 'id' | 'version' | 'clock' | 'session'>>
  readonly session?: { readonly changed: Partial<Session>; readonly gone: readonly (keyof Session)[] }
}

/** The way from one view of a room to the next; null: the room is told whole, as at the opening, each phase, and the close. */
export function partOf(before: RoomView, after: RoomView): RoomPart | null {
  if (before.session?.id !== after.session?.id || before.session?.phase !== after.session?.phase) return null
  const { id, version, clock, session, ...rest } = after
  const { id: _id, version: _version, clock: _clock, session: sessionBefore, ...restBefore } = before
  const { changed } = compareFields<typeof rest>(restBefore, rest)
  const part = { id, version, clock, changed }
  if (!session || !sessionBefore) return part
  const moved = compareFields(sessionBefore, session)
  return isNothing(moved.changed) && moved.gone.length === 0 ? part : { ...part, session: moved }
}

/** Does this part tell anything but the time? */
export function tellsMoreThanTime({ changed, session }: RoomPart): boolean {
  return session !== undefined || !isNothing(changed)
}

/** The view after a part. */
export function withPart(view: RoomView, { version, clock, changed, session }: RoomPart): RoomView {
  return {
    ...view,
    ...changed,
    version,
    clock,
    session: session && view.session ? withFields(view.session, session) : view.session,
  }
}

function withFields(before: Session, { changed, gone }: NonNullable<RoomPart['session']>): Session {
  const kept = Object.entries(before).filter(([key]) => !gone.some(field => field === key))
  // The fields of a session, and what has come in their place.
  return { ...Object.fromEntries(kept), ...changed } as Session
}

function isNothing(fields: object): boolean {
  return Object.keys(fields).length === 0
}
