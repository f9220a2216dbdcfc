import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { access } from '../../../shared/ipc/access.ts'
import type { Enrolled, SignedIn } from '../../../shared/ipc/people.ts'
import { type Answer, type CoreEvent, type RequestName, requests } from '../../../shared/ipc.ts'
import type { History, Snapshot } from '../../../shared/views.ts'
import { startCore } from '../../start/start-core.ts'
import { openRaw } from '../../store/testing/raw.ts'
import type { ClockSource } from '../clock.ts'
import type { Core } from '../core.ts'

const PIN = '471182'
const OTHER = '902109'

let dataDir: string
let core: Core
let events: CoreEvent[]
let aheadMs: number
/** Where a test has the clocks stand still, so that waits are to the second. */
let stoppedMs: number | null

/** The computer's clocks, which a test may put forward. */
const since = () => (stoppedMs ?? performance.now()) + aheadMs
const clock: ClockSource = {
  mono: since,
  wall: () => performance.timeOrigin + since(),
  up: since,
}

async function start(): Promise<void> {
  core = await startCore({
    dataDir,
    entry: 'browser',
    version: 'test',
    beep: () => {},
    clock,
    secrets: { costLog2: 4 },
  })
  events = []
  core.subscribe(event => events.push(event))
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-people-'))
  aheadMs = 0
  stoppedMs = null
  await start()
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const ask = (name: string, payload: unknown = {}, windowId = 'desk'): Promise<Answer> =>
  core.answer({ windowId, entry: 'browser' }, name, payload)

/** What was refused, with its code; '' when it was done. */
async function refusal(name: string, payload: unknown = {}, windowId = 'desk'): Promise<string> {
  const answer = await ask(name, payload, windowId)
  return answer.ok ? '' : `${answer.code}: ${answer.message}`
}
async function value<T>(name: string, payload: unknown = {}, windowId = 'desk'): Promise<T> {
  const answer = await ask(name, payload, windowId)
  if (!answer.ok) throw new Error(`${name}: ${answer.message}`)
  return answer.value as T
}
const snapshot = (windowId = 'desk') => value<Snapshot>('snapshot', {}, windowId)

async function idOf(name: string): Promise<string> {
  const found = (await snapshot()).people.find(person => person.name === name)
  if (!found) throw new Error(`${name} is not known.`)
  return found.id
}
const prove = async (name: string, request: RequestName, windowId = 'desk', secret = PIN) => {
  const personId = await idOf(name)
  return (await value<{ proof: string }>('confirmPin', { personId, secret, for: request }, windowId)).proof
}

/** The clinic with its administrator at the desk. */
const setUp = () => value<SignedIn>('setUpClinic', { name: 'Ina', secret: PIN })

async function enrol(name: string, role: string): Promise<Enrolled> {
  return value<Enrolled>('addPerson', { name, role, proof: await prove('Ina', 'addPerson') })
}
/** Somebody of the clinic, with a PIN, at a window of their own. */
async function person(name: string, role: string, windowId: string): Promise<string> {
  const { personId, code } = await enrol(name, role)
  await value('choosePin', { personId, code, secret: PIN }, windowId)
  return personId
}
const signIn = (personId: string, secret: string, windowId: string) =>
  refusal('signIn', { personId, secret }, windowId)

const patient = { initials: 'AB', birthYear: 1980, recordId: 'R-1' }
const opening = { roomId: 'room-1', presetId: 'SPRAVATO-84', patient }
const simulate = { scenario: 'quiet-session', speed: 60 }

describe('the clinic is set up', () => {
  it('once, by its first administrator, who is at the window from then on', async () => {
    expect((await snapshot()).isSetUp).toBe(false)
    expect(await refusal('setUpClinic', { name: 'Ina', secret: '123456' })).toMatch(/too easy/)
    expect(await refusal('setUpClinic', { name: 'Ina\u200b', secret: PIN })).toMatch(/cannot be seen/)
    await setUp()
    const { isSetUp, you, people } = await snapshot()
    expect(isSetUp).toBe(true)
    expect(you?.name).toBe('Ina')
    expect(people).toMatchObject([{ name: 'Ina', role: 'admin', active: true, proves: 'secret' }])
    expect(await refusal('setUpClinic', { name: 'Mallory', secret: PIN }, 'elsewhere')).toMatch(/^forbidden/)
    expect((await snapshot('elsewhere')).you).toBeNull()
  })

  it('and its people are enrolled by an administrator’s PIN, with a code that is good once and for a day', async () => {
    await setUp()
    const { personId, code } = await enrol('Nora', 'nurse')
    expect(await signIn(personId, PIN, 'room')).toMatch(/chooses a PIN first/)
    expect(await refusal('choosePin', { personId, code: '00000000', secret: PIN }, 'room')).toMatch(
      /not the code/,
    )
    expect(await refusal('choosePin', { personId, code, secret: '111111' }, 'room')).toMatch(/too easy/)
    const { you } = await value<SignedIn>('choosePin', { personId, code, secret: PIN }, 'room')
    expect(you.name).toBe('Nora')
    expect(await refusal('choosePin', { personId, code, secret: OTHER }, 'room')).toMatch(/has a PIN already/)
    const late = await enrol('Lars', 'nurse')
    aheadMs += 25 * 3_600_000
    const choose = { personId: late.personId, code: late.code, secret: PIN }
    expect(await refusal('choosePin', choose, 'room')).toMatch(/good for 24 h/)
  })

  it('nobody may look like another', async () => {
    await setUp()
    await enrol('Ian Marn', 'nurse')
    for (const name of ['ian marn', 'lan Marn', 'IAN  MARN.', 'Ian Mam', 'Ian Mаrn', 'lna', 'Demo Nurse'])
      expect(
        await refusal('addPerson', { name, role: 'nurse', proof: await prove('Ina', 'addPerson') }),
        name,
      ).toMatch(/looks like|several scripts/)
  })

  it('people are deactivated, never deleted, and the last administrator stays', async () => {
    await setUp()
    const nora = await person('Nora', 'nurse', 'room')
    const ina = await idOf('Ina')
    const fresh = async (name: RequestName) => ({ proof: await prove('Ina', name) })
    expect(
      await refusal('setActive', { personId: ina, active: false, ...(await fresh('setActive')) }),
    ).toMatch(/last administrator/)
    expect(
      await refusal('changeRole', { personId: ina, role: 'nurse', ...(await fresh('changeRole')) }),
    ).toMatch(/last administrator/)
    await value('setActive', { personId: nora, active: false, ...(await fresh('setActive')) })
    expect((await snapshot('room')).you).toBeNull()
    expect(await signIn(nora, PIN, 'room')).toMatch(/acts here no more/)
    expect((await snapshot()).people.map(({ name, active }) => [name, active])).toEqual([
      ['Ina', true],
      ['Nora', false],
    ])
    const db = openRaw(dataDir)
    expect(() => db.exec("DELETE FROM people WHERE name = 'Nora'")).toThrow(/never deleted/)
    db.close()
  })
})

describe('who acts is the core’s knowledge', () => {
  it('a name that a window sends is no name: nothing is done, whatever the request', async () => {
    await setUp()
    await person('Dr Pia', 'prescriber', 'pia')
    await person('Nora', 'nurse', 'room')
    for (const name of Object.keys(requests)) {
      for (const forged of [
        { by: 'Dr Pia' },
        { by: 'Ina', role: 'admin' },
        { personId: 'x', windowId: 'pia' },
      ]) {
        const answer = await ask(name, { ...opening, reason: 'x', ...forged }, 'room')
        expect(answer.ok, `${name} ${JSON.stringify(forged)}`).toBe(false)
      }
    }
  })

  it('no forged person, role, window or proof gets anything from a window where nobody is', async () => {
    await setUp()
    await person('Dr Pia', 'prescriber', 'pia')
    const proof = await prove('Dr Pia', 'signSession', 'pia')
    const names = Object.keys(requests).filter(
      name => access[name as RequestName].roles !== 'anyWindow' && !access[name as RequestName].whenLocked,
    )
    const forged = fc.record(
      {
        by: fc.constantFrom('Ina', 'Dr Pia', 'os:root'),
        role: fc.constantFrom('admin', 'prescriber'),
        windowId: fc.constantFrom('desk', 'pia'),
        personId: fc.string(),
        proof: fc.oneof(fc.constant(proof), fc.string()),
        secondProof: fc.oneof(fc.constant(proof), fc.string()),
        roomId: fc.constantFrom('room-1', 'room-2'),
        sessionId: fc.string(),
        reason: fc.string(),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), forged, async (name, payload) => {
        expect((await ask(name, payload, 'stranger')).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('nor does anybody get more than their own by it: a nurse stays a nurse, whatever she sends', async () => {
    await setUp()
    await person('Dr Pia', 'prescriber', 'pia')
    await person('Nora', 'nurse', 'room')
    const proof = await prove('Dr Pia', 'signSession', 'pia')
    const names = Object.keys(requests).filter(name => {
      const { roles } = access[name as RequestName]
      return roles !== 'anyWindow' && !roles.includes('nurse')
    })
    expect(names.length).toBeGreaterThan(15)
    const forged = fc.record(
      {
        by: fc.constantFrom('Ina', 'Dr Pia', 'os:root'),
        role: fc.constantFrom('admin', 'prescriber', 'director'),
        roles: fc.constant(['admin', 'director']),
        windowId: fc.constantFrom('desk', 'pia'),
        personId: fc.string(),
        identified: fc.boolean(),
        pinVersion: fc.nat(3),
        proof: fc.oneof(fc.constant(proof), fc.string()),
        secondProof: fc.oneof(fc.constant(proof), fc.string()),
        roomId: fc.constant('room-1'),
        name: fc.constantFrom('Ina', 'Mallory', 'vigil-2031-01-01T000000Z'),
        place: fc.string(),
        reason: fc.string(),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), forged, async (name, payload) => {
        expect((await ask(name, payload, 'room')).ok, name).toBe(false)
      }),
      { numRuns: 500 },
    )
    expect((await snapshot()).people.map(({ name }) => name)).toEqual(['Dr Pia', 'Ina', 'Nora'])
  })

  it('a window where nobody is hears figures and alarms, and not whose they are', async () => {
    await setUp()
    await person('Nora', 'nurse', 'room')
    const told = { stranger: '', room: '' }
    core.subscribe(event => {
      for (const windowId of ['stranger', 'room'] as const)
        told[windowId] += JSON.stringify(core.shownTo(event, windowId)) ?? ''
    })
    const marked = { initials: 'Q.Z.', birthYear: 1913, recordId: 'REC-4711' }
    await value('openSession', { ...opening, patient: marked, simulate }, 'room')
    await value('recordMark', { roomId: 'room-1', mark: 'medicine', text: 'asked for her sister' }, 'room')
    await expect.poll(() => told.stranger).toContain('"spo2"')
    await expect.poll(() => told.room).toContain('asked for her sister')
    told.stranger += JSON.stringify(await snapshot('stranger'))
    for (const secret of ['Q.Z.', '1913', 'REC-4711', 'her sister']) {
      expect(told.room, secret).toContain(secret)
      expect(told.stranger, secret).not.toContain(secret)
    }
    expect(told.stranger).toContain('"phase":"')
  })

  it('a proof is for one request, of one window, once, and for a minute', async () => {
    await setUp()
    await person('Dr Pia', 'prescriber', 'pia')
    await person('Nora', 'nurse', 'room')
    await value('openSession', { ...opening, simulate }, 'room')
    const limit = { roomId: 'room-1', alarm: 'systolic-high', priority: 'medium', limit: 150 }
    // The PIN that the nurse came with is not fresh any more.
    aheadMs += 61_000
    expect(await refusal('changeLimit', limit, 'room')).toMatch(/^pin: /)
    const elsewhere = await prove('Dr Pia', 'changeLimit', 'pia')
    expect(await refusal('changeLimit', { ...limit, proof: elsewhere }, 'room')).toMatch(/^pin: /)
    const another = await prove('Dr Pia', 'setBaseline', 'room')
    expect(await refusal('changeLimit', { ...limit, proof: another }, 'room')).toMatch(/^pin: /)
    const late = await prove('Dr Pia', 'changeLimit', 'room')
    aheadMs += 61_000
    expect(await refusal('changeLimit', { ...limit, proof: late }, 'room')).toMatch(/^pin: /)
    const good = await prove('Dr Pia', 'changeLimit', 'room')
    expect(await refusal('changeLimit', { ...limit, proof: good }, 'room')).toBe('')
    // It was she who did it, at the nurse's window; and the nurse is still the one who is there.
    expect((await snapshot('room')).you?.name).toBe('Nora')
    expect((await snapshot('room')).rooms[0]?.session?.limitChanges?.[0]?.by).toBe('Dr Pia')
    expect(await refusal('changeLimit', { ...limit, limit: 152, proof: good }, 'room')).toMatch(/^pin: /)
  })

  it('a PIN stands for a minute for what wants a fresh one', async () => {
    await setUp()
    await person('Dr Pia', 'prescriber', 'pia')
    await value('openSession', { ...opening, simulate }, 'pia')
    const limit = { roomId: 'room-1', alarm: 'systolic-high', priority: 'medium' }
    expect(await refusal('changeLimit', { ...limit, limit: 150 }, 'pia')).toBe('')
    aheadMs += 61_000
    expect(await refusal('changeLimit', { ...limit, limit: 152 }, 'pia')).toMatch(/^pin: /)
  })

  it('a limit beyond the nurse’s band is the prescriber’s to give, in her window; one within it is hers', async () => {
    await setUp()
    await person('Dr Pia', 'prescriber', 'pia')
    await person('Nora', 'nurse', 'room')
    await value('openSession', { ...opening, simulate }, 'room')
    const stricter = { roomId: 'room-1', alarm: 'resp-low', priority: 'medium', limit: 11 }
    expect(await refusal('changeLimit', stricter, 'room')).toBe('')
    const high = { roomId: 'room-1', alarm: 'systolic-high', priority: 'high', limit: 185 }
    expect(await refusal('changeLimit', high, 'room')).toMatch(
      /^pin: Nora is nurse; this needs prescriber or medical director/,
    )
    // Not by her own PIN.
    const own = await prove('Nora', 'changeLimit', 'room')
    expect(await refusal('changeLimit', { ...high, proof: own }, 'room')).toMatch(/^forbidden/)
    const proof = await prove('Dr Pia', 'changeLimit', 'room')
    expect(await refusal('changeLimit', { ...high, proof }, 'room')).toBe('')
    expect((await snapshot('room')).rooms[0]?.session?.limitChanges.at(-1)).toMatchObject({
      by: 'Dr Pia',
      after: 185,
    })
    // What nobody may is refused, and nobody is asked for a PIN.
    expect(await refusal('changeLimit', { ...high, limit: 230 }, 'room')).toMatch(/^refused: /)
  })

  it('the second signature is the second person’s own', async () => {
    await setUp()
    const pia = await person('Dr Pia', 'prescriber', 'pia')
    await person('Nora', 'nurse', 'room')
    await value('openSession', { ...opening, simulate }, 'pia')
    const gate = { roomId: 'room-1', reason: 'agreed' }
    // The nurse has just signed in: her own PIN is fresh, and it is the prescriber's that is asked for.
    expect(await refusal('overrideGate', gate, 'room')).toMatch(/^pin: Nora is nurse; this needs/)
    expect(await refusal('overrideGate', { ...gate, second: 'Nora' }, 'pia')).toMatch(/^invalid/)
    const own = await prove('Dr Pia', 'overrideGate', 'pia')
    expect(await refusal('overrideGate', { ...gate, secondProof: own }, 'pia')).toMatch(
      /cannot be the second/,
    )
    const nurse = await prove('Nora', 'overrideGate', 'pia')
    expect(await refusal('overrideGate', { ...gate, secondProof: nurse }, 'pia')).toMatch(/may sign too/)
    expect(pia).not.toBe('')
  })
})

describe('a locked window', () => {
  it('lets be acknowledged, paused and stopped, and nothing else', async () => {
    await setUp()
    await person('Nora', 'nurse', 'room')
    const { sessionId } = await value<{ sessionId: string }>(
      'openSession',
      { ...opening, simulate: { scenario: 'quiet-session' } },
      'room',
    )
    await value('startDosing', { roomId: 'room-1' }, 'room')
    await value('recordManual', { roomId: 'room-1', systolic: 190, diastolic: 95, confirmed: true }, 'room')
    await value('leaveWindow', {}, 'room')
    expect((await snapshot('room')).recentSessions).toEqual([])
    expect((await snapshot()).recentSessions).toHaveLength(1)
    for (const [name, payload] of [
      ['reviewSession', { sessionId }],
      ['listSessions', {}],
      ['makeReport', { sessionId, format: 'pdf' }],
      ['recordMark', { roomId: 'room-1', mark: 'nausea' }],
      ['history', { sessionId: 'S-another' }],
    ] as const)
      expect(await refusal(name, payload, 'room'), name).toMatch(/^locked: /)
    const chart = await value<Record<string, unknown>>('history', { sessionId }, 'room')
    const whole = await value<History>('history', { sessionId })
    expect(whole.log).not.toEqual([])
    // All that it has for the chart, and of what people did not a word in any other place.
    expect(chart).toEqual({ ...whole, log: [] })
    const alarm = (await snapshot('room')).rooms[0]?.alarms[0]
    const { alarm: id, occurrence, priority, value: figure } = alarm ?? {}
    const seen = { roomId: 'room-1', alarm: id, occurrence, priority, value: figure }
    expect(await refusal('acknowledge', seen, 'room')).toMatch(/Pick who/)
    expect(await refusal('acknowledge', { ...seen, name: 'Mallory' }, 'room')).toMatch(/nobody who may/)
    expect(await refusal('acknowledge', { ...seen, name: 'Ina' }, 'room')).toMatch(/nobody who may/)
    expect(await refusal('pauseAudio', { roomId: 'room-1' }, 'room')).toBe('')
    expect(await refusal('acknowledge', { ...seen, name: 'Nora' }, 'room')).toBe('')
    const told = events.flatMap(event => (event.kind === 'log' ? [event.entry.entry] : []))
    expect(told).toContainEqual(
      expect.objectContaining({ transition: 'acknowledged', by: 'Nora', identified: false }),
    )
    // Where somebody is, no name is taken for another's.
    expect(await refusal('acknowledge', { ...seen, name: 'Nora' })).toMatch(/^forbidden/)
  })
})

describe('the Demo nurse', () => {
  it('reaches no patient, monitor or person of a clinic', async () => {
    await setUp()
    await person('Nora', 'nurse', 'room')
    const { sessionId } = await value<{ sessionId: string }>('openSession', opening, 'room')
    await value('justSimulate', {}, 'demo')
    for (const [name, payload] of [
      ['recordMark', { roomId: 'room-1', mark: 'nausea' }],
      ['pauseAudio', { roomId: 'room-1' }],
      ['reviewSession', { sessionId }],
      ['history', { sessionId }],
      ['makeReport', { sessionId, format: 'pdf' }],
      ['openSession', { ...opening, patient }],
      ['addDevice', { roomId: 'room-1', driver: 'nonin-df2', port: '/dev/x' }],
      ['addPerson', { name: 'Mallory', role: 'admin' }],
      ['lastWeight', { recordId: 'R-1', simulated: false }],
      ['listSessions', {}],
      ['signSession', { sessionId, meaning: 'responsible' }],
    ] as const)
      expect(await refusal(name, payload, 'demo'), name).toMatch(/for simulated rooms only|No session/)
    expect((await snapshot('demo')).recentSessions).toEqual([])
  })
})

describe('wrong PINs', () => {
  it('cost five tries, then time, across restarts; the record says so, and it is never for good', async () => {
    stoppedMs = performance.now()
    await setUp()
    const nora = await person('Nora', 'nurse', 'room')
    for (let n = 0; n < 5; n++) expect(await signIn(nora, OTHER, 'room')).toMatch(/not the PIN of Nora/)
    expect(await signIn(nora, PIN, 'room')).toMatch(/wait 30 s/)
    await core.close()
    await start()
    expect(await signIn(nora, PIN, 'room')).toMatch(/Too many wrong tries for Nora/)
    for (const [waitedS, nextS] of [
      [31, 60],
      [61, 120],
      [121, 240],
      [241, 480],
      [481, 900],
      [901, 900],
    ] as const) {
      aheadMs += waitedS * 1000
      expect(await signIn(nora, OTHER, 'room')).toMatch(/not the PIN/)
      const said = nextS < 120 ? `${nextS} s` : `${nextS / 60} min`
      expect(await signIn(nora, PIN, 'room')).toContain(`wait ${said}`)
    }
    aheadMs += 901_000
    expect(await signIn(nora, PIN, 'room')).toBe('')
    expect(await signIn(nora, OTHER, 'room')).toMatch(/not the PIN of Nora\.$/)
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'log',
        entry: expect.objectContaining({
          entry: expect.objectContaining({ detail: expect.stringMatching(/wrong tries in a row/) }),
        }),
      }),
    )
  })

  it('many at once count too', async () => {
    await setUp()
    const nora = await person('Nora', 'nurse', 'room')
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(nora, OTHER, 'room')))
    expect(answers.filter(answer => /not the PIN/.test(answer))).toHaveLength(5)
    expect(answers.filter(answer => /Too many/.test(answer))).toHaveLength(7)
  })
})

