import type { Reading } from '../reading.ts'
import type { Session } from '../session/types.ts'
import type { LogRecord } from '../views.ts'

/*
 * A recorded session as one file, which opens again in Vigil on another computer. It is JSON, and at the same time it is
 * made of lines: the head, the session, the hash, then every record and every reading on a line of its own. So it is read
 * piece by piece, and nothing large ever has to be parsed at once.
 *
 * Nothing in it depends on when, where or by whom it was written: the same session gives the same bytes, also after it has
 * been imported somewhere else.
 */

export const SESSION_FORMAT = 'vigil-session'
/** The same form without who: to be read, never to be taken in as somebody's session. */
export const PSEUDONYMISED_FORMAT = 'vigil-session-pseudonymised'
/** Changes whenever an older Vigil could misread a newer file. */
export const SESSION_FORMAT_VERSION = 1

/** A session of twelve hours at four values a second has about this size. */
export const MOST_FILE_BYTES = 64 * 1024 * 1024
/** The longest lines are the session's own and what is derived: some 100 kB for the longest sessions. */
export const MOST_LINE_BYTES = 4 * 1024 * 1024

/** A file goes from a window to the core in pieces of this size: as base64 they fit through every bridge. */
export const CHUNK_BYTES = 128 * 1024

/** SHA-256 of a text in UTF-8, as 64 hex digits. */
export type DigestText = (text: string) => string

/** A record of the session's log as a file has it: numbered by its place, since `seq` counts in one installation only. */
export type FileRecord = Omit<LogRecord, 'sessionId' | 'seq'>

/** What a file holds, apart from what can be derived. */
export interface SessionFile {
  readonly session: Session
  /**
   * Of the newest record of the session's chain, in the installation that holds it: what signatures name. It cannot be
   * computed from the file, since the chain runs through all sessions of that installation.
   */
  readonly recordHash: string
  readonly records: readonly FileRecord[]
  readonly readings: readonly Reading[]
}

/** The file is not one that may be imported. One sentence: what, where, what to do. */
export class SessionFileError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SessionFileError'
  }
}
