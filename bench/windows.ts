import { setTimeout as wait } from 'node:timers/promises'
import { type Figure, measured, percentile } from './figure.ts'
import { fillRooms, inRig, type Placed, plugIn, roomsIn } from './rig.ts'
import { calling, delays, ENDED, noteChanges, nowMs, readNoted } from './seen.ts'

/* What reaches a window, and when; and what that takes. */

const SAMPLES = 200
/** Of the alarm that is raised and ended: it needs no dose, and its level has no delay. */
const ALARM = 'systolic-low'

/** From the byte on the line to the DOM, with 1 and 8 rooms. */
export async function benchWindows(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const rooms of [1, 8]) figures.push(...(await inRig(rig => measureShown(rig, rooms))))
  return figures
}

interface Monitors {
  /** What the oximeter says, 60 times a second. */
  say(spo2: number): void
  /** The cuff has measured once more. */
  measure(systolic: number): void
  unplug(): Promise<void>
}

/** Room 1 with an oximeter of 60 frames a second and a cuff on serial lines, shown in the window. */
async function watchRoomOne({ client, page, dir }: Placed): Promise<Monitors> {
  const oximeter = await plugIn(dir, 'contec-v7')
  const { port } = oximeter
  await client.ask('addDevice', { roomId: 'room-1', driver: 'contec-v7', port })
  const cuff = await plugIn(dir, 'nibp-stx-ascii')
  await client.ask('addDevice', { roomId: 'room-1', driver: 'nibp-stx-ascii', port: cuff.port })
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
  // A module that answers nothing is a line that is lost, and opened anew: what it measures meanwhile reaches nobody.
  const idle = setInterval(() => void cuff.send({ kind: 'device', state: 'cuffIdle' }), 1000)
  // A fresh window opens the only room with a session.
  await page.reload()
  await page.waitForSelector('[data-testid="tile-spo2"] [data-value="97"]')
  await noteChanges(page, ALARM)
  return {
    say(spo2) {
      current = spo2
      void frame()
    },
    measure(systolic) {
      // Tight, slack, and then the result: else a module tells its last result again.
      void cuff.send(
        { kind: 'device', state: 'cuffInflating' },
        { kind: 'device', state: 'cuffIdle' },
        { kind: 'nibp', systolic, diastolic: 60, mean: 70, pulseRate: null, status: 'ok' },
      )
    },
    async unplug() {
      clearInterval(stream)
      clearInterval(idle)
      await oximeter.unplug()
      await cuff.unplug()
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
  const alarms = await measureAlarms(rig, monitors)
  await monitors.unplug()
  const of = roomsIn(rooms)
  return [
    ...(await tails(`byte to figure in the DOM, ${of}`, values, { 0.99: '<= 50' })),
    ...(await tails(`byte to alarm in the DOM, ${of}`, alarms, { 0.9: '<= 33', 0.99: '<= 60' })),
  ]
}

/** The cuff's results go to and fro over a limit; equal ones, close together, would be one result that is told again. */
async function measureAlarms({ page }: Placed, monitors: Monitors): Promise<readonly number[]> {
  const sent: { what: string; atMs: number }[] = []
  for (let n = 0; n < SAMPLES; n++) {
    const systolic = 81 + (n % 9)
    sent.push({ what: calling(systolic), atMs: nowMs() })
    monitors.measure(systolic)
    await wait(130 + (n % 7) * 13)
    // Over the limit by more than its hysteresis.
    monitors.measure(96 + (n % 9))
    await wait(130 + (n % 5) * 17)
  }
  await wait(500)
  const noted = await readNoted(page)
  const ended = noted.filter(({ what }) => what === ENDED).length
  if (ended < SAMPLES * 0.95)
    throw new Error(`${ALARM} has ended ${ended} times of ${SAMPLES} on the screen.`)
  const seen = delays(sent, noted)
  if (seen.length < SAMPLES) throw new Error(`${SAMPLES - seen.length} alarms of ${SAMPLES} were never seen.`)
  return seen
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
