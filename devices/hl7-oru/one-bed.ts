/** Project choice: where only another bed has been heard for so long, the patient was moved, or the monitor was. */
const MOVED_AFTER_MS = 60_000

export interface OneBed {
  /** Is a message of this bed to be read? */
  takes(bed: string, atMs: number | undefined): boolean
  /** Were there messages of two beds a moment ago? */
  isMixed(atMs: number | undefined): boolean
}

/** Keeps to the bed of the first message: a gateway may send those of a whole ward, and one device of Vigil is one patient. */
export function createOneBed(): OneBed {
  let own: string | null = null
  let ownMs: number | undefined
  let otherMs: number | undefined

  return {
    takes(bed, atMs) {
      if (bed === '') return true
      const isOwn = own === null || bed === own
      const isMoved = !isOwn && atMs !== undefined && ownMs !== undefined && atMs - ownMs >= MOVED_AFTER_MS
      if (!isOwn && !isMoved) {
        otherMs = atMs
        return false
      }
      if (isMoved) otherMs = undefined
      own = bed
      ownMs = atMs
      return true
    },
    isMixed: atMs => atMs !== undefined && otherMs !== undefined && atMs - otherMs < MOVED_AFTER_MS,
  }
}
