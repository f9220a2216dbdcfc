/**
 * Who people are to Vigil. Which role may ask for what stands in one table (`shared/ipc/access.ts`).
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
  /** Never changes, and is never given to another. */
  readonly id: string
  /** The name as shown and recorded; no other of an installation looks like it (`shared/people/names.ts`). */
  readonly name: string
  readonly role: Role
  /** False: acts no more, and stays in the record. */
  readonly active: boolean
}

/**
 * Built in, without a PIN: whoever tries Vigil out. Bound to simulated rooms; signs nothing, approves nothing, and has no hand in the
 * sound of others.
 */
export const demoNurse: Person = { id: 'demo', name: 'Demo nurse', role: 'nurse', active: true }
