import '../process/private.ts'
import { forkRecordEarly } from '../record/channel.ts'
import { sourcePrograms } from '../record/programs.ts'
import type { ToCore } from './messages.ts'

/* The core as a child of the browser entry's front. Its record begins beside it, and not after it: a restart must be short. */

forkRecordEarly(sourcePrograms().record)
const { runCoreProcess } = await import('./run-core.ts')

runCoreProcess({
  send(message, sent) {
    if (process.connected) process.send?.(message, undefined, undefined, sent)
  },
  onMessage: listener => void process.on('message', (message: ToCore) => listener(message, [])),
  onGone: listener => void process.on('disconnect', listener),
})
