import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright'
import { WebSocket } from 'ws'
import { findDriver } from '../devices/index.ts'
import { launchChromium } from '../e2e/hosts/browser.ts'
import { end, firstLine, start } from '../e2e/hosts/processes.ts'
import { createSerialTransport } from '../electron/ports/serial.ts'
import { findChromium } from '../electron/start/programs.ts'
import type { Answer, Payload, RequestName, Result } from '../shared/ipc.ts'
import type { Sample } from '../shared/reading.ts'

/* Vigil as a clinic has it: its own processes, a window in Chromium, monitors on serial lines; and one more window that asks. */

/** A window without a screen. */
export interface Client {
  ask<N extends RequestName>(name: N, payload: Payload<N>): Promise<Result<N>>
  /** Bytes of everything it was told unasked, so far. */
  toldBytes(): number
  close(): void
}

export interface Rig {
  readonly page: Page
  readonly client: Client
  /** What the processes of Vigil have used and hold, the window left out; Linux only. */
  usage(): { readonly cpuMs: number; readonly rssBytes: number; readonly writtenBytes: number }
  close(): Promise<void>
}

/** In a folder of its own. */
export type Placed = Rig & { readonly dir: string }

export async function inRig<T>(measure: (rig: Placed) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  const rig = await startRig(join(dir, 'data'))
  try {
    return await measure({ ...rig, dir })
  } finally {
    await rig.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

export function roomsIn(rooms: number): string {
  return rooms === 1 ? '1 room' : `${rooms} rooms`
}

const BY = 'Bench'
const PIN = '471182'

/** Starts the browser entry on this folder, and opens its dashboard. */
export async function startRig(dataDir: string): Promise<Rig> {
  const vigil = start(
    ['electron/commands/cli.ts', 'serve', '--port', '0', '--no-open'],
    { VIGIL_DATA: dataDir },
    () => {},
  )
  const { link } = JSON.parse(await firstLine(vigil, line => line.startsWith('{'))) as { link: string }
  // As people have it, with its windows.
  const browser = await launchChromium(findChromium())
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(link)
  await page.waitForFunction(() => localStorage.getItem('vigil-key') !== null)
  const key = await page.evaluate(() => localStorage.getItem('vigil-key') ?? '')
  const cookies = await context.cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const client = await connectClient(new URL(link).origin, cookie, key)
  await signIn(client)
  return {
    page,
    client,
    usage: () => addUp(vigil.pid ?? 0),
    async close() {
      client.close()
      await browser.close()
      await end(vigil, 'SIGTERM')
    },
  }
}

/** A nurse sits at this window; the clinic is set up for her where it is not yet. */
async function signIn(client: Client): Promise<void> {
  const { people } = await client.ask('snapshot', {})
  const known = people.find(({ name }) => name === BY)
  if (known) {
    await client.ask('signIn', { personId: known.id, secret: PIN })
    return
  }
  await client.ask('setUpClinic', { name: 'Bench Admin', secret: PIN })
  const { personId, code } = await client.ask('addPerson', { name: BY, role: 'nurse' })
  await client.ask('choosePin', { personId, code, secret: PIN })
}

async function connectClient(origin: string, cookie: string, key: string): Promise<Client> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/bridge`, { headers: { cookie, origin } })
  const answers = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  let told = 0
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => socket.send(JSON.stringify({ key })))
    socket.on('error', reject)
    socket.on('message', data => {
      const said = String(data)
      if (said.startsWith('{"events"')) told += Buffer.byteLength(said)
      else {
        const message = JSON.parse(said) as { key?: string; id?: number; answer?: Answer }
        if (message.key === key) resolve()
        else if (message.key !== undefined) {
          key = message.key
          socket.send(JSON.stringify({ key }))
        } else if (message.id !== undefined && message.answer) {
          answers.get(message.id)?.(message.answer)
          answers.delete(message.id)
        }
      }
    })
  })
  return {
    async ask(name, payload) {
      const id = ++lastId
      const answered = new Promise<Answer>(resolve => answers.set(id, resolve))
      socket.send(JSON.stringify({ id, name, payload }))
      const answer = await answered
      if (!answer.ok) throw new Error(`${name}: ${answer.message}`)
      return answer.value as Result<typeof name>
    },
    toldBytes: () => told,
    close: () => socket.terminate(),
  }
}

/** Rooms with simulated sessions at real rates, beside the first room. */
export async function fillRooms({ client }: Rig, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) {
    if (n > 1) await client.ask('addRoom', { name: `Room ${n}` })
    await client.ask('openSession', {
      roomId: `room-${n}`,
      presetId: 'SPRAVATO-84',
      patient: { initials: 'B', birthYear: 1980, recordId: `B-${n}` },
      simulate: { scenario: 'quiet-session', seed: n, speed: 1 },
    })
  }
}

export interface Monitor {
  /** The end that Vigil opens. */
  readonly port: string
  send(...samples: Sample[]): Promise<void>
  unplug(): Promise<void>
}

/** A monitor at the far end of a serial cable, played by the benchmark. */
export async function plugIn(dir: string, driverId: string): Promise<Monitor> {
  const [near, port] = [join(dir, `${driverId}-near`), join(dir, `${driverId}-far`)]
  const cable = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${port}`], {
    detached: true,
  })
  while (!existsSync(near) || !existsSync(port)) await wait(10)
  const driver = findDriver(driverId)
  if (!driver) throw new Error(`There is no driver ${driverId}.`)
  const transport = createSerialTransport(near, driver.line)
  await transport.open()
  const encoder = driver.createEncoder()
  return {
    port,
    send: async (...samples) => void (await transport.write(encoder.encode(samples))),
    async unplug() {
      await transport.close()
      await end(cable, 'SIGKILL')
    },
  }
}

const TICKS_PER_S = 100

/** All processes of one group: an entry and whatever it has started. */
function addUp(group: number): ReturnType<Rig['usage']> {
  let [cpuMs, rssBytes, writtenBytes] = [0, 0, 0]
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(fields[2]) !== group) continue
      cpuMs += ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_S
      rssBytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
      writtenBytes += Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? 0)
    } catch {
      // It has ended meanwhile.
    }
  }
  return { cpuMs, rssBytes, writtenBytes }
}
