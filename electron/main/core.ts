import '../process/private.ts'
import { runCoreProcess } from '../host/run-core.ts'

/*
 * The core of the desktop app, as a utility process of Electron: neither a held title bar nor a window that dies stops it. When the main
 * process dies Electron ends this one too; the watchdog outlives both.
 */

const { parentPort } = process

runCoreProcess({
  send(message, sent) {
    parentPort.postMessage(message)
    sent()
  },
  onMessage: listener => void parentPort.on('message', ({ data, ports }) => listener(data, ports)),
  onGone: () => {},
})
