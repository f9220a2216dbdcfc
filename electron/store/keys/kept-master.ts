import { readFileSync } from 'node:fs'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'

/*
 * The master key of a record whose code was typed for this start: in the memory of the processes that open it, and on no disk. A process
 * that begins another one passes it on.
 */

/** Of this process and the threads it begins. */
const MASTER = 'vigil master'

/** @param master base64; threads that begin from now on have it too */
export function keepMaster(master: string): void {
  setEnvironmentData(MASTER, master)
}

/** Takes what the watchdog hands over in its one line, where it has begun this process again. */
export function takeMaster(): void {
  try {
    const line = readFileSync(0, 'utf8').trim()
    if (line !== '') keepMaster(line)
  } catch {
    // Nothing was handed over: the code is asked for.
  }
}

/** For whoever is told in a message how to open the record. */
export function keptMaster(): { readonly master?: string } {
  const master = getEnvironmentData(MASTER)
  return typeof master === 'string' && master !== '' ? { master } : {}
}
