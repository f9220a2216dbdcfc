import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openStore } from '../../../electron/store/index.ts'
import { openSession, SESSION } from '../../../electron/store/testing/record.ts'
import type { Random } from '../../../fixtures/random.ts'
import { type Disk, makeDisk, whyNoDisk } from './disk.ts'
import type { Tried } from './tried.ts'

const writer = fileURLToPath(new URL('../../../electron/store/testing/commit-for-ever.ts', import.meta.url))
const MOST_COMMITS = 120
/** Some cuts come while the record is still being opened. */
const OPENING_SHARE = 0.2
const MOST_OPENING_MS = 800

/**
 * Cuts the power of the disk while commits are made and while the record is opened. After each, what was answered is there, the record
 * opens, and all of it verifies. One record throughout, so that each cut comes upon what the one before has left.
 */
export async function cutPower(dir: string, count: number, random: Random): Promise<Tried> {
  const skipped = whyNoDisk()
  if (skipped !== null) return { tried: 0, broken: [], skipped }
  const disk = makeDisk(dir)
  const dataDir = join(disk.folder, 'data')
  const broken: string[] = []
  let cutWhileOpening = 0
  let answeredInAll = 0
  disk.mount()
  try {
    const first = openStore(dataDir, { version: 'campaign' })
    openSession(first)
    first.close()
    for (let n = 1; n <= count; n++) {
      const whileOpening = random.chance(OPENING_SHARE)
      const cut = await commitUntilCut(
        disk,
        dataDir,
        whileOpening ? 'opening' : random.int(1, MOST_COMMITS),
        random,
      )
      if (cut.answered === null) cutWhileOpening += 1
      disk.unmount()
      disk.mount()
      const problem = look(dataDir, cut.answered ?? 0)
      if (problem !== null) broken.push(`Power cut ${n}: ${problem}`)
      answeredInAll = Math.max(answeredInAll, cut.answered ?? 0)
    }
  } finally {
    disk.unmount()
  }
  const figures = [
    { name: 'of them before the first answer', value: cutWhileOpening, unit: '' },
    { name: 'readings answered in all', value: answeredInAll, unit: '' },
  ]
  return { tried: count, broken, figures }
}

/** What is wrong with the record as the next start finds it; null: nothing. */
function look(dataDir: string, answered: number): string | null {
  try {
    const store = openStore(dataDir, { version: 'campaign' })
    try {
      const stored = store.readings(SESSION).length
      if (stored < answered) return `${answered} readings were answered, ${stored} are there.`
      const { ok, firstBroken, integrity } = store.verify()
      return ok
        ? null
        : `it does not verify: ${firstBroken?.table ?? ''} ${firstBroken?.reason ?? integrity}.`
    } finally {
      store.close()
    }
  } catch (error) {
    return `it does not open: ${error instanceof Error ? error.message : String(error)}`
  }
}

/**
 * @returns how many readings were answered before the cut; null: none, it had not got that far. What the writer was told after it does not
 *   count: with its power cut a computer tells nothing any more, while here a call that was under way may still come back as done.
 */
async function commitUntilCut(
  disk: Disk,
  dataDir: string,
  at: number | 'opening',
  random: Random,
): Promise<{ readonly answered: number | null }> {
  const child = spawn(process.execPath, [writer, dataDir], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const answers: { readonly seq: number; readonly atNs: bigint }[] = []
  let cutting = at === 'opening' ? wait(random.int(0, MOST_OPENING_MS)).then(disk.cut) : null
  for await (const line of createInterface(child.stdout)) {
    const [seq = '', atNs = ''] = line.split(' ')
    answers.push({ seq: Number(seq), atNs: BigInt(atNs) })
    if (answers.length === at) cutting = Promise.resolve(disk.cut())
  }
  await ended
  // Before the disk is taken away: what is cut off is this one, and never the one below it.
  const cutNs = await cutting
  if (cutNs === null) throw new Error('The writer ended before its power was cut.')
  return { answered: answers.findLast(({ atNs }) => atNs < cutNs)?.seq ?? null }
}
