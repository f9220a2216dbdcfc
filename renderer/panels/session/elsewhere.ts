import type { LiveRoom } from '../../live/store.ts'

/** The room where somebody of this record number has an open session; simulated and replayed ones are nobody. The core decides. */
export function findPatient(rooms: readonly LiveRoom[], recordId: string): LiveRoom | undefined {
  const wanted = recordId.trim().toLowerCase()
  if (wanted === '') return undefined
  return rooms.find(({ view: { session } }) => {
    if (!session || session.simulated || session.replayed) return false
    return session.patient.recordId.trim().toLowerCase() === wanted
  })
}
