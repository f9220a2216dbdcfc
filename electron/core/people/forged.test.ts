import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createRandom, type Random } from '../../../fixtures/random.ts'
import { access, pinWanted, whoMay } from '../../../shared/ipc/access.ts'
import type { Enrolled } from '../../../shared/ipc/people.ts'
import { type Answer, type RequestName, requests } from '../../../shared/ipc.ts'
import { copyPreset } from '../../../shared/presets/clinic.ts'
import { spravato84 } from '../../../shared/presets/spravato.ts'
import type { Snapshot } from '../../../shared/views.ts'
import type { Core } from '../core.ts'
import { startTestCore } from '../testing/acting.ts'

/*
 * Every request, in a form that is taken, from whoever may not ask for it: with the person, role, window and proof of another. What
 * `people.test.ts` sends is mostly refused for its form; nothing here is.
 */

const PIN = '471182'
const SEED = 9
/** Of each request and kind of forgery. */
const TIMES = 6
const names = Object.keys(requests) as RequestName[]

let dataDir: string
let core: Core
const send = (windowId: string, name: string, payload: object): Promise<Answer> =>
  core.answer({ windowId, entry: 'browser' }, name, payload)
async function value<T>(windowId: string, name: string, payload: object): Promise<T> {
  const answer = await send(windowId, name, payload)
  if (!answer.ok) throw new Error(`${name}: ${answer.message}`)
  return answer.value as T
}

/** Ina, administrator, at the desk; Dr Pia, prescriber, and Nora, nurse, each at a window; a session is open. */
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-forged-'))
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  await value('desk', 'setUpClinic', { name: 'Ina', secret: PIN })
  await person('Dr Pia', 'prescriber', 'pia')
  await person('Nora', 'nurse', 'nora')
  const patient = { initials: 'AB', birthYear: 1980, recordId: 'R-1' }
  await value('nora', 'openSession', { roomId: 'room-1', presetId: 'SPRAVATO-84', patient })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function person(name: string, role: string, windowId: string): Promise<void> {
  const { proof } = await prove('Ina', 'addPerson', 'desk')
  const { personId, code } = await value<Enrolled>('desk', 'addPerson', { name, role, proof })
  await value(windowId, 'choosePin', { personId, code, secret: PIN })
}

async function prove(name: string, request: RequestName, windowId: string): Promise<{ proof: string }> {
  const { people } = await value<Snapshot>(windowId, 'snapshot', {})
  const personId = people.find(known => known.name === name)?.id ?? 'nobody'
  return value(windowId, 'confirmPin', { personId, secret: PIN, for: request })
}

/** Proofs that are good elsewhere: of another window, or for another request. */
async function strayProofs(): Promise<readonly object[]> {
  const ofPia = await prove('Dr Pia', 'signSession', 'pia')
  const ofIna = await prove('Ina', 'setClinic', 'desk')
  const made = { proof: 'AAAAAAAAAAAAAAAAAAAAAA' }
  return [{}, ofPia, ofIna, made, { ...ofPia, secondProof: ofIna.proof }]
}

/** What must have been unchanged by all of it. */
async function whatIs() {
  const { people, rooms, clinic } = await value<Snapshot>('desk', 'snapshot', {})
  const [room] = rooms
  return JSON.stringify([
    people,
    clinic,
    rooms.map(({ name }) => name),
    room?.session?.id,
    room?.session?.phase,
  ])
}