describe('a PIN that is reset', () => {
  it('is worth nothing; the person chooses anew, and they, the administrators and the signature say so', async () => {
    await setUp()
    const pia = await person('Dr Pia', 'prescriber', 'pia')
    await person('Otto', 'admin', 'otto')
    const { code } = await value<Enrolled>('resetPin', {
      personId: pia,
      proof: await prove('Ina', 'resetPin'),
    })
    expect((await snapshot('pia')).you).toBeNull()
    expect(await signIn(pia, PIN, 'pia')).toMatch(/chooses a PIN first/)
    const { notices } = await value<SignedIn>('choosePin', { personId: pia, code, secret: OTHER }, 'pia')
    expect(notices).toEqual([expect.stringMatching(/^The PIN of Dr Pia was reset by Ina on \d{4}-/)])
    const otto = await idOf('Otto')
    const told = await value<SignedIn>('signIn', { personId: otto, secret: PIN }, 'otto')
    expect(told.notices).toEqual(notices)
    const { sessionId } = await value<{ sessionId: string }>('openSession', { ...opening, simulate }, 'pia')
    await value('closeSession', { roomId: 'room-1', reason: 'test' }, 'pia')
    while ((await snapshot()).rooms[0]?.session) await new Promise(resolve => setTimeout(resolve, 20))
    const proof = await prove('Dr Pia', 'signSession', 'pia', OTHER)
    await value('signSession', { sessionId, meaning: 'responsible', proof }, 'pia')
    const { session } = await value<{ session: { signatures: readonly unknown[] } }>(
      'reviewSession',
      { sessionId },
      'pia',
    )
    expect(session.signatures).toMatchObject([{ by: 'Dr Pia', pinVersion: 2, pinReset: { by: 'Ina' } }])
  })

  it('nobody resets their own, and no PIN or code is in the record, in an event or in plain anywhere', async () => {
    await setUp()
    const ina = await idOf('Ina')
    expect(await refusal('resetPin', { personId: ina, proof: await prove('Ina', 'resetPin') })).toMatch(
      /for yourself/,
    )
    const { code } = await enrol('Nora', 'nurse')
    const db = openRaw(dataDir, { readOnly: true })
    const kept = ['people', 'credentials', 'settings', 'log'].map(table =>
      JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all()),
    )
    db.close()
    for (const secret of [PIN, code]) expect(kept.join() + JSON.stringify(events)).not.toContain(secret)
  })
})

it('what is typed with control characters or halves of characters is refused, wherever', async () => {
  await value('justSimulate')
  await value('openSession', { ...opening, simulate })
  for (const text of ['a\u0000b', 'a\u001bb', 'a\ud800', '\udc00b'])
    for (const [name, payload] of [
      ['recordMark', { roomId: 'room-1', mark: 'medicine', text }],
      ['closeSession', { roomId: 'room-1', reason: text }],
      ['addRoom', { name: text }],
    ] as const)
      expect(await refusal(name, payload), `${name} ${JSON.stringify(text)}`).toMatch(/control characters/)
})
