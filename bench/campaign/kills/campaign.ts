import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { WELL_MS } from '../../../electron/process/restart-pace.ts'
import { createRandom, type Random } from '../../../fixtures/random.ts'
import type { Snapshot } from '../../../shared/views.ts'
import { percentile } from '../../figure.ts'
import type { Campaign, Counted } from '../campaign.ts'
import { findProcesses, findRoles, type Role, signal } from '../rig/processes.ts'
import { openSimulated, signInAgain } from '../rig/session.ts'
import { startVigil, type Vigil } from '../rig/vigil.ts'
import { killMains } from './shell.ts'
import { note, type Tally, until, verify } from './tally.ts'

/* kill -9 under an open session, of whatever process, in whatever it does: what was answered as stored is there, and Vigil is back by itself. */

const KILLED = ['core', 'record', 'front'] as const satisfies readonly Role[]
/** In an act, some time into its commit, or while what was killed before is still beginning. */
const MOMENTS = ['act', 'commit', 'start'] as const
const COMMIT_MS = 60
const START_MS = 1500
const BACK_MS = 2000
const ROOM = 'room-1'
const LAST_WORDS = 2000
/** One in so many is of the desktop's main process, on the stand-in for Electron. */
const MAIN_EVERY = 15

export const kills: Campaign = {
  does: 'count times kill -9 of core, record, front and the desktop’s main process, in acts, commits and starts',
  defaultCount: 300,
  steps: ['browser', 'desktop'],
  async run({ count, seed, only }) {
    const figures: Counted[] = []
    const broken: string[] = []
    const wants = (step: string) => only === null || only.includes(step)
    const share = wants('browser') ? MAIN_EVERY : 1
    const mains = wants('desktop') ? Math.max(1, Math.round(count / share)) : 0
    const tally: Tally = { backMs: new Map(), stored: 0, open: 0 }
    const random = createRandom(seed)
    for (const [isWanted, run] of [
      [wants('browser'), (dir: string) => killInBrowser(dir, count - mains, random, tally, broken)],
      [mains > 0, (dir: string) => killMains(dir, mains, random, tally, broken)],
    ] as const) {
      if (!isWanted) continue
      const dataDir = mkdtempSync(join(tmpdir(), 'vigil-kills-'))
      try {
        await run(dataDir)
      } catch (error) {
        broken.push(error instanceof Error ? error.message : String(error))
      } finally {
        rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
      }
    }
    figures.push(
      { name: 'acts answered as stored', value: tally.stored, unit: '' },
      { name: 'acts cut off, or answered as not stored yet', value: tally.open, unit: '' },
    )
    for (const [role, values] of tally.backMs) {
      figures.push({ name: `${role}: killed`, value: values.length, unit: 'times' })
      for (const [name, share] of [
        ['p50', 0.5],
        ['p90', 0.9],
        ['longest', 1],
      ] as const)
        figures.push({
          name: `${role}: back after, ${name}`,
          value: percentile(values, share),
          unit: 'ms',
          ...(share === 1 ? {} : { aim: `<= ${BACK_MS}` }),
        })
    }
    return { figures, broken }
  },
}

async function killInBrowser(
  dataDir: string,
  count: number,
  random: Random,
  tally: Tally,
  broken: string[],
): Promise<void> {
  const vigil = await startVigil(dataDir)
  try {
    const sessionId = await openSimulated(vigil.window)
    let stored = 0
    let asked = 0
    /** When each was last there again. */
    const backMs = new Map<Role, number>()
    for (let kill = 1; kill <= count; kill++) {
      const role = random.pick(KILLED)
      const moment = random.pick(MOMENTS)
      // What ends again before it has begun well waits ever longer on purpose.
      await wait(Math.max(0, (backMs.get(role) ?? 0) + WELL_MS - performance.now()))
      await signInAgain(vigil.window)
      let killed = vigil.pid(role)
      asked += 2
      const calm = await vigil.window.ask('recordMark', { roomId: ROOM, mark: 'talking' })
      if (calm.ok && calm.recorded !== false) stored += 1
      else tally.open += 1
      const act = vigil.window.ask('recordMark', { roomId: ROOM, mark: 'nausea' })
      if (moment === 'commit') await wait(random.int(0, COMMIT_MS))
      let killedMs = performance.now()
      signal(killed, 'SIGKILL')
      if (moment === 'start') {
        await wait(random.int(0, START_MS))
        const next = vigil.pid(role)
        if (next !== undefined) {
          killed = next
          killedMs = performance.now()
          signal(killed, 'SIGKILL')
        }
      }
      const answer = await act
      if (answer.ok && answer.recorded !== false) stored += 1
      else tally.open += 1
      try {
        await isBack(vigil, role, killed, sessionId)
      } catch {
        const left = KILLED.map(name => `${name} ${vigil.pid(name) ?? 'gone'}`).join(', ')
        const last = vigil.said().slice(-LAST_WORDS)
        throw new Error(`Kill ${kill} (${role}, ${moment}): not back (${left}). It said last: ${last}`)
      }
      backMs.set(role, performance.now())
      note(tally, moment === 'start' ? `${role} (also in its start)` : role, performance.now() - killedMs)
      const marks = (await look(vigil))?.session?.marks.length ?? 0
      if (marks < stored || marks > asked)
        broken.push(
          `Kill ${kill} (${role}, ${moment}): ${marks} marks of ${stored} stored and ${asked} asked for.`,
        )
    }
    tally.stored += stored
    await until(() => findRoles(dataDir, 'front').length === 1)
    signal(vigil.pid('front'), 'SIGTERM')
    await until(() => findProcesses(dataDir).length === 0)
    verify(dataDir, sessionId, stored, broken)
  } finally {
    await vigil.end()
  }
}

/** Another process is there, and windows are answered: the same session goes on. */
async function isBack(
  vigil: Vigil,
  role: Role,
  killed: number | undefined,
  sessionId: string,
): Promise<void> {
  await until(async () => {
    const now = vigil.pid(role)
    return now !== undefined && now !== killed && (await look(vigil))?.session?.id === sessionId
  })
}

async function look({ window }: Vigil): Promise<Snapshot['rooms'][number] | undefined> {
  const answer = await window.ask('snapshot', {})
  return answer.ok ? (answer.value as Snapshot).rooms.find(({ id }) => id === ROOM) : undefined
}
