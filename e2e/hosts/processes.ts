import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { MAY_BEGIN_VARIABLE } from '../../electron/watchdog/again.ts'
import { cheapPins } from './cheap-pins.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
/** The headless commands, `serve` among them, as built: they begin in half the time. */
export const cli = 'dist/main/cli.js'
/** The app's own Node: the tests may run on an older one. */
export const node = `${root}/node_modules/.bin/node`

/**
 * Starts a program of the project in its own process group, so that all of it can be ended: whoever kills it begins it again, and no watchdog does, unless
 * `env` says so.
 */
export function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  say: (line: string) => void,
): ChildProcess {
  const child = spawn(node, args, {
    cwd: root,
    env: { ...process.env, ...cheapPins, [MAY_BEGIN_VARIABLE]: 'no', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', say)
  return child
}

/** The first line of stdout that fits, or an error with all that was said when the program ends first. */
export function firstLine(child: ChildProcess, fits: (line: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said.push(String(chunk))
        const line = said.join('').split('\n').find(fits)
        if (line !== undefined) resolve(line)
      })
    child.on('exit', code => reject(new Error(`Ended with ${code} before it was ready: ${said.join('')}`)))
  })
}

/** Ends a program and all it started. Resolves once it is gone. */
export async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const pid = child.pid
  const signalGroup = (name: 'SIGTERM' | 'SIGKILL') => {
    try {
      process.kill(-pid, name)
    } catch {
      // Already gone.
    }
  }
  signalGroup(signal)
  const late = setTimeout(() => signalGroup('SIGKILL'), 8000)
  await gone
  clearTimeout(late)
}