describe('a request in its right form, from whoever may not', () => {
  it('gets nothing from a window where nobody is, whatever proof it brings', async () => {
    const random = createRandom(SEED)
    const proofs = await strayProofs()
    const before = await whatIs()
    const asked = names.filter(name => access[name].roles !== 'anyWindow' && !access[name].whenLocked)
    expect(asked.length).toBeGreaterThan(60)
    for (const name of asked)
      for (let n = 0; n < TIMES; n++) {
        const payload = { ...makeValidPayload(name, random), ...random.pick(proofs) }
        expect(await send('stranger', name, payload), name).toMatchObject({ ok: false, code: 'locked' })
      }
    expect(await whatIs()).toBe(before)
  })

  it('gets nothing from a nurse’s window that is not a nurse’s, whatever proof it brings', async () => {
    const random = createRandom(SEED + 1)
    const proofs = await strayProofs()
    const before = await whatIs()
    let asked = 0
    for (const name of names)
      for (let n = 0; n < TIMES; n++) {
        const payload = makeValidPayload(name, random)
        const able = whoMay(access[name], payload)
        // Nobody is named by these, or the Demo nurse's are the same.
        if (able === 'anyWindow' || able.includes('nurse')) continue
        asked += 1
        const answer = await send('nora', name, { ...payload, ...random.pick(proofs) })
        expect(answer, name).toMatchObject({ ok: false, code: expect.stringMatching(/^(forbidden|pin)$/) })
      }
    expect(asked).toBeGreaterThan(100)
    expect(await whatIs()).toBe(before)
  })

  it('gets nothing that wants a PIN without that PIN: not by another’s proof, of another window or request', async () => {
    const random = createRandom(SEED + 2)
    const proofs = await strayProofs()
    const before = await whatIs()
    let asked = 0
    for (const name of names)
      for (let n = 0; n < TIMES; n++) {
        const payload = makeValidPayload(name, random)
        const able = whoMay(access[name], payload)
        if (able === 'anyWindow' || !able.includes('nurse') || pinWanted(access[name], payload) !== 'each')
          continue
        asked += 1
        const answer = await send('nora', name, { ...payload, ...random.pick(proofs) })
        expect(answer, name).toMatchObject({ ok: false, code: 'pin' })
      }
    expect(asked).toBeGreaterThan(0)
    expect(await whatIs()).toBe(before)
  })

  it.each(['by', 'role', 'person', 'personName', 'windowId', 'identified', 'authority', 'entry'])(
    'is refused for its form where it names who asks: %s',
    async field => {
      const random = createRandom(SEED + 3)
      for (const name of names) {
        const payload = { ...makeValidPayload(name, random), [field]: 'Ina' }
        expect(await send('pia', name, payload), name).toMatchObject({ ok: false, code: 'invalid' })
      }
    },
  )
})

/*
 * Payloads that each request's own schema takes, made from that schema: what is refused of them is refused for who asks, not for its form.
 */

interface Form {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Form[]
  readonly oneOf?: readonly Form[]
  readonly allOf?: readonly Form[]
  readonly properties?: Readonly<Record<string, Form>>
  readonly required?: readonly string[]
  readonly items?: Form
  readonly minItems?: number
  readonly minLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly default?: unknown
}

/** Texts that patterns and rules of single fields want. */
const texts = [
  'room-1',
  'vigil-2031-05-04T090000Z',
  '471182',
  '2031-05-04',
  'nonin-df2',
  'ab'.repeat(32),
  'AAAA',
]
const MOST_TRIES = 4000

/** What is too large or too particular to be found by chance. */
const whole: Partial<Readonly<Record<RequestName, () => object>>> = {
  acknowledge: () => ({
    roomId: 'room-1',
    alarm: 'spo2-low',
    occurrence: 1,
    priority: 'high',
    value: 80,
  }),
  savePreset: () => ({ preset: copyPreset([], spravato84, 'Own'), reason: 'x' }),
}

/** @throws Error where none was found: name what the field wants above */
function makeValidPayload(name: RequestName, random: Random): object {
  const given = whole[name]
  if (given) return given()
  const { payload } = requests[name]
  const form = z.toJSONSchema(payload, { unrepresentable: 'any', io: 'input' }) as Form
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const made = make(form, random)
    if (payload.safeParse(made).success) return made as object
  }
  throw new Error(`No payload of "${name}" was found that its schema takes.`)
}

function make(form: Form, random: Random): unknown {
  if (form.const !== undefined) return form.const
  if (form.enum) return random.pick(form.enum)
  const ways = form.anyOf ?? form.oneOf
  if (ways) return make(random.pick(ways), random)
  if (form.allOf) return make(form.allOf[0] ?? {}, random)
  switch (form.type) {
    case 'object': {
      const given = Object.entries(form.properties ?? {}).filter(
        ([key]) => form.required?.includes(key) || random.chance(0.3),
      )
      return Object.fromEntries(given.map(([key, value]) => [key, make(value, random)]))
    }
    case 'array':
      return Array.from({ length: Math.max(form.minItems ?? 0, random.int(0, 2)) }, () =>
        make(form.items ?? {}, random),
      )
    case 'string':
      return random.pick(texts).padEnd(form.minLength ?? 0, 'x')
    case 'integer':
      return random.int(Math.max(form.minimum ?? 0, -1000), Math.min(form.maximum ?? 200, 4000))
    case 'number':
      return random.int(Math.max(form.minimum ?? 0, -1000), Math.min(form.maximum ?? 200, 4000))
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return random.pick(texts)
  }
}
