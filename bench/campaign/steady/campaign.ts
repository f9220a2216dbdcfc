import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { percentile } from '../../figure.ts'
import type { Campaign, Counted } from '../campaign.ts'
import { countOpen } from '../rig/processes.ts'
import { openSimulated } from '../rig/session.ts'
import { startVigil, type Vigil } from '../rig/vigil.ts'

/* Eight rooms at ten times the pace, for so many minutes: what has been taken must be given back. */

const ROOMS = 8
const SPEED = 10
const MINUTE_MS = 60_000
const WATCHED = ['front', 'core', 'record'] as const
/** What a longer session itself holds, and what the collector has not given back. */
const MOST_HEAP_BYTES = 12_000_000
const MOST_HANDLES = 2
const MOST_RSS_SHARE = 0.25

interface Held {
  readonly heapBytes: number
  readonly rssBytes: number
  readonly open: number
  readonly handles: number
}
type Look = Readonly<Record<(typeof WATCHED)[number], Held>>

export const steady: Campaign = {
  does: `${ROOMS} rooms at ${SPEED} times the pace for count minutes: memory and handles stay flat`,
  defaultCount: 30,
  async run({ count }) {
    const dataDir = mkdtempSync(join(tmpdir(), 'vigil-steady-'))
    const vigil = await startVigil(dataDir)
    try {
      for (let room = 1; room <= ROOMS; room++) await openSimulated(vigil.window, room, SPEED)
      await wait(MINUTE_MS)
      vigil.window.takeLongestGapMs()
      const looks: Look[] = [await look(vigil)]
      for (let minute = 1; minute <= count; minute++) {
        await wait(MINUTE_MS)
        vigil.window.forget()
        looks.push(await look(vigil))
      }
      return judge(looks, vigil)
    } finally {
      await vigil.end()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
    }
  },
}

async function look(vigil: Vigil): Promise<Look> {
  const held = await Promise.all(
    WATCHED.map(async role => {
      const { heapBytes, rssBytes, handles } = await vigil.probe(role)
      return [role, { heapBytes, rssBytes, handles, open: countOpen(vigil.pid(role) ?? 0) }] as const
    }),
  )
  return Object.fromEntries(held) as unknown as Look
}

function judge(looks: readonly Look[], vigil: Vigil) {
  const figures: Counted[] = [{ name: 'minutes', value: looks.length - 1, unit: '' }]
  const broken: string[] = []
  /** Medians of the first and the last third, so that one collection more or less tells nothing. */
  const third = Math.max(1, Math.floor(looks.length / 3))
  for (const role of WATCHED) {
    const of = (pick: (held: Held) => number) => {
      const values = looks.map(each => pick(each[role]))
      return { early: percentile(values.slice(0, third), 0.5), late: percentile(values.slice(-third), 0.5) }
    }
    const heap = of(held => held.heapBytes)
    const rss = of(held => held.rssBytes)
    const open = of(held => held.open)
    const handles = of(held => held.handles)
    figures.push(
      { name: `${role}: heap, first third`, value: heap.early / 1e6, unit: 'MB' },
      {
        name: `${role}: heap grown by the last`,
        value: (heap.late - heap.early) / 1e6,
        unit: 'MB',
        aim: `< ${MOST_HEAP_BYTES / 1e6}`,
      },
      { name: `${role}: resident, first third`, value: rss.early / 1e6, unit: 'MB' },
      { name: `${role}: resident grown by the last`, value: (rss.late - rss.early) / 1e6, unit: 'MB' },
      { name: `${role}: files and sockets, first third`, value: open.early, unit: '' },
      {
        name: `${role}: files and sockets more in the last`,
        value: open.late - open.early,
        unit: '',
        aim: `<= ${MOST_HANDLES}`,
      },
      {
        name: `${role}: handles of the loop more in the last`,
        value: handles.late - handles.early,
        unit: '',
        aim: `<= ${MOST_HANDLES}`,
      },
    )
    if (heap.late - heap.early >= MOST_HEAP_BYTES)
      broken.push(`The heap of the ${role} grew by ${((heap.late - heap.early) / 1e6).toFixed(1)} MB.`)
    if (rss.late > rss.early * (1 + MOST_RSS_SHARE))
      broken.push(
        `The ${role} grew from ${(rss.early / 1e6).toFixed(0)} to ${(rss.late / 1e6).toFixed(0)} MB.`,
      )
    if (open.late - open.early > MOST_HANDLES)
      broken.push(`The ${role} has ${open.late - open.early} files or sockets more open.`)
    if (handles.late - handles.early > MOST_HANDLES)
      broken.push(`The ${role} has ${handles.late - handles.early} handles more.`)
  }
  const gapMs = vigil.window.takeLongestGapMs()
  figures.push({ name: 'longest gap between heartbeats', value: gapMs, unit: 'ms' })
  return { figures, broken }
}
