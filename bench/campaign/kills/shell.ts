import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright'
import { root } from '../../../e2e/hosts/processes.ts'
import { launchStandIn, type StandIn } from '../../../e2e/stand-in/launch.ts'
import { WELL_MS } from '../../../electron/process/restart-pace.ts'
import { buildIfStale } from '../../../electron/start/build-if-stale.ts'
import { MAY_BEGIN_VARIABLE } from '../../../electron/watchdog/again.ts'
import { readAlive } from '../../../electron/watchdog/alive-file.ts'
import type { Random } from '../../../fixtures/random.ts'
import type { Answer } from '../../../shared/ipc.ts'
import type { Snapshot } from '../../../shared/views.ts'
import { endAll, findRole, signal } from '../rig/processes.ts'
import { note, type Tally, until, verify } from './tally.ts'

/* The desktop's main process, on the stand-in for Electron: the core ends with it, and the watchdog begins the app again. */

const ROOM = 'room-1'
const BEATS_MS = 1500
const AGAIN_MS = 250
const MOST_TRIES = 120

type Ask = (name: string, payload: object) => Promise<Answer>

export async function killMains(
  dataDir: string,
  count: number,
  random: Random,
  tally: Tally,
  broken: string[],
): Promise<void> {
  await buildIfStale(root)
  const shell = await launchStandIn({
    main: join(root, 'dist/main/main.js'),
    env: { VIGIL_DATA: dataDir, [MAY_BEGIN_VARIABLE]: 'yes' },
  })
  try {
    let ask = await joinPage(shell)
    await must(ask, 'justSimulate', {})
    await must(ask, 'openSession', {
      roomId: ROOM,
      presetId: 'SPRAVATO-84',
      patient: { initials: 'AB', birthYear: 1980, recordId: 'r-1' },
      simulate: { scenario: 'quiet-session', seed: 1, speed: 1 },
    })
    const sessionId = await sessionIn(ask)
    let stored = 0
    for (let kill = 1; kill <= count; kill++) {
      if ((await ask('recordMark', { roomId: ROOM, mark: 'nausea' })).ok) stored += 1
      const { instance } = await beating(dataDir, null)
      // What ends again before it has begun well waits ever longer on purpose.
      await wait(WELL_MS + random.int(0, BEATS_MS))
      const killedMs = performance.now()
      signal(findRole(dataDir, 'front'), 'SIGKILL')
      await beating(dataDir, instance)
      note(tally, 'main', performance.now() - killedMs)
      ask = await joinPage(shell)
      if ((await sessionIn(ask)) !== sessionId) broken.push(`Kill ${kill} of main: the session is gone.`)
      await must(ask, 'justSimulate', {})
    }
    tally.stored += stored
    await endAll(dataDir)
    verify(dataDir, sessionId, stored, broken)
  } finally {
    await endAll(dataDir)
    await shell.kill()
  }
}

/** The heart of a Vigil with an open session, of another start than the one given. */
async function beating(dataDir: string, instance: string | null) {
  const read = () => {
    try {
      return readAlive(dataDir)
    } catch {
      return null
    }
  }
  await until(() => read()?.open === true && read()?.instance !== instance)
  return { instance: read()?.instance ?? '' }
}

async function joinPage(shell: StandIn): Promise<Ask> {
  const page = await reattach(shell)
  await page.waitForFunction(() => 'vigil' in globalThis)
  return (name, payload) =>
    page.evaluate(
      ([requested, sent]) =>
        (
          globalThis as unknown as { vigil: { request(name: string, payload: object): Promise<Answer> } }
        ).vigil.request(requested, sent),
      [name, payload] as const,
    )
}

/** The Chromium of before may still be named where the new one will be. */
async function reattach(shell: StandIn): Promise<Page> {
  for (let tries = 1; ; tries++) {
    try {
      return await shell.reattach()
    } catch (error) {
      if (tries === MOST_TRIES) throw error
      await wait(AGAIN_MS)
    }
  }
}

async function must(ask: Ask, name: string, payload: object): Promise<unknown> {
  const answer = await ask(name, payload)
  if (!answer.ok) throw new Error(`${name}: ${answer.message}`)
  return answer.value
}

async function sessionIn(ask: Ask): Promise<string> {
  const { rooms } = (await must(ask, 'snapshot', {})) as Snapshot
  return rooms.find(({ id }) => id === ROOM)?.session?.id ?? ''
}
