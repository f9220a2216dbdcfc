import type { MessagePortMain, UtilityProcess } from 'electron'
import { phrase } from '../../shared/words/host.ts'
import type { OpenCore } from '../host/core-channel.ts'

/**
 * Begins the core as one of Electron's utility processes. That it has ended is heard of by `exit`; whether it was meant to is known by
 * whoever ended it, not by its code.
 */
export function forkCore(fork: () => UtilityProcess): OpenCore {
  return ({ onMessage, onGone }) => {
    const child = fork()
    let gone = false
    child.on('message', onMessage)
    child.once('exit', code => {
      if (gone) return
      gone = true
      onGone(phrase.entries.code(code))
    })
    return {
      send(message, ports = []) {
        // What a window is joined by here was made by Electron.
        if (!gone) child.postMessage(message, ports as readonly unknown[] as MessagePortMain[])
      },
      kill() {
        // Its own `kill` asks, as a terminal would, and the core does not end by that.
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
      },
    }
  }
}
