import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createRandom, type Random } from '../../../fixtures/random.ts'
import type { Snapshot } from '../../../shared/views.ts'
import type { Campaign, Outcome } from '../campaign.ts'
import { openSimulated } from '../rig/session.ts'
import { startVigil, type Vigil } from '../rig/vigil.ts'
import { attack, isRefusal, reset } from './attack.ts'
import { makeHostile, type Target } from './requests.ts'

/*
 * Every program and web page of a computer can send bytes to the browser entry. With a session open and a window looking on,
 * `count` hostile requests and a tenth as many resets are sent, by attackers without and with what opens Vigil.
 */

const AT_ONCE = 16
/** One in so many is a reset besides. */
const RESET_EVERY = 10
/** What is learnt and kept at first (code, caches) is no leak. */
const WARM_UP = 0.1

const P99_MS = 50
const FLAT_WITHIN_BYTES = 8_000_000

export const hostile: Campaign = {
  does: 'hostile requests (count) and resets (a tenth of it) against the browser entry',
  defaultCount: 10_000,
  async run({ count, seed }): Promise<Outcome> {
    const dataDir = mkdtempSync(join(tmpdir(), 'vigil-hostile-'))
    const vigil = await startVigil(dataDir)
    try {
      await openSimulated(vigil.window)
      return await siege(vigil, count, createRandom(seed))
    } finally {
      await vigil.end()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
    }
  },
}

const ATTACKED = ['front', 'core'] as const
/** Until the attackers' last sockets have run out of time. */
const SETTLE_MS = 7000
const GAP_MS = 3000

async function siege(vigil: Vigil, count: number, random: Random): Promise<Outcome> {
  const { window, port, cookie } = vigil
  const target: Target = { port, cookie, key: window.key }
  const tally = createTally()
  const pids = ATTACKED.map(vigil.pid)
  const probeAll = async () => {
    const [front, core] = [await vigil.probe('front'), await vigil.probe('core')]
    return { front, core }
  }
  const saidBefore = vigil.said().length
  const doneBefore = wasDone((await window.mustAsk('snapshot', {})) as Snapshot)

  await inTurns(Math.ceil(count * WARM_UP), () => strike(target, random, tally))
  window.takeLongestGapMs()
  const before = await probeAll()
  const startedMs = performance.now()
  await inTurns(count, () => strike(target, random, tally))
  const seconds = (performance.now() - startedMs) / 1000
  const during = await probeAll()
  const gapMs = window.takeLongestGapMs()
  await wait(SETTLE_MS)
  const after = await probeAll()

  const askedMs = performance.now()
  const answer = await window.ask('snapshot', {})
  const answerMs = performance.now() - askedMs
  const doneAfter = answer.ok ? wasDone(answer.value as Snapshot) : answer.message
  const words = vigil.said().slice(saidBefore).trim()
  const broken = [
    ...tally.wrong,
    ...(gapMs < GAP_MS ? [] : [`the window heard nothing for ${gapMs.toFixed(0)} ms`]),
    // The window that looks on, and no other.
    ...(after.front.sockets <= 1 ? [] : [`${after.front.sockets - 1} sockets were left`]),
    ...(words === '' ? [] : [`Vigil said: ${words.slice(0, 2000)}`]),
    ...(doneAfter === doneBefore ? [] : [`somebody has acted: ${doneBefore} became ${doneAfter}`]),
  ]
  ATTACKED.forEach((role, index) => {
    const grown = after[role].heapBytes - before[role].heapBytes
    if (vigil.pid(role) !== pids[index]) broken.push(`the ${role} has ended`)
    if (during[role].p99Ms >= P99_MS)
      broken.push(`the p99 of the ${role}’s loop was ${during[role].p99Ms.toFixed(0)} ms`)
    if (grown >= FLAT_WITHIN_BYTES)
      broken.push(`the heap of the ${role} grew by ${(grown / 1e6).toFixed(1)} MB`)
  })
  return {
    figures: [
      { name: 'hostile requests', value: tally.requests, unit: '' },
      { name: 'resets', value: tally.resets, unit: '' },
      { name: 'of strangers and other origins, all refused', value: tally.refused, unit: '' },
      { name: 'sent a second', value: count / seconds, unit: '/s' },
      ...Object.entries(tally.answers)
        .sort()
        .map(([name, value]) => ({ name: `  ${name}`, value, unit: '' })),
      ...ATTACKED.flatMap(role => [
        { name: `${role}: loop delay p50`, value: during[role].p50Ms, unit: 'ms' },
        { name: `${role}: loop delay p99`, value: during[role].p99Ms, unit: 'ms', aim: `< ${P99_MS}` },
        { name: `${role}: loop delay max`, value: during[role].maxMs, unit: 'ms' },
        { name: `${role}: heap before`, value: before[role].heapBytes / 1e6, unit: 'MB' },
        {
          name: `${role}: heap grown`,
          value: (after[role].heapBytes - before[role].heapBytes) / 1e6,
          unit: 'MB',
          aim: `< ${FLAT_WITHIN_BYTES / 1e6}`,
        },
        { name: `${role}: resident before`, value: before[role].rssBytes / 1e6, unit: 'MB' },
        { name: `${role}: resident after`, value: after[role].rssBytes / 1e6, unit: 'MB' },
      ]),
      { name: 'front: sockets left', value: after.front.sockets, unit: '' },
      { name: 'window: longest gap between heartbeats', value: gapMs, unit: 'ms', aim: `< ${GAP_MS}` },
      { name: 'window: snapshot answered after', value: answerMs, unit: 'ms' },
    ],
    broken,
  }
}

/** What nobody but a person changes. */
function wasDone({ rooms, people }: Snapshot): string {
  const held = rooms.map(({ id, session }) => [id, session?.id, session?.marks, session?.doses])
  return JSON.stringify([held, people])
}

interface Tally {
  requests: number
  resets: number
  refused: number
  readonly answers: Record<string, number>
  readonly wrong: string[]
}

const createTally = (): Tally => ({ requests: 0, resets: 0, refused: 0, answers: {}, wrong: [] })

async function strike(target: Target, random: Random, tally: Tally): Promise<void> {
  const { port } = target
  const one = makeHostile(random, target)
  const another = tally.requests % RESET_EVERY === 0 ? makeHostile(random, target) : null
  const share = random.next()
  tally.requests += 1
  const [answered] = await Promise.all([
    attack(port, one),
    another && reset(port, another, share).then(() => (tally.resets += 1)),
  ])
  const shown = answered.kind === 'status' ? `answered ${answered.status}` : answered.kind
  tally.answers[shown] = (tally.answers[shown] ?? 0) + 1
  if (!one.isStranger) return
  if (isRefusal(answered)) tally.refused += 1
  else tally.wrong.push(`a stranger was ${shown} to ${one.name}`)
}

async function inTurns(count: number, run: () => Promise<void>): Promise<void> {
  let left = count
  const lane = async () => {
    while (left-- > 0) await run()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}
