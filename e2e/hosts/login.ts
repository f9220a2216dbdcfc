import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A login with a key store of its own, as a desktop has it; nothing of the login that runs the test is touched. */
export interface Login {
  /** For whatever is started in it. */
  readonly env: Readonly<Record<string, string>>
  end(): Promise<void>
}

const PROGRAMS = ['dbus-run-session', 'gnome-keyring-daemon']
/** The daemon opens its store with the login's password, and the bus lasts as long as somebody reads. */
const SCRIPT =
  'printf password | gnome-keyring-daemon --unlock --components=secrets >&2 && echo "$DBUS_SESSION_BUS_ADDRESS" && exec cat'

/** Why there is no such login here, in one sentence; null: there is. */
export function whyNoLogin(): string | null {
  if (process.platform !== 'linux') return 'the Secret Service is Linux’s'
  const missing = PROGRAMS.find(name => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0)
  return missing === undefined ? null : `there is no ${missing} here: install dbus and gnome-keyring`
}

export async function startLogin(): Promise<Login> {
  const home = mkdtempSync(join(tmpdir(), 'vigil-login-'))
  const own = { HOME: home, XDG_DATA_HOME: join(home, 'share'), XDG_RUNTIME_DIR: join(home, 'run') }
  mkdirSync(own.XDG_RUNTIME_DIR, { mode: 0o700 })
  const bus = spawn('dbus-run-session', ['--', 'sh', '-c', SCRIPT], {
    env: { ...process.env, ...own },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const gone = new Promise<void>(resolve => bus.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(bus.stdout).once('line', resolve)
    bus.once('exit', code => reject(new Error(`The login ended with ${code} before it was there.`)))
  })
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    async end() {
      bus.stdin.end()
      await gone
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
