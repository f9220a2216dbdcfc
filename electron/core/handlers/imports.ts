import { SessionFileError } from '../../../shared/session-file/format.ts'
import { Refusal } from '../refusal.ts'
import type { Handlers } from './handler.ts'

/** Sessions of other installations, from a file that a window has been given. */
export const importHandlers: Pick<Handlers, 'beginImport' | 'sendImport' | 'importSession' | 'cancelImport'> =
  {
    beginImport: (core, { file, bytes }, { windowId }) =>
      refusing(() => ({
        importId: core.uploads.begin(windowId, { name: file, bytes }, core.now().monoMs),
      })),
    sendImport(core, { importId, index, base64 }, { windowId }) {
      core.uploads.add(windowId, importId, index, Buffer.from(base64, 'base64'), core.now().monoMs)
      return null
    },
    async importSession(core, { by, importId }, { windowId }) {
      const { name, bytes } = core.uploads.finish(windowId, importId)
      try {
        return await refusing(async () => {
          const { sessionId, entry } = await core.imports.importFile(bytes, {
            at: core.now(),
            by,
            file: name,
          })
          core.publish({ kind: 'log', roomId: null, entry })
          await core.publishInstallation()
          return { sessionId }
        })
      } finally {
        core.uploads.done()
      }
    },
    cancelImport(core, { importId }, { windowId }) {
      core.uploads.cancel(windowId, importId)
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
