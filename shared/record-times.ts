/* How long the record keeps what where, as a clinic may set it. */

/** Days after its close, and after what was last added to it, at which a session is sealed. */
export const sealAfterDays = { least: 0, most: 3650, usual: 7 } as const
