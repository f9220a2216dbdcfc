import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openStore } from '../../../electron/store/index.ts'
import { openSession, SESSION } from '../../../electron/store/testing/record.ts'
import type { Random } from '../../../fixtures/random.ts'
import type { Tried } from './tried.ts'

const script = fileURLToPath(new URL('../../../electron/store/testing/commit-for-ever.ts', import.meta.url))
const MOST_COMMITS = 120

/** What was acknowledged before the kill is there after it, and all of it verifies. */
export async function killInCommits(dir: string, count: number, random: Random): Promise<Tried> {
  const first = openStore(dir, { version: 'campaign' })
  openSession(first)
  first.close()
  const broken: string[] = []
  for (let kill = 1; kill <= count; kill++) {
    const acknowledged = await runUntil(dir, random.int(1, MOST_COMMITS))
    const store = openStore(dir, { version: 'campaign' })
    const stored = store.readings(SESSION).length
    if (stored < acknowledged)
      broken.push(`Kill ${kill}: ${acknowledged} were acknowledged, ${stored} are there.`)
    // The whole chain only now and then: it grows with every kill.
    if (kill % 10 === 0 || kill === count) {
      const { ok, firstBroken, integrity } = store.verify()
      if (!ok) broken.push(`Kill ${kill}: ${firstBroken?.table} ${firstBroken?.reason ?? integrity}.`)
    }
    store.close()
  }
  return { tried: count, broken }
}

async function runUntil(dir: string, commits: number): Promise<number> {
  const child = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  let heard = 0
  let acknowledged = 0
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number.parseInt(line, 10)
    heard += 1
    if (heard === commits) child.kill('SIGKILL')
  }
  return acknowledged
}
