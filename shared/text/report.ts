/** What stands on the first page of a report of a session whose times or whose patient are not sure. */
export const reportWords = {
  clock: 'Clock',
  clockStep: (back: boolean, length: string, from: string, said: string, then: string) =>
    `set ${back ? 'back' : 'forward'} by ${length} at ${from} from T0: it said ${said}, then ${then}`,
  clockEvent: (step: string) => `The computer’s clock was ${step}`,
  anchor: 'times here go on from the clock of the opening',
  gapOpen: (from: string, to: string, length: string) =>
    `NOT CONFIRMED: monitoring was interrupted from ${from} to ${to} (${length}); nobody has confirmed that patient and preset are the same.`,
  gapUnsure: (from: string, to: string, length: string) =>
    `NOT CONFIRMED: monitoring was interrupted from ${from} to ${to} (${length}) by the computer’s clock alone, which may be wrong; nobody has said how long it was. Times after it, and the time observed, rest on that clock.`,
  gapBack: (from: string, back: string) =>
    `NOT CONFIRMED: monitoring was interrupted at ${from} for an unknown time; the computer’s clock went back by ${back} meanwhile, and nobody has said how long it was. Times after it, and the time observed, are too early by that time.`,
  patientUnconfirmed: (from: string, why: string) =>
    `PATIENT NOT CONFIRMED: after ${from} (${why}) nobody has confirmed that it is the same patient. What was measured then is marked, and is in no extreme, REMS figure or discharge check.`,
  otherPatient: (from: string, who: string) =>
    `NOT THIS PATIENT: what was measured after ${from} is another patient’s, as ${who} has said. The session ends there.`,
  unconfirmedMark: 'patient not confirmed',
  unsure: 'not confirmed',
  byWall: 'by the computer’s clock alone',
  halfMinutes: 'of one value each half minute, since T0 lies back: maybe 1 or 2 off',
  lasted: (minutes: number) => `lasted ${minutes} min`,
} as const
