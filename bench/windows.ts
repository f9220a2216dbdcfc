import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { emptyStore, exportFile, storeScript } from '../electron/import/testing/stored.ts'
import { longSession } from '../fixtures/sessions/long-session.ts'
import { CHUNK_BYTES } from '../shared/session-file/format.ts'
import { type Figure, measured, percentile } from './figure.ts'
import { fillRooms, inRig, type Monitor, type Placed, plugIn, type Rig, roomsIn } from './rig.ts'
import { delays, noteChanges, nowMs, readNoted } from './seen.ts'

/* What reaches a window, and when; and what that takes. */

const SAMPLES = 200
/** While something heavy is done: for so long, whatever number that gives, ms. */
const LOADED_MS = 25_000
const FILES = 6

/** From the byte on the line to the DOM, with 1 and 8 rooms. */
export async function benchWindows(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const rooms of [1, 8]) figures.push(...(await inRig(rig => measureShown(rig, rooms))))
  return figures
}

/** The same for alarms, while something heavy is done. */
export function benchLoaded(): Promise<Figure[]> {
  return inRig(measureLoaded)
}

interface Monitors {
  readonly oximeter: Monitor
  readonly cuff: Monitor
  /** What the oximeter says, 60 times a second. */
  say(spo2: number): void
  unplug(): Promise<void>
}

/** Room 1 with an oximeter of 60 frames a second and a cuff, both on serial lines, shown in the window. */
async function watchRoomOne({ client, by, page, dir }: Placed): Promise<Monitors> {
  const oximeter = await plugIn(dir, 'contec-v7')
  const cuff = await plugIn(dir, 'and-ua767pc')
  for (const [driver, { port }] of [
    ['contec-v7', oximeter],
    ['and-ua767pc', cuff],
  ] as const)
    await client.ask('addDevice', { by, roomId: 'room-1', driver, port })
  const patient = { initials: 'B', birthYear: 1980, recordId: 'B-1' }
  await client.ask('openSession', { by, roomId: 'room-1', presetId: 'SPRAVATO-84', patient })
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
    oximeter,
    cuff,
    say(spo2) {
      current = spo2
      void frame()
    },
    async unplug() {
      clearInterval(stream)
      await Promise.all([oximeter.unplug(), cuff.unplug()])
    },
  }
}

function result(systolic: number) {
  return {
    kind: 'nibp',
    systolic,
    diastolic: 80,
    mean: 95,
    pulseRate: 70,
    status: 'ok',
  } as const
}

/** Cuff results in turn over the MEDIUM limit and under it. Gives how long each alarm took into the DOM. */
async function raiseAlarms(
  { page }: Placed,
  { cuff }: Monitors,
  goOn: (n: number) => boolean,
): Promise<readonly number[]> {
  const sent: { what: string; atMs: number }[] = []
  for (let n = 0; goOn(n); n++)
    for (const [what, systolic] of [
      ['calls', 166],
      ['quiet', 130],
    ] as const) {
      sent.push({ what, atMs: nowMs() })
      await cuff.send(result(systolic + (n % 5)))
      await wait(170 + (n % 7) * 13)
    }
  await wait(1000)
  return delays(
    sent.filter(({ what }) => what === 'calls'),
    await readNoted(page),
  )
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
    await wait(150 + (n % 7) * 13)
  }
  await wait(500)
  const values = delays(sent, await readNoted(rig.page))
  const alarms = await raiseAlarms(rig, monitors, n => n < SAMPLES)
  await monitors.unplug()
  const name = (what: string) => `byte to ${what} in the DOM, ${roomsIn(rooms)}`
  return [
    ...(await tails(name('figure'), values, { 0.99: '<= 50' })),
    ...(await tails(name('alarm'), alarms, { 0.9: '<= 33', 0.99: '<= 60' })),
  ]
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

/** Alarms of a room while something heavy is done elsewhere: the slowest of them is what counts. */
async function measureLoaded(rig: Placed): Promise<Figure[]> {
  const monitors = await watchRoomOne(rig)
  const [first, ...others] = await makeFiles()
  if (first) await importSession(rig, first)
  const figures: Figure[] = []
  for (const [name, load] of Object.entries(loads)) {
    const work = load(rig, others)
    const untilMs = Date.now() + LOADED_MS
    const taken = await raiseAlarms(rig, monitors, () => Date.now() < untilMs)
    await work.stop()
    if (taken.length === 0) throw new Error(`No alarm was shown in ${LOADED_MS / 1000} s of ${name}.`)
    const about = { name: `byte to alarm in the DOM ${name}, longest`, unit: 'ms', clock: 'wall' } as const
    figures.push(await measured(about, [{ value: Math.max(...taken), samples: taken.length }]))
  }
  await monitors.unplug()
  return figures
}

/** What is done again and again until it is stopped. */
function again(work: () => Promise<unknown>): { stop(): Promise<void> } {
  let going = true
  const done = (async () => {
    while (going) await work()
  })()
  return {
    stop() {
      going = false
      return done
    },
  }
}

const loads: Readonly<Record<string, (rig: Placed, files: readonly Buffer[]) => { stop(): Promise<void> }>> =
  {
    'with nothing beside': () => again(() => wait(100)),
    'while a session of 3 h is reviewed': ({ client }) =>
      again(async () => {
        const [session] = (await client.ask('listSessions', {})).filter(({ imported }) => imported)
        if (session) await client.ask('reviewSession', { sessionId: session.id })
      }),
    'while its report is made': ({ client, by }) =>
      again(async () => {
        const [session] = (await client.ask('listSessions', {})).filter(({ imported }) => imported)
        if (session) await client.ask('makeReport', { by, sessionId: session.id, format: 'pdf' })
      }),
    'while sessions are imported': (rig, files) => {
      let next = 0
      return again(async () => {
        const file = files[next++ % files.length]
        if (file) await importSession(rig, file)
      })
    },
    'while the record is locked for 4 s, again and again': ({ dir }) => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-lock.ts'), join(dir, 'data')], {
        stdio: 'ignore',
      })
      return {
        async stop() {
          child.kill()
        },
      }
    },
  }

/** As a window does it. One that is known already is read and then refused. */
async function importSession({ client, by }: Rig, bytes: Buffer): Promise<void> {
  const { importId } = await client.ask('beginImport', { by, file: 'session.json', bytes: bytes.length })
  for (let index = 0; index * CHUNK_BYTES < bytes.length; index++) {
    const base64 = bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES).toString('base64')
    await client.ask('sendImport', { importId, index, base64 })
  }
  await client.ask('importSession', { by, importId }).catch(() => {})
}

/** Sessions of three hours, as files of another installation. */
async function makeFiles(): Promise<readonly Buffer[]> {
  const { store, dir } = emptyStore()
  try {
    const files: Buffer[] = []
    for (let n = 1; n <= FILES; n++) {
      storeScript(store, longSession(), `S-long-${n}`)
      files.push(await exportFile(store, `S-long-${n}`))
    }
    return files
  } finally {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
