/**
 * Who people are to Vigil. A request says which roles may make it (`shared/ipc.ts`).
 *
 * nurse: runs the session. clinician: also changes MEDIUM limits and overrides. prescriber: also HIGH limits.
 * staff: exports reports. admin: people, rooms and devices. director: the clinic's medical director, who copies, changes
 * and approves its presets, and may do at the patient what a prescriber may.
 */
export const roles = ['nurse', 'clinician', 'prescriber', 'staff', 'admin', 'director'] as const
export type Role = (typeof roles)[number]

/** Who may decide as a prescriber. */
export const prescribers: readonly Role[] = ['prescriber', 'director']

/** Who may judge a patient. */
export const clinicians: readonly Role[] = ['clinician', ...prescribers]

export interface Person {
  /** The name as shown and recorded; unique in an installation, compared without case. */
  readonly name: string
  readonly role: Role
}
