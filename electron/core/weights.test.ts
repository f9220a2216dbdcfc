import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { Snapshot } from '../../shared/views.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'

/* Weights and doses through the core: what an earlier session knew, what is refused, and what the record keeps of it. */

let dataDir: string
let core: Core
let events: CoreEvent[]

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-weights-'))
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  events = []
  core.subscribe(event => events.push(event))
  await ask('addPerson', { name: 'Ana', role: 'nurse' })
  await ask('addPerson', { name: 'Dr P', role: 'prescriber' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const ask = (name: string, payload: object): Promise<Answer> => askAs(core, name, payload, 'test')
const act = (name: string, payload: object = {}) => ask(name, { by: 'Ana', roomId: 'room-1', ...payload })
const open = (patient: object, more: object = {}) =>
  act('openSession', {
    presetId: 'IV-0.5MGKG-40',
    patient: { initials: 'AB', birthYear: 1980, recordId: 'K-7', ...patient },
    ...more,
  })
const logged = (kind: string) =>
  events.flatMap(event =>
    event.kind === 'log' && event.entry.entry.event === 'session' && event.entry.entry.kind === kind
      ? [event.entry.entry]
      : [],
  )
async function session() {
  const answer = await ask('snapshot', {})
  if (!answer.ok) throw new Error(answer.message)
  return (answer.value as Snapshot).rooms[0]?.session
}
async function held(patient: object, more: object = {}): Promise<void> {
  expect(await open(patient, more)).toMatchObject({ ok: true })
  expect(await act('closeSession', { reason: 'test' })).toMatchObject({ ok: true })
}

describe('a session that is opened', () => {
  it('asks about a weight 10 % off that of an earlier session of this patient, and of no other', async () => {
    await held({ weightKg: 70 })
    await held({ weightKg: 154, recordId: 'K-8' })
    await held({ weightKg: 74 })
    expect(await ask('lastWeight', { recordId: 'k-7', simulated: false })).toMatchObject({
      ok: true,
      value: { kg: 74 },
    })
    expect(await ask('lastWeight', { recordId: 'K-7', simulated: true })).toEqual({ ok: true, value: null })
    expect(await open({ weightKg: 154 })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/154 kg is 108 % off the last known 74 kg/) as string,
    })
    expect(await open({ weightKg: 154 }, { weightConfirmed: true })).toMatchObject({ ok: true })
    expect(await session()).toMatchObject({
      patient: { weightKg: 154 },
      earlierWeight: { kg: 74 },
      weights: [{ kg: 154, source: 'opening', confirmed: true, by: 'Ana' }],
    })
    expect(logged('weight')).toMatchObject([{ kg: 154, earlier: 74, confirmed: true }])
  })

  it('takes pounds for pounds', async () => {
    await held({ weightKg: 70 })
    expect(await open({ weightLb: 154 })).toMatchObject({ ok: true })
    expect(await session()).toMatchObject({
      patient: { weightKg: 69.9 },
      weights: [{ kg: 69.9, enteredLb: 154 }],
    })
    expect(await open({ weightLb: 20 })).toMatchObject({ ok: false, code: 'invalid' })
  })
})

it('a tenfold dose is refused, and stands in the record all the same', async () => {
  await open({ weightKg: 70 })
  expect(await act('startDosing', { mg: 350 })).toMatchObject({
    ok: false,
    message: expect.stringMatching(/350 mg is over the most that this preset gives, 70 mg/) as string,
  })
  await act('recordMark', { mark: 'nausea' })
  expect(logged('doseQuestion')).toMatchObject([
    { about: 'ceiling', figure: 350, known: 35, ceiling: 70, refused: true, by: 'Ana' },
  ])
  expect((await session())?.t0).toBeUndefined()
})
