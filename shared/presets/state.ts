/** What the last thing done with a version of a clinic's preset has made of it. */
export const clinicStates = ['draft', 'approved', 'withdrawn'] as const
export type ClinicState = (typeof clinicStates)[number]

/**
 * `skeleton`: ships to be copied and completed. `replaced`: a newer version was approved since. Only `shipped` and `approved` can be
 * chosen for a session.
 */
export type PresetState = 'shipped' | 'skeleton' | ClinicState | 'replaced'
