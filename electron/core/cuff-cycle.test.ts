import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { nibp } from '../../shared/record/cuff.ts'
import type { EventOf } from '../../shared/record/event.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'
import { toldRooms } from './testing/told.ts'

/*
 * The cuff of a simulated monitor, started by people and by the interval, through the real core.
 */

let dataDir: string
let core: Core
let events: CoreEvent[]

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-cuff-'))
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  events = []
  core.subscribe(event => events.push(event))
  await ask('addPerson', { name: 'Nurse A', role: 'nurse' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function ask(name: string, payload: object): Promise<Answer> {
  return askAs(core, name, payload, 'test')
}
const act = (name: string, payload: object = {}) => ask(name, { by: 'Nurse A', roomId: 'room-1', ...payload })
function open(simulate?: { scenario: string; speed: number }): Promise<Answer> {
  const patient = { initials: 'SIM', birthYear: 1980, recordId: 'R', weightKg: 70 }
  return act('openSession', { presetId: 'SPRAVATO-84', patient, ...(simulate ? { simulate } : {}) })
}
const view = () => toldRooms(events).at(-1)
/** What the record says of the cuff, with the room's time. */
function cuffEvents(): readonly { atMs: number; said: EventOf<typeof nibp> }[] {
  return events.flatMap(event => {
    if (event.kind !== 'log') return []
    const { at, entry } = event.entry
    return entry.event === 'session' && entry.kind === 'nibp' ? [{ atMs: at.monoMs, said: entry }] : []
  })
}
const byInterval = () => cuffEvents().filter(({ said }) => said.cause === 'cycle')
/** Waits for a condition, not for a time. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 20))
}

describe('The cuff of a room', () => {
  it('is started by its interval, at the interval, until a person ends it', async () => {
    await open({ scenario: 'quiet-session', speed: 60 })
    expect(await act('setCuffCycle', { everyMin: 2 })).toMatchObject({ ok: true })
    await until(() => byInterval().length >= 3)
    const [first, second, third] = byInterval().map(({ atMs }) => atMs)
    for (const gapMs of [(second ?? 0) - (first ?? 0), (third ?? 0) - (second ?? 0)])
      expect(gapMs).toBeGreaterThanOrEqual(120_000)
    expect(view()?.session?.cuffCycle).toMatchObject({ everyMin: 2, by: 'Nurse A' })
    await act('setCuffCycle', { everyMin: null })
    await until(() => view()?.session?.cuffCycle === undefined)
    const ended = { kind: 'nibp', state: 'cycle', everyMin: null, before: 2, by: 'Nurse A' }
    expect(cuffEvents().map(({ said }) => said)).toContainEqual(expect.objectContaining(ended))
    expect(await act('setCuffCycle', { everyMin: null })).toMatchObject({ ok: false, code: 'refused' })
  })

  it('is not started twice', async () => {
    await open({ scenario: 'quiet-session', speed: 1 })
    await until(() => view()?.nibp.canStart ?? false)
    // The simulated line is up within a moment, and the core's loop must have its turn for that.
    for (let started = false; !started; started = (await act('startNibp')).ok)
      await new Promise(resolve => setTimeout(resolve, 10))
    expect(await act('startNibp')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/measuring|just now/),
    })
    await until(() => view()?.nibp.inflating ?? false)
    expect(await act('startNibp')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/is measuring/),
    })
    expect(await act('stopNibp')).toMatchObject({ ok: true })
    await until(() => view()?.nibp.inflating === false)
    expect(await act('startNibp')).toMatchObject({ ok: false, message: expect.stringMatching(/arm rests/) })
  })

  it('has no interval where no monitor may be started from here', async () => {
    await open()
    const answer = await act('setCuffCycle', { everyMin: 5 })
    expect(answer).toMatchObject({
      ok: false,
      code: 'refused',
      message: expect.stringMatching(/device page/),
    })
  })
  it.each([1, 61, 2.5, '5'])('takes no interval of %s min', async everyMin => {
    await open({ scenario: 'quiet-session', speed: 1 })
    expect(await act('setCuffCycle', { everyMin })).toMatchObject({ ok: false, code: 'invalid' })
  })
})
