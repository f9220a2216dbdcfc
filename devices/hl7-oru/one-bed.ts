import type { Place } from './message.ts'

export interface OneBed {
  /** Are these the values of the patient that the first message was of? */
  takes(place: Place): boolean
  /** Values of somebody else have come. */
  isMixed(): boolean
}

/**
 * Keeps to the bed of the first message for as long as the link is held: a gateway may send those of a whole ward, and one device
 * of Vigil is one patient. It never goes over to another bed by itself, whatever comes or stays away. Where no bed is told, the
 * patient's identifiers (PID-3) tell who it is.
 */
export function createOneBed(): OneBed {
  let own: Place | null = null
  let isMixed = false
  let hasBeds = false

  function isOwn(place: Place, first: Place): boolean {
    if (place.bed !== first.bed) return false
    if (place.bed !== '') return true
    // Among messages that tell a bed, one that tells neither bed nor patient may be anybody's.
    return place.patient === first.patient && (place.patient !== '' || !hasBeds)
  }

  return {
    takes(place) {
      if (place.bed !== '') hasBeds = true
      own ??= place
      if (isOwn(place, own)) return true
      isMixed = true
      return false
    },
    isMixed: () => isMixed,
  }
}
