import { SessionFileError } from '../../../shared/session-file/format.ts'
import { readSessionBytes } from '../../import/read-bytes.ts'
import { takeIn } from '../../import/take-in.ts'
import { type Handlers, Refusal } from './handler.ts'

/** Sessions of other installations, from a file that a window has been given. */
export const importHandlers: Pick<Handlers, 'beginImport' | 'sendImport' | 'importSession' | 'cancelImport'> =
  {
    beginImport: (inside, { file, bytes }, { windowId }) =>
      refusing(() => ({
        importId: inside.uploads.begin(windowId, { name: file, bytes }, inside.now().monoMs),
      })),
    sendImport(inside, { importId, index, base64 }, { windowId }) {
      inside.uploads.add(windowId, importId, index, Buffer.from(base64, 'base64'), inside.now().monoMs)
      return null
    },
    async importSession(inside, { by, importId }, { windowId }) {
      const { name, bytes } = inside.uploads.finish(windowId, importId)
      try {
        return await refusing(async () => {
          const ready = await readSessionBytes(bytes)
          const entry = await takeIn(inside.store, ready, { at: inside.now(), by, file: name })
          inside.publish({ kind: 'log', roomId: null, entry })
          inside.publishStation()
          return { sessionId: ready.session.id }
        })
      } finally {
        inside.uploads.done()
      }
    },
    cancelImport(inside, { importId }, { windowId }) {
      inside.uploads.cancel(windowId, importId)
      return null
    },
  }

/** What is wrong with a file is the person's business, not a failure of ours. */
async function refusing<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof SessionFileError) throw new Refusal(error.message)
    throw error
  }
}
