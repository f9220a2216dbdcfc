import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import { versionsOf } from '../../shared/presets/choose.ts'
import type { PresetView } from '../../shared/presets/clinic.ts'
import { withSources } from '../../shared/presets/figures.ts'
import { presets } from '../../shared/presets/index.ts'
import type { Preset } from '../../shared/presets/preset.ts'
import { spravato84 } from '../../shared/presets/spravato.ts'
import type { RoomView, Snapshot } from '../../shared/views.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { openRaw } from '../store/testing/raw.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'
import { toldInstallation } from './testing/told.ts'

let dataDir: string
let core: Core
let events: CoreEvent[]

const ID = 'SPRAVATO-84-C1'
const start = async () => {
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  events = []
  core.subscribe(event => events.push(event))
}
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-core-presets-'))
  await start()
  for (const [name, role] of [
    ['Nurse A', 'nurse'],
    ['Dr P', 'prescriber'],
    ['Ada', 'admin'],
    ['Dr D', 'director'],
  ])
    await ask('addPerson', { name, role })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function ask(name: string, payload: object): Promise<Answer> {
  return askAs(core, name, payload)
}
/** What was refused, or '' when it was done. */
async function refusal(name: string, payload: object): Promise<string> {
  const answer = await ask(name, payload)
  return answer.ok ? '' : answer.message
}
async function snapshot(): Promise<Snapshot> {
  return ((await ask('snapshot', {})) as { value: Snapshot }).value
}
async function versions(): Promise<readonly PresetView[]> {
  return versionsOf((await snapshot()).presets, ID)
}
async function newest(): Promise<PresetView> {
  const view = (await versions()).at(-1)
  if (!view) throw new Error('There is no copy.')
  return view
}
function withMedium(preset: Preset, limit: number): Preset {
  const row = preset.limits['spo2-low']
  const levels = { ...row.levels, medium: [limit, 15] as const }
  const changed = { ...preset, limits: { ...preset.limits, 'spo2-low': { ...row, levels } } }
  return withSources(changed, preset, spravato84, 'test', words)
}
const copy = (by = 'Dr D') =>
  refusal('copyPreset', { by, presetId: 'SPRAVATO-84', version: spravato84.version, label: 'Ours' })
const save = (preset: Preset, by = 'Dr D') => refusal('savePreset', { by, preset, reason: 'low altitude' })
async function approve(more: object = {}): Promise<string> {
  const { preset, history } = await newest()
  const named = { presetId: ID, version: preset.version, seq: history.at(-1)?.seq }
  return refusal('approvePreset', { by: 'Dr D', ...named, ...more })
}
const withdraw = (version: string, presetId = ID) =>
  refusal('withdrawPreset', { by: 'Dr D', presetId, version, reason: 'new label' })
const openSession = (presetId = ID, roomId = 'room-1') =>
  refusal('openSession', {
    by: 'Nurse A',
    roomId,
    presetId,
    patient: { initials: 'AB', birthYear: 1980, recordId: 'R-1' },
    simulate: { scenario: 'quiet-session' },
  })
async function room(): Promise<RoomView | undefined> {
  return (await snapshot()).rooms[0]
}
/** Version 1, with the SpO2 MEDIUM limit at 88, in use. */
async function makeApproved(): Promise<void> {
  expect(await copy()).toBe('')
  expect(await save(withMedium((await newest()).preset, 88))).toBe('')
  expect(await approve()).toBe('')
}
function audited(): readonly string[] {
  return events.flatMap(event =>
    event.kind === 'log' && event.entry.entry.event === 'system' && event.entry.entry.kind === 'preset'
      ? [`${event.entry.entry.by}: ${event.entry.entry.detail}`]
      : [],
  )
}

