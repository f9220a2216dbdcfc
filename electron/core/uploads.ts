import { randomUUID } from 'node:crypto'
import { CHUNK_BYTES } from '../../shared/session-file/format.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { refusal } from '../../shared/words/refusal.ts'
import type { Imports } from './contracts/imports.ts'
import { Refusal } from './refusal.ts'

/** A window that sends nothing for longer has given up. */
const IDLE_MS = 30 * SECOND_MS

/**
 * Files on their way from a window into the core, in pieces that fit through every bridge. One at a time in all of Vigil,
 * and none larger than a session file may be: whatever windows do, it costs so much memory and no more.
 */
export interface Uploads {
  /** @throws Refusal */
  begin(windowId: string, file: { readonly name: string; readonly bytes: number }, nowMs: number): string
  /** The next piece, counted from 0. @throws Refusal */
  add(windowId: string, id: string, index: number, piece: Uint8Array, nowMs: number): void
  /** Hands the whole file over, once; until `done` no other may begin. @throws Refusal */
  finish(windowId: string, id: string): { readonly name: string; readonly bytes: Uint8Array }
  done(): void
  cancel(windowId: string, id: string): void
}

interface Upload {
  readonly id: string
  readonly windowId: string
  readonly name: string
  readonly bytes: number
  readonly pieces: readonly Uint8Array[]
  readonly heardMs: number
}

export function createUploads(checkSize: Imports['checkSize']): Uploads {
  let upload: Upload | null = null
  let isReading = false

  function own(windowId: string, id: string): Upload {
    if (upload?.id !== id || upload.windowId !== windowId) throw new Refusal(refusal('importBrokenOff'))
    return upload
  }

  return {
    begin(windowId, { name, bytes }, nowMs) {
      checkSize(bytes)
      const isIdle = upload !== null && nowMs - upload.heardMs > IDLE_MS
      if (isReading || (upload && !isIdle && upload.windowId !== windowId))
        throw new Refusal(refusal('anotherFileBeing'))
      upload = { id: randomUUID(), windowId, name, bytes, pieces: [], heardMs: nowMs }
      return upload.id
    },
    add(windowId, id, index, piece, nowMs) {
      const before = own(windowId, id)
      const isLast = (index + 1) * CHUNK_BYTES >= before.bytes
      const expected = isLast ? before.bytes - index * CHUNK_BYTES : CHUNK_BYTES
      if (index !== before.pieces.length || piece.length !== expected || expected <= 0) {
        upload = null
        throw new Refusal(refusal('fileChanged'))
      }
      upload = { ...before, pieces: [...before.pieces, piece], heardMs: nowMs }
    },
    finish(windowId, id) {
      const { name, bytes, pieces } = own(windowId, id)
      upload = null
      const whole = Buffer.concat(pieces)
      if (whole.length !== bytes) throw new Refusal(refusal('fileNotWhole'))
      isReading = true
      return { name, bytes: whole }
    },
    done() {
      isReading = false
    },
    cancel(windowId, id) {
      if (upload?.id === id && upload.windowId === windowId) upload = null
    },
  }
}
