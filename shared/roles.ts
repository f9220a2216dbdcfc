/**
 * Who people are to Vigil. A request says which roles may make it (`shared/ipc.ts`).
 *
 * nurse: runs the session. clinician: also changes MEDIUM limits and overrides. prescriber: also HIGH limits.
 * staff: exports reports. admin: people, rooms and devices.
 */
export const roles = ['nurse', 'clinician', 'prescriber', 'staff', 'admin'] as const
export type Role = (typeof roles)[number]

export interface Person {
  /** The name as shown and recorded; unique in an installation, compared without case. */
  readonly name: string
  readonly role: Role
}
