import { MOST_FILE_BYTES, SessionFileError } from '../../shared/session-file/format.ts'

/** Says whether a file may be read at all; asked before a byte of it is. @throws SessionFileError */
export function checkSize(bytes: number): void {
  if (bytes > MOST_FILE_BYTES)
    throw new SessionFileError(
      `The file is larger (${Math.ceil(bytes / 1024 / 1024)} MB) than any session of Vigil (${MOST_FILE_BYTES / 1024 / 1024} MB): choose a session file.`,
    )
  if (bytes === 0) throw new SessionFileError('The file is empty: export the session again.')
}