describe('presets of a clinic', () => {
  it('are copied, changed and approved by the medical director, and then chosen', async () => {
    expect(await copy()).toBe('')
    expect(await openSession()).toBe(
      `The preset ${ID} is a draft: the medical director must approve it first.`,
    )
    expect(await save(withMedium((await newest()).preset, 88))).toBe('')
    expect(await newest()).toMatchObject({
      preset: {
        id: ID,
        version: '1',
        label: 'Ours',
        clinic: { basedOn: { id: 'SPRAVATO-84', version: spravato84.version } },
      },
      state: 'draft',
      history: [
        { state: 'draft', by: 'Dr D', reason: null },
        { state: 'draft', by: 'Dr D', reason: 'low altitude' },
      ],
      differs: [
        { field: 'Name', before: 'SPRAVATO 84 mg', after: 'Ours' },
        { field: 'SpO2 low, MEDIUM', before: 'below 90 % for 15 s', after: 'below 88 % for 15 s' },
      ],
    })
    expect((await newest()).preset.sources['limits.spo2-low.medium']).toBe(
      'Decision of this clinic: low altitude',
    )
    expect(await approve()).toBe('')
    expect(await openSession()).toBe('')
    const view = await room()
    expect(view?.limits?.['spo2-low'].levels.medium?.limit).toBe(88)
    expect(view?.session?.preset).toMatchObject({
      id: ID,
      version: '1',
      clinic: { approved: { by: 'Dr D', differs: [{ field: 'Name' }, { field: 'SpO2 low, MEDIUM' }] } },
    })
  })

  it('stand in the audit trail with who and what differs, and verify is content', async () => {
    await makeApproved()
    expect(await withdraw('1')).toBe('')
    const change = 'SpO2 low, MEDIUM: below 90 % for 15 s -> below 88 % for 15 s'
    expect(audited()).toEqual([
      `Dr D: ${ID} v1 copied from SPRAVATO-84 v${spravato84.version} as "Ours"`,
      `Dr D: ${ID} v1 changed (low altitude): ${change}`,
      `Dr D: ${ID} v1 approved; differs from SPRAVATO-84 v${spravato84.version}: Name: SPRAVATO 84 mg -> Ours; ${change}`,
      `Dr D: ${ID} v1 withdrawn: new label`,
    ])
    const db = openRaw(dataDir, { readOnly: true })
    const stored = db.prepare('SELECT event FROM log').all()
    expect(stored.filter(({ event }) => String(event).includes('"kind":"preset"'))).toHaveLength(4)
    db.close()
  })

  it.each(['Nurse A', 'Dr P', 'Ada'])('are not for %s', async by => {
    expect(await copy(by)).toMatch(/this needs medical director\.$/)
    await makeApproved()
    const { preset, history } = await newest()
    expect(await save(withMedium(preset, 89), by)).toMatch(/this needs medical director\.$/)
    const named = { by, presetId: ID, version: '1' }
    expect(await refusal('approvePreset', { ...named, seq: history.at(-1)?.seq })).toMatch(
      /this needs medical director\.$/,
    )
    expect(await refusal('withdrawPreset', { ...named, reason: 'x' })).toMatch(
      /this needs medical director\.$/,
    )
  })

  it('are approved with the PIN of the director alone, and only as they were looked at', async () => {
    await copy()
    const seen = await newest()
    expect(await save(withMedium(seen.preset, 88))).toBe('')
    expect(await approve({ seq: seen.history.at(-1)?.seq })).toMatch(
      /was changed meanwhile: look at it again/,
    )
    expect(await approve()).toBe('')
    expect(await approve()).toBe(`${ID} v1 is no draft: change it first.`)
    await ask('addPerson', { name: 'Dr E', role: 'director' })
    await save(withMedium((await newest()).preset, 89))
    expect(await approve({ by: 'Dr E' })).toBe('')
  })

  it('change by versions: a session keeps its own, and the next one gets the new one', async () => {
    await makeApproved()
    expect(await openSession()).toBe('')
    const one = (await newest()).preset
    expect(await save(withMedium(one, 92))).toBe('')
    expect((await versions()).map(({ preset, state }) => `${preset.version} ${state}`)).toEqual([
      '1 approved',
      '2 draft',
    ])
    // A window that still shows version 1 must not overwrite the draft.
    expect(await save(withMedium(one, 91))).toBe(
      `${ID} has a version 2 by now: look at it, and change that one.`,
    )
    expect(await approve()).toBe('')
    expect((await versions()).map(({ preset, state }) => `${preset.version} ${state}`)).toEqual([
      '1 replaced',
      '2 approved',
    ])
    expect((await room())?.session?.preset.version).toBe('1')
    expect((await room())?.limits?.['spo2-low'].levels.medium?.limit).toBe(88)

    await core.close()
    await start()
    expect((await room())?.session?.preset).toEqual((await versions())[0]?.preset)
    expect((await room())?.limits?.['spo2-low'].levels.medium?.limit).toBe(88)
    expect((await versions()).map(({ preset, state }) => `${preset.version} ${state}`)).toEqual([
      '1 replaced',
      '2 approved',
    ])
    expect((await versions()).map(({ history }) => history.length)).toEqual([3, 2])
    await ask('addRoom', { by: 'Nurse A', name: 'Room 2' })
    expect(await openSession(ID, 'room-2')).toBe('')
    expect((await snapshot()).rooms[1]?.limits?.['spo2-low'].levels.medium?.limit).toBe(92)
  })

  it('are withdrawn for good, and sessions under them go on', async () => {
    await makeApproved()
    await openSession()
    expect(await withdraw('1')).toBe('')
    expect(await withdraw('1')).toMatch(/nothing to withdraw/)
    await ask('addRoom', { by: 'Nurse A', name: 'Room 2' })
    expect(await openSession(ID, 'room-2')).toBe(`The preset ${ID} was withdrawn: choose another preset.`)
    expect((await room())?.session?.preset.id).toBe(ID)
  })

  it('never touch what ships', async () => {
    expect(await save(spravato84)).toBe('SPRAVATO-84 ships with Vigil and cannot be changed: copy it first.')
    expect(await withdraw(spravato84.version, 'SPRAVATO-84')).toMatch(
      /ships with Vigil and cannot be withdrawn/,
    )
    await makeApproved()
    const { preset } = await newest()
    expect(await save({ ...preset, id: 'SPRAVATO-84', version: spravato84.version })).toMatch(
      /ships with Vigil/,
    )
    expect(await save({ ...preset, id: 'IV-9' })).toBe('There is no preset "IV-9": copy one first.')
    const shipped = (await snapshot()).presets.filter(({ state }) => state === 'shipped')
    expect(shipped.map(view => view.preset)).toEqual(JSON.parse(JSON.stringify(presets)))
    expect(await openSession('SPRAVATO-84')).toBe('')
    expect((await room())?.limits?.['spo2-low'].levels.medium?.limit).toBe(90)
  })

  it('cannot leave their safe ranges, nor give themselves an approval', async () => {
    await copy()
    const { preset } = await newest()
    expect(await save(withMedium(preset, 80))).toBe(
      'preset.limits.spo2-low.levels.medium.0: (limit) must be from 88 to 94.',
    )
    expect(await save({ ...preset, dischargeAfterMin: 90 })).toMatch(/^preset\.dischargeAfterMin: must be/)
    const loose = preset.due.map(rule =>
      rule.id === 'M2' ? { ...rule, class: 'recommended' as const } : rule,
    )
    expect(await save({ ...preset, due: loose })).toMatch(/^due\.M2: "BP 40" is required/)
    expect(await save(preset)).toMatch(/^Nothing differs/)
    const approved = { by: 'Dr D', wallMs: 1, differs: [] }
    const basedOn = { id: 'IM', version: '1' }
    expect(await save(withMedium({ ...preset, clinic: { basedOn, approved } }, 88))).toBe('')
    expect(await newest()).toMatchObject({ state: 'draft' })
    expect((await newest()).preset.clinic).toEqual({
      basedOn: { id: 'SPRAVATO-84', version: spravato84.version },
    })
  })

  it('come to every window with the installation', async () => {
    await makeApproved()
    expect(toldInstallation(events).presets?.at(-1)).toMatchObject({
      preset: { id: ID },
      state: 'approved',
    })
    expect(JSON.stringify(events)).not.toContain('82739415')
  })

  it('that the store spoilt are named at the start, and not used', async () => {
    await makeApproved()
    await core.close()
    const db = openRaw(dataDir)
    db.exec(
      "DROP TRIGGER presets_stay; UPDATE presets SET preset = json_remove(preset, '$.limits.pulse-low')",
    )
    db.exec("UPDATE presets SET preset = json_set(preset, '$.dischargeAfterMin', 1)")
    db.close()
    await start()
    expect(await openSession()).toMatch(
      new RegExp(`^The stored preset ${ID} v1 cannot be used by this version of Vigil: `),
    )
    const raw = openRaw(dataDir, { readOnly: true })
    const log = raw.prepare("SELECT event FROM log WHERE event LIKE '%cannot be used by this%'").all()
    raw.close()
    expect(log.length).toBeGreaterThan(0)
    // A new copy takes no id that is taken.
    expect(await copy()).toBe('')
    expect((await snapshot()).presets.at(-1)?.preset.id).toBe('SPRAVATO-84-C2')
    expect(await openSession('SPRAVATO-84')).toBe('')
  })
})

