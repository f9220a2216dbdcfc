import type { Snapshot } from '../../../shared/views.ts'
import type { Window } from './window.ts'

/** Opens a simulated session, in a room that is there or is added, by the Demo nurse. @returns its id */
export async function openSimulated(window: Window, roomNumber = 1, speed = 1): Promise<string> {
  const roomId = `room-${roomNumber}`
  if (roomNumber === 1) await window.mustAsk('justSimulate', {})
  else await window.mustAsk('addRoom', { name: `Room ${roomNumber}` })
  await window.mustAsk('openSession', {
    roomId,
    presetId: 'SPRAVATO-84',
    patient: { initials: 'AB', birthYear: 1980, recordId: `r-${roomNumber}` },
    simulate: { scenario: 'quiet-session', seed: roomNumber, speed },
  })
  const { rooms } = (await window.mustAsk('snapshot', {})) as Snapshot
  return rooms.find(({ id }) => id === roomId)?.session?.id ?? ''
}

/** A window where nobody is any more, after a start, is the Demo nurse's again. */
export async function signInAgain(window: Window): Promise<void> {
  const { you } = (await window.mustAsk('snapshot', {})) as Snapshot
  if (you === null) await window.mustAsk('justSimulate', {})
}
