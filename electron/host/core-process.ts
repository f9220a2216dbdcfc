import '../process/private.ts'
import type { ToCore } from './messages.ts'
import { runCoreProcess } from './run-core.ts'

/* The core as a child of the browser entry's front. */

runCoreProcess({
  send(message, sent) {
    if (process.connected) process.send?.(message, undefined, undefined, sent)
  },
  onMessage: listener => void process.on('message', (message: ToCore) => listener(message, [])),
  onGone: listener => void process.on('disconnect', listener),
})
