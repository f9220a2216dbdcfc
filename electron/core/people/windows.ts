import { randomBytes } from 'node:crypto'
import type { RequestName } from '../../../shared/ipc.ts'
import { MINUTE_MS } from '../../../shared/time.ts'

/** How long a PIN that was given stands for requests that want a fresh one, and a proof for its request. */
const FRESH_MS = MINUTE_MS
/** Windows come and go; who was at the oldest must sign in again. */
const MOST_SEATS = 256
const MOST_PROOFS = 256
const PROOF_BYTES = 24

/** How a person showed who they are. none: of an installation of before, without a PIN yet. */
export type Method = 'secret' | 'none' | 'demo' | 'os'

/** Who is at a window. */
export interface Seat {
  readonly personId: string
  readonly method: Method
  /** On the core's line of time. */
  readonly sinceMonoMs: number
  /** When this person last gave the PIN here; null: never. */
  readonly provedMonoMs: number | null
}

interface Proof {
  readonly windowId: string
  readonly personId: string
  readonly request: RequestName
  readonly atMonoMs: number
}

/** Who is at which window, and what was proved there. Kept by no disk: after a start everybody signs in anew. */
export interface WindowPeople {
  seatOf(windowId: string): Seat | null
  /** Windows where somebody is. */
  seated(): readonly string[]
  sit(windowId: string, seat: Seat): void
  /** The window is locked; what was proved at it is worth nothing. */
  leave(windowId: string): void
  /** This person is at no window any more, and nothing that they proved stands. */
  expel(personId: string): void
  isFresh(windowId: string, nowMonoMs: number): boolean
  /** Gives what a window sends with its request. */
  prove(windowId: string, personId: string, request: RequestName, nowMonoMs: number): string
  /** Whose proof it is, once; null: nobody's, of another window or request, or too old. */
  take(proof: string, windowId: string, request: RequestName, nowMonoMs: number): string | null
}

/** Who is at which window, for whoever begins the core anew should it end by itself. */
export type Seats = readonly (readonly [windowId: string, seat: Seat])[]

export interface WindowPeopleOptions {
  /** Who was at which window of a core that has just ended by itself: nobody has to sign in anew, but every PIN is asked again. */
  readonly before?: Seats
  readonly onChange?: (seats: Seats) => void
}

export function createWindowPeople({
  before = [],
  onChange = () => {},
}: WindowPeopleOptions = {}): WindowPeople {
  const seats = new Map<string, Seat>(
    before.map(([windowId, seat]) => [windowId, { ...seat, provedMonoMs: null }]),
  )
  const proofs = new Map<string, Proof>()

  function dropProofs(isGone: (proof: Proof) => boolean): void {
    for (const [key, proof] of proofs) if (isGone(proof)) proofs.delete(key)
  }

  return {
    seatOf: windowId => seats.get(windowId) ?? null,
    seated: () => [...seats.keys()],
    sit(windowId, seat) {
      seats.delete(windowId)
      dropProofs(proof => proof.windowId === windowId)
      dropOldest(seats, MOST_SEATS)
      seats.set(windowId, seat)
      onChange([...seats])
    },
    leave(windowId) {
      seats.delete(windowId)
      dropProofs(proof => proof.windowId === windowId)
      onChange([...seats])
    },
    expel(personId) {
      for (const [windowId, seat] of seats) if (seat.personId === personId) seats.delete(windowId)
      dropProofs(proof => proof.personId === personId)
      onChange([...seats])
    },
    isFresh(windowId, nowMonoMs) {
      const provedMonoMs = seats.get(windowId)?.provedMonoMs ?? null
      return provedMonoMs !== null && nowMonoMs - provedMonoMs <= FRESH_MS
    },
    prove(windowId, personId, request, nowMonoMs) {
      const key = randomBytes(PROOF_BYTES).toString('base64url')
      dropProofs(({ atMonoMs }) => nowMonoMs - atMonoMs > FRESH_MS)
      dropOldest(proofs, MOST_PROOFS)
      proofs.set(key, { windowId, personId, request, atMonoMs: nowMonoMs })
      const seat = seats.get(windowId)
      if (seat?.personId === personId) seats.set(windowId, { ...seat, provedMonoMs: nowMonoMs })
      return key
    },
    take(key, windowId, request, nowMonoMs) {
      const proof = proofs.get(key)
      if (proof?.windowId !== windowId || proof.request !== request) return null
      proofs.delete(key)
      return nowMonoMs - proof.atMonoMs <= FRESH_MS ? proof.personId : null
    },
  }
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys()
  if (map.size >= most && oldest !== undefined) map.delete(oldest)
}
