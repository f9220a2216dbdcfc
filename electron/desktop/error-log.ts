import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes down what went wrong in the desktop shell, with a stamp, into `errors.log` of the data folder: a packaged app has
 * no terminal. Never throws, as it is called where nothing else may go wrong.
 */
export function openErrorLog(dataDir: string, now: () => Date): (what: string, error: unknown) => void {
  return (what, error) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const line = `${now().toISOString()} ${what} ${detail}\n`
    process.stderr.write(line)
    try {
      mkdirSync(dataDir, { recursive: true })
      appendFileSync(join(dataDir, 'errors.log'), line)
    } catch {
      // The disk may be what is wrong; the line has gone to stderr.
    }
  }
}
