import { setTimeout as wait } from 'node:timers/promises'
import { type Figure, measured, percentile } from './figure.ts'
import { fillRooms, inRig, type Placed, plugIn, roomsIn } from './rig.ts'
import { delays, noteChanges, nowMs, readNoted } from './seen.ts'

/* What reaches a window, and when; and what that takes. */

const SAMPLES = 200

/** From the byte on the line to the DOM, with 1 and 8 rooms. */
export async function benchWindows(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const rooms of [1, 8]) figures.push(...(await inRig(rig => measureShown(rig, rooms))))
  return figures
}

interface Monitors {
  /** What the oximeter says, 60 times a second. */
  say(spo2: number): void
  unplug(): Promise<void>
}

/** Room 1 with an oximeter of 60 frames a second on a serial line, shown in the window. */
async function watchRoomOne({ client, page, dir }: Placed): Promise<Monitors> {
  const oximeter = await plugIn(dir, 'contec-v7')
  const { port } = oximeter
  await client.ask('addDevice', { roomId: 'room-1', driver: 'contec-v7', port })
  const patient = { initials: 'B', birthYear: 1980, recordId: 'B-1' }
  await client.ask('openSession', { roomId: 'room-1', presetId: 'SPRAVATO-84', patient })
  let current = 97
  const frame = () =>
    oximeter.send(
      { kind: 'wave', wave: 'pleth', ratePerS: 60, values: [0.5] },
      { kind: 'vital', vital: 'spo2', value: current, quality: 'good' },
      { kind: 'vital', vital: 'pulseRate', value: 70, quality: 'good' },
    )
  const stream = setInterval(() => void frame(), 16)
  // A fresh window opens the only room with a session.
  await page.reload()
  await page.waitForSelector('[data-testid="tile-spo2"] [data-value="97"]')
  await noteChanges(page)
  return {
    say(spo2) {
      current = spo2
      void frame()
    },
    async unplug() {
      clearInterval(stream)
      await oximeter.unplug()
    },
  }
}

async function measureShown(rig: Placed, rooms: number): Promise<Figure[]> {
  const monitors = await watchRoomOne(rig)
  await fillRooms(rig, 2, rooms)
  await wait(3000)
  const sent: { what: string; atMs: number }[] = []
  for (let n = 0; n < SAMPLES; n++) {
    const value = 90 + (n % 9)
    sent.push({ what: String(value), atMs: nowMs() })
    monitors.say(value)
    await wait(100 + (n % 7) * 13)
  }
  await wait(500)
  const values = delays(sent, await readNoted(rig.page))
  await monitors.unplug()
  return tails(`byte to figure in the DOM, ${roomsIn(rooms)}`, values, { 0.99: '<= 50' })
}

/** Median, 90th and 99th percentile of all samples: a run of a fifth of them has no tail. */
async function tails(
  name: string,
  values: readonly number[],
  aims: Readonly<Record<number, string>>,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const p of [0.5, 0.9, 0.99]) {
    const aim = aims[p] === undefined ? {} : { aim: aims[p] }
    const about = { name: `${name}, p${p * 100}`, unit: 'ms', clock: 'wall', ...aim } as const
    figures.push(await measured(about, [{ value: percentile(values, p), samples: values.length }]))
  }
  return figures
}
