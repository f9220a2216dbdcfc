import { CHUNK_BYTES } from '../../shared/session-file/format.ts'
import { ask } from '../live/store.ts'

/** Bytes to turn into letters in one call: a function cannot take a whole piece as arguments. */
const LETTERS_AT_ONCE = 8 * 1024

/**
 * Sends a session file to the core piece by piece and has it imported. The core alone judges it, by its size first.
 *
 * @param onProgress told after each piece, 0..1; at 1 the core is checking the whole
 * @returns the session's id
 * @throws Error with the core's sentence, or when `signal` says that the person has left
 */
export async function importFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { importId } = await ask('beginImport', { file: file.name, bytes: file.size })
  try {
    for (let index = 0; index * CHUNK_BYTES < file.size; index++) {
      signal.throwIfAborted()
      const piece = file.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)
      const base64 = toBase64(new Uint8Array(await piece.arrayBuffer()))
      await ask('sendImport', { importId, index, base64 })
      onProgress(Math.min(1, ((index + 1) * CHUNK_BYTES) / file.size))
    }
    signal.throwIfAborted()
    return (await ask('importSession', { importId })).sessionId
  } catch (error) {
    // Whether it hears this or not: the core forgets what is not gone on with.
    ask('cancelImport', { importId }).catch(() => {})
    throw error
  }
}

function toBase64(bytes: Uint8Array): string {
  let letters = ''
  for (let from = 0; from < bytes.length; from += LETTERS_AT_ONCE)
    letters += String.fromCharCode(...bytes.subarray(from, from + LETTERS_AT_ONCE))
  return btoa(letters)
}
