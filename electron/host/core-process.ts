import '../process/private.ts'
import { flushCompileCache } from 'node:module'
import { forkRecordEarly } from '../record/channel.ts'
import { frontPrograms } from '../record/programs.ts'
import type { ToCore } from './messages.ts'

/* The core as a child of the browser entry's front. Its record begins beside it, and not after it: a restart must be short. */

forkRecordEarly(frontPrograms().record)
const { runCoreProcess } = await import('./run-core.ts')
// While the record opens, and before there is an alarm: a core that is killed later could not keep it.
flushCompileCache()

runCoreProcess({
  send(message, sent) {
    if (process.connected) process.send?.(message, undefined, undefined, sent)
  },
  onMessage: listener => void process.on('message', (message: ToCore) => listener(message, [])),
  onGone: listener => void process.on('disconnect', listener),
  endsHungBeginner: true,
})
