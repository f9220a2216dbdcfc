import { MOST_FILE_BYTES, SessionFileError } from '../../shared/session-file/format.ts'
import { phrase } from '../../shared/words/host.ts'

/** Says whether a file may be read at all; asked before a byte of it is. @throws SessionFileError */
export function checkSize(bytes: number): void {
  if (bytes > MOST_FILE_BYTES)
    throw new SessionFileError(
      phrase.files.fileTooLarge(Math.ceil(bytes / 1024 / 1024), MOST_FILE_BYTES / 1024 / 1024),
    )
  if (bytes === 0) throw new SessionFileError(phrase.files.fileEmpty)
}
