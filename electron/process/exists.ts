import { readFileSync } from 'node:fs'

/**
 * Does this process still run? On Linux one that has ended keeps its number until whoever began it asks how: that is not running. In a
 * container, where nobody may ask for seconds, Vigil would be begun again that much later.
 */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Not ours to signal, but there.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return process.platform !== 'linux' || !hasEnded(pid)
}

/** Its state stands after its name, which may hold any character (proc_pid_stat(5)). */
function hasEnded(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch (error) {
    // It went between the two looks; where /proc is hidden nothing is known of it.
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