describe('a skeleton', () => {
  const SKELETON = 'SC-ESKETAMINE'
  const COPY = 'SC-ESKETAMINE-C1'
  const view = async (id: string) => versionsOf((await snapshot()).presets, id).at(-1)
  const approveCopy = async () => {
    const found = await view(COPY)
    const { preset, history = [] } = found ?? {}
    return refusal('approvePreset', {
      by: 'Dr D',
      presetId: COPY,
      version: preset?.version,
      seq: history.at(-1)?.seq,
    })
  }

  it('is chosen for no session; its copy is, once every figure has been settled and it is approved', async () => {
    expect((await view(SKELETON))?.state).toBe('skeleton')
    expect(await openSession(SKELETON)).toBe(
      `The preset ${SKELETON} is a skeleton: the medical director must copy, complete and approve it first.`,
    )
    expect(
      await refusal('withdrawPreset', { by: 'Dr D', presetId: SKELETON, version: '1', reason: 'x' }),
    ).toMatch(/ships with Vigil/)
    expect(
      await refusal('copyPreset', { by: 'Dr D', presetId: SKELETON, version: '1', label: 'Under the skin' }),
    ).toBe('')
    expect(await approveCopy()).toMatch(/is not complete: settle dose, ceiling, .*due\.M7 first/)

    const copied = (await view(COPY))?.preset
    if (!copied?.toComplete) throw new Error('nothing to complete')
    const { toComplete, ...rest } = copied
    const wrong = { ...copied, dose: { mgPerKg: 5 } }
    expect(await save(wrong)).toMatch(/dose|must be from/)
    // Another dose within the ranges; all but one figure settled.
    const partly: Preset = { ...copied, dose: { mgPerKg: 0.75 }, toComplete: ['due.M6'] }
    expect(await save(partly)).toBe('')
    expect(await approveCopy()).toMatch(/settle due\.M6 first/)
    // What has been settled is not opened again.
    expect(await save({ ...partly, label: 'Own', toComplete })).toBe('')
    expect((await view(COPY))?.preset.toComplete).toEqual(['due.M6'])
    expect(await save({ ...rest, label: 'Own', dose: { mgPerKg: 0.75 } })).toBe('')
    expect(await approveCopy()).toBe('')
    expect(await openSession(COPY)).toBe('')
    expect((await room())?.session?.preset).toMatchObject({ dose: { mgPerKg: 0.75 }, route: 'subcutaneous' })
    expect((await room())?.session?.preset.toComplete).toBeUndefined()
  })

  it('keeps its route and what it requires to be measured', async () => {
    await refusal('copyPreset', { by: 'Dr D', presetId: SKELETON, version: '1', label: 'Under the skin' })
    const copied = (await view(COPY))?.preset
    if (!copied) throw new Error('no copy')
    expect(await save({ ...copied, route: 'im' })).toMatch(/route: must stay/)
    const due = copied.due.map(rule => ({ ...rule, class: 'recommended' as const }))
    expect(await save({ ...copied, due })).toMatch(/required/)
    expect(await save({ ...copied, ceiling: { mgPerKg: 2 } })).toMatch(/must be from 0.2 to 1.5/)
  })
})
