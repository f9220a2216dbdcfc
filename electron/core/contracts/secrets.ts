/**
 * Turns PINs, passphrases and codes into what may be kept of them, and compares. Slow on purpose (0.4 s and 128 MB each), never on the
 * thread that judges alarms. Where it runs, and whence its pepper comes, is the implementation's business.
 */
export interface Secrets {
  /** What is stored. Never the same twice. */
  hash(secret: string): Promise<string>
  /** False too for what another implementation has stored and this one cannot read. */
  matches(stored: string, secret: string): Promise<boolean>
}
