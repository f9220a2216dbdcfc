import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findDriver } from '../../devices/index.ts'
import { createPatient, createPlayer, findScenario, typicalProfile } from '../../devices/simulated/index.ts'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { CaptureView, RoomView, Snapshot } from '../../shared/views.ts'
import { readCapture, writeHeader, writeRecord } from '../ports/capture/format.ts'
import { captureFolder } from '../ports/capture/library.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'
import { toldRooms } from './testing/told.ts'

/*
 * Raw captures through the real core: begun and ended on a live line, handed out, and played again in another room.
 */

let dataDir: string
let core: Core
let events: CoreEvent[]

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-captures-'))
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  events = []
  core.subscribe(event => events.push(event))
  await ask('addPerson', { name: 'Ina', role: 'admin' })
  await ask('addPerson', { name: 'Ana', role: 'nurse' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const ask = (name: string, payload: unknown): Promise<Answer> => askAs(core, name, payload, 'test')
async function get<T>(name: string, payload: unknown): Promise<T> {
  const answer = await ask(name, payload)
  if (!answer.ok) throw new Error(answer.message)
  return answer.value as T
}
const roomOf = (id: string): RoomView | undefined => toldRooms(events).findLast(room => room.id === id)

/** Waits for a condition, not for a time. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 10))
}

/** A minute of a patient whose SpO2 falls, as a Nonin on a cable would have sent it. */
function writeDesaturation(): string {
  const driver = findDriver('nonin-df2')
  const scenario = findScenario('desaturation')
  if (!driver || !scenario) throw new Error('no simulator')
  const player = createPlayer({
    driver,
    patient: createPatient(typicalProfile),
    scenario,
    seed: 1,
    startedAtMs: 0,
  })
  const { id, words, line } = driver
  const header = {
    driver: id,
    label: words.label,
    line,
    port: '/dev/ttyUSB0',
    wallMs: 1_780_000_000_000,
    software: 'test',
  }
  const parts = [writeHeader({ vigilCapture: 1, ...header })]
  let lastMs = 0
  for (let ms = 0; ms < 1_500_000; ms += 1000) {
    const { bytes } = player.step(ms)
    if (bytes.length === 0) continue
    parts.push(writeRecord('in', ms - lastMs, bytes))
    lastMs = ms
  }
  mkdirSync(captureFolder(dataDir), { recursive: true })
  writeFileSync(join(captureFolder(dataDir), 'desaturation.vcap'), Buffer.concat(parts))
  return 'desaturation.vcap'
}

describe('raw captures', () => {
  it('keep what comes over a line from a person’s word to the next, and can be handed out', async () => {
    const { deviceId } = await get<{ deviceId: string }>('addDevice', {
      by: 'Ina',
      roomId: 'room-1',
      driver: 'nonin-df2',
      port: 'sim:quiet-session',
    })
    expect(await ask('setCapture', { by: 'Ina', deviceId, on: true })).toMatchObject({ ok: true })
    const device = async () => (await get<Snapshot>('snapshot', {})).devices[0]
    await until(async () => ((await device())?.capture?.bytes ?? 0) > 500)
    await ask('setCapture', { by: 'Ina', deviceId, on: false })
    expect((await device())?.capture).toBeNull()
    const [capture] = await get<CaptureView[]>('listCaptures', {})
    expect(capture).toMatchObject({ driver: 'nonin-df2', port: 'sim:quiet-session', error: null })
    const file = await get<{ base64: string; fileName: string }>('readCapture', {
      by: 'Ina',
      captureId: capture?.id,
    })
    const { records } = readCapture(Buffer.from(file.base64, 'base64'))
    const parser = findDriver('nonin-df2')?.createParser()
    const samples = records.flatMap(({ kind, bytes }) => (kind === 'in' ? (parser?.push(bytes) ?? []) : []))
    expect(samples.some(sample => sample.kind === 'vital' && sample.vital === 'spo2')).toBe(true)
    const said = events.flatMap(event => (event.kind === 'log' ? [event.entry.entry] : []))
    expect(said).toContainEqual(expect.objectContaining({ kind: 'export', by: 'Ina' }))
  })

  it('are played again as a session marked REPLAY, whose alarms call nobody', async () => {
    const capture = writeDesaturation()
    const replay = { by: 'Ana', roomId: 'room-1', presetId: 'SPRAVATO-84', captures: [capture], speed: 60 }
    await get('openReplay', replay)
    await until(() => roomOf('room-1')?.marks.replay ?? false)
    expect(roomOf('room-1')?.marks.simulated).toBe(false)
    await until(() => roomOf('room-1')?.alarms.some(({ alarm }) => alarm === 'spo2-low') ?? false)
    expect(events.filter(event => event.kind === 'sound')).toHaveLength(0)
    expect(
      events.some(event => event.kind === 'readings' && event.readings[0]?.source.origin === 'replay'),
    ).toBe(true)
    await ask('closeSession', { by: 'Ana', roomId: 'room-1', reason: 'seen' })
    await until(async () => (await get<Snapshot>('snapshot', {})).devices.length === 0)
  })

  it('are refused in one sentence where they are not there or belong to no driver', async () => {
    const replay = { by: 'Ana', roomId: 'room-1', presetId: 'SPRAVATO-84' }
    expect(await ask('openReplay', { ...replay, captures: ['gone.vcap'] })).toMatchObject({ code: 'refused' })
    expect(await ask('readCapture', { by: 'Ina', captureId: '../vigil.db' })).toMatchObject({
      code: 'refused',
    })
  })
})

describe('the bytes of a line', () => {
  it('are told while somebody looks', async () => {
    const { deviceId } = await get<{ deviceId: string }>('addDevice', {
      by: 'Ina',
      roomId: 'room-1',
      driver: 'nonin-df2',
      port: 'sim:quiet-session',
    })
    await ask('watchBytes', { deviceId })
    await until(() => events.some(event => event.kind === 'bytes' && event.samples.length > 0))
    const seen = events.find(event => event.kind === 'bytes')
    expect(seen).toMatchObject({ deviceId, chunks: [{ direction: 'in' }] })
  })
})
