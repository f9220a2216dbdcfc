/** What the operating system says of the output that alarms are heard through. */
export interface SoundOutput {
  /** Muted, or turned down to nothing. */
  readonly muted: boolean
  /** Which output it is; null where the system does not say. */
  readonly device: string | null
}
