import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A null-modem cable between two pseudo-terminals, which can be cut and joined again. */
export interface Cable {
  readonly monitorPath: string
  readonly hostPath: string
  join(): Promise<void>
  /** Kills socat outright: both ports vanish under whoever has them open. */
  cut(): Promise<void>
  remove(): Promise<void>
}

export async function createCable(): Promise<Cable> {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-cable-'))
  const monitorPath = join(folder, 'monitor')
  const hostPath = join(folder, 'host')
  let socat: ChildProcess | null = null

  async function cut(): Promise<void> {
    const ended = socat
    socat = null
    if (!ended) return
    ended.kill('SIGKILL')
    await once(ended, 'close')
    // Killed so, socat leaves its links behind; a real port's name goes with its cable.
    await Promise.all([monitorPath, hostPath].map(path => rm(path, { force: true })))
  }

  const cable: Cable = {
    monitorPath,
    hostPath,
    async join() {
      const started = spawn(
        'socat',
        ['-d', '-d', `pty,raw,echo=0,link=${monitorPath}`, `pty,raw,echo=0,link=${hostPath}`],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      )
      socat = started
      await untilTransferring(started)
    },
    cut,
    async remove() {
      await cut()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await cable.join()
  return cable
}

function untilTransferring(socat: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    socat.on('error', () => {
      reject(new Error('socat is not installed, and this test needs it: install the package "socat".'))
    })
    socat.on('exit', () => reject(new Error(`socat ended before both ports were there: ${said}`)))
    socat.stderr?.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.includes('starting data transfer loop')) resolve()
    })
  })
}
