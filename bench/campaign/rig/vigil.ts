import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstLine, node, root } from '../../../e2e/hosts/processes.ts'
import { buildIfStale } from '../../../electron/start/build-if-stale.ts'
import { PROBE_FOLDER, type Probed } from '../probe.ts'
import { endAll, findRole, probe, type Role } from './processes.ts'
import { openWindow, readCookie, type Window } from './window.ts'

/** The browser entry of a data folder with all its processes, and a window that comes back by itself. */
export interface Vigil {
  readonly dataDir: string
  readonly port: number
  readonly cookie: string
  readonly window: Window
  pid(role: Role): number | undefined
  probe(role: Role): Promise<Probed>
  /** What it has said on stderr. */
  said(): string
  end(): Promise<void>
}

export async function startVigil(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Vigil> {
  await buildIfStale(root)
  const probes = mkdtempSync(join(tmpdir(), 'vigil-probes-'))
  const probeProgram = fileURLToPath(new URL('../probe.ts', import.meta.url))
  const front = spawn(node, ['electron/commands/cli.ts', 'serve', '--port', '0', '--no-open'], {
    cwd: root,
    env: {
      ...process.env,
      ...env,
      VIGIL_DATA: dataDir,
      [PROBE_FOLDER]: probes,
      NODE_OPTIONS: `--import ${probeProgram}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  front.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)))
  const pid = (role: Role) => findRole(dataDir, role)
  async function end(): Promise<void> {
    await endAll(dataDir)
    rmSync(probes, { recursive: true, force: true })
  }
  try {
    const { link, port } = JSON.parse(await firstLine(front, line => line.startsWith('{'))) as {
      readonly link: string
      readonly port: number
    }
    const cookie = await readCookie(link)
    const window = await openWindow(port, cookie, new URL(link).searchParams.get('token') ?? '')
    return {
      dataDir,
      port,
      cookie,
      window,
      pid,
      probe: role => probe(probes, pid(role) ?? 0),
      said: () => said.join(''),
      async end() {
        window.leave()
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}
