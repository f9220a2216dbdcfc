import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { end, firstLine, node, root } from '../../../e2e/hosts/processes.ts'
import { buildIfStale } from '../../../electron/start/build-if-stale.ts'
import { createRandom, type Random } from '../../../fixtures/random.ts'
import type { Campaign, Outcome } from '../campaign.ts'
import type { Probed } from '../probe.ts'
import { type Answered, attack, reset } from './attack.ts'
import { makeHostile, type Target } from './requests.ts'
import { openGoodWindow, readCookie } from './window.ts'

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
    await buildIfStale(root)
    const dataDir = mkdtempSync(join(tmpdir(), 'vigil-hostile-'))
    const core = start(dataDir)
    const gone = new Promise<string>(resolve =>
      core.once('exit', (code, signal) => resolve(`the core ended with ${signal ?? code}`)),
    )
    try {
      const done = siege(core, count, createRandom(seed))
      const outcome = await Promise.race([done, gone])
      return typeof outcome === 'string' ? { figures: [], broken: [outcome] } : outcome
    } finally {
      await end(core, 'SIGKILL')
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

function start(dataDir: string): ChildProcess {
  const probe = fileURLToPath(new URL('../probe.ts', import.meta.url))
  const args = [
    '--expose-gc',
    '--import',
    probe,
    'electron/commands/cli.ts',
    'serve',
    '--port',
    '0',
    '--no-open',
  ]
  return spawn(node, args, {
    cwd: root,
    env: { ...process.env, VIGIL_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
}

async function siege(core: ChildProcess, count: number, random: Random): Promise<Outcome> {
  const said: string[] = []
  core.stderr?.on('data', (chunk: Buffer) => said.push(String(chunk)))
  const { link, port } = JSON.parse(await firstLine(core, line => line.startsWith('{'))) as {
    readonly link: string
    readonly port: number
  }
  const token = new URL(link).searchParams.get('token') ?? ''
  const cookie = await readCookie(link)
  const window = await openGoodWindow(port, cookie, token)
  const target: Target = { port, cookie, key: window.key }
  const tally = createTally()

  await inTurns(Math.ceil(count * WARM_UP), () => strike(target, random, tally))
  const before = await ask(core)
  const startedMs = performance.now()
  await inTurns(count, () => strike(target, random, tally))
  const seconds = (performance.now() - startedMs) / 1000
  const during = await ask(core)
  await window.settle()
  const after = await ask(core)

  const { worstGapMs, answerMs } = await window.leave()
  const grown = after.heapBytes - before.heapBytes
  const words = said.join('').trim()
  return {
    figures: [
      { name: 'hostile requests', value: tally.requests, unit: '' },
      { name: 'resets', value: tally.resets, unit: '' },
      { name: 'sent a second', value: count / seconds, unit: '/s' },
      ...Object.entries(tally.answers)
        .sort()
        .map(([name, value]) => ({ name: `  ${name}`, value, unit: '' })),
      { name: 'core: loop delay p50', value: during.p50Ms, unit: 'ms' },
      { name: 'core: loop delay p99', value: during.p99Ms, unit: 'ms', aim: `< ${P99_MS}` },
      { name: 'core: loop delay max', value: during.maxMs, unit: 'ms' },
      { name: 'core: heap before', value: before.heapBytes / 1e6, unit: 'MB' },
      { name: 'core: heap grown', value: grown / 1e6, unit: 'MB', aim: `< ${FLAT_WITHIN_BYTES / 1e6}` },
      { name: 'core: resident before', value: before.rssBytes / 1e6, unit: 'MB' },
      { name: 'core: resident after', value: after.rssBytes / 1e6, unit: 'MB' },
      { name: 'core: sockets left', value: after.sockets, unit: '' },
      { name: 'window: longest silence', value: worstGapMs, unit: 'ms', aim: '< 3000' },
      { name: 'window: snapshot answered after', value: answerMs, unit: 'ms' },
    ],
    broken: [
      ...tally.wrong,
      ...(during.p99Ms < P99_MS ? [] : [`the loop's p99 was ${during.p99Ms.toFixed(0)} ms`]),
      ...(grown < FLAT_WITHIN_BYTES ? [] : [`the heap grew by ${(grown / 1e6).toFixed(1)} MB`]),
      ...(worstGapMs < 3000 ? [] : [`the window heard nothing for ${worstGapMs.toFixed(0)} ms`]),
      // The window that looks on, and no other.
      ...(after.sockets <= 1 ? [] : [`${after.sockets - 1} sockets were left`]),
      ...(words === '' ? [] : [`the core said: ${words.slice(0, 2000)}`]),
    ],
  }
}

interface Tally {
  requests: number
  resets: number
  readonly answers: Record<string, number>
  readonly wrong: string[]
}

const createTally = (): Tally => ({ requests: 0, resets: 0, answers: {}, wrong: [] })

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
  if (one.isStranger && !isRefusal(answered)) tally.wrong.push(`a stranger was ${shown} to ${one.name}`)
}

/** 503: so many wait already; nothing was let in. */
export const isRefusal = (answered: Answered): boolean =>
  answered.kind !== 'status' || (answered.status >= 400 && answered.status <= 503)

async function inTurns(count: number, run: () => Promise<void>): Promise<void> {
  let left = count
  const lane = async () => {
    while (left-- > 0) await run()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

const ask = (core: ChildProcess): Promise<Probed> =>
  new Promise(resolve => {
    core.once('message', message => resolve(message as Probed))
    core.send('how are you')
  })
