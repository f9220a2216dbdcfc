import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { replanDue } from './replan.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'
import type { DueItem } from './types.ts'

/* Putting a dose right reckons the list of measurements anew; what is not moved thereby stays as it stood. */

const by = 'nurse-1'
const cuff = (t: number) => ({
  t,
  sample: { kind: 'nibp', systolic: 124, diastolic: 78, mean: null, pulseRate: null },
})
const rated = (t: number) => [
  { t, do: 'recordScale', by, scale: 'moaas', answers: [5] },
  { t: t + 1, do: 'recordScale', by, scale: 'dissociation', answers: [0] },
]
const lot = (t: number) => ({ t, do: 'correctDose', by, dose: 'dose-1', lot: 'K9', reason: 'typed wrong' })
/** Vigil was away for 5 min; the computer's clock says over two hours, until a person tells. */
const gap = (t: number) => [
  { t, gap: 300, boot: 'another', clock: 7200 },
  { t: t + 310, do: 'confirmPatient', by, same: true },
  { t: t + 320, do: 'confirmGap', by, lengthMin: 5 },
]
const wentBack = (t: number) => [{ ...gap(t)[0], clock: -7200 }, ...gap(t).slice(1)]
const end = (t: number) => ({ t, end: true })

function run(lines: readonly object[], presetId: string) {
  const preset = findPreset(presetId)
  if (!preset) throw new Error(presetId)
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
  const events: ReplayEvent[] = []
  const replay = replayScript(script, {
    preset,
    sessionId: 'replan',
    t0WallMs: 0,
    onEvent: event => events.push(event),
  })
  expect(replay.state.session.gaps.every(({ confirmed }) => confirmed)).toBe(true)
  return { state: replay.state, due: replay.state.session.due, events }
}

describe('A reading before a gap that lies in a window', () => {
  it.each([
    ['the line counts more', 1080],
    ['the line stood still', -1200],
  ])('is an answer, also once T0 has moved: %s', (_, clock) => {
    const answered = { ...cuff(590), sample: { ...cuff(590).sample, systolic: 130 } }
    const lines = [
      cuff(-900),
      cuff(-600),
      { t: 0, do: 'startDosing', by, mg: 35 },
      answered,
      { t: 600, gap: 120, boot: 'another', clock },
      { t: 790, do: 'confirmPatient', by, same: true },
      { t: 800, do: 'confirmGap', by, lengthMin: 2 },
    ]
    // T0 three minutes earlier: the reading of 9:50 is now of 12:50.
    const moved = { t: 1000, do: 'correctDose', by, dose: 'dose-1', minutesAgo: 1180 / 60, reason: 'watch' }
    const answers = (due: readonly DueItem[]) =>
      due.filter(({ seq }) => seq === 3).map(({ label, status }) => `${label} ${status}`)
    const { due, events } = run([...lines, moved, end(1300)], 'IM')
    expect(answers(due)).toEqual(['BP 5 late', 'BP 10 late', 'BP 15 done'])
    expect(JSON.stringify(events)).not.toContain('"label":"BP 15","status":"missed"')
  })
})

describe('A second reading after a gap', () => {
  it('answers what the first one answered only by the wrong clock', () => {
    const lines = [
      cuff(-900),
      cuff(-600),
      { t: 0, do: 'startDosing', by, lot: 'K1' },
      { t: 300, do: 'recordDevice', by, lot: 'K2' },
      { t: 600, do: 'recordDevice', by, lot: 'K3' },
      { t: 1200, gap: 300, boot: 'another', clock: 3600 },
      { t: 1510, do: 'confirmPatient', by, same: true },
      cuff(1600),
      cuff(2350),
      { t: 2400, do: 'confirmGap', by, lengthMin: 5 },
      end(2500),
    ]
    const { due, events } = run(lines, 'SPRAVATO-84')
    expect(due.find(({ id }) => id === 'M2')).toMatchObject({ status: 'done' })
    expect(events).toContainEqual(expect.objectContaining({ t: 2400, kind: 'measured', status: 'done' }))
  })
})

describe('A booster that turns out to have been given later', () => {
  const begun = [cuff(-900), cuff(-600), { t: 0, do: 'startDosing', by, mg: 60 }]
  const measured = [cuff(1400), cuff(1500), cuff(2300)]
  const list = (due: readonly DueItem[]) =>
    due.map(({ id, targetMonoMs, status }) => `${id} ${targetMonoMs} ${status}`)
  const inOrder = (...lines: (Record<string, unknown> & { readonly t: number })[]) =>
    lines.toSorted((a, b) => a.t - b.t)

  it('leaves asked what was to be measured before it', () => {
    const inTime = run(
      inOrder(...begun, ...measured, { t: 1440, do: 'recordBooster', by, mg: 15 }, end(2500)),
      'IM',
    )
    const put = run(
      inOrder(
        ...begun,
        ...measured,
        { t: 900, do: 'recordBooster', by, mg: 15 },
        { t: 1800, do: 'correctDose', by, dose: 'dose-2', minutesAgo: 6, reason: 'watch' },
        end(2500),
      ),
      'IM',
    )
    expect(list(put.due)).toEqual(list(inTime.due))
    expect(inTime.due.filter(({ id }) => !id.includes('-2')).length).toBeGreaterThan(3)
  })
})

describe('An excuse', () => {
  const excuse = (t: number, item: string) => ({
    t,
    do: 'excuseMeasurement',
    by,
    item,
    reason: 'in the toilet',
  })
  const booster = (t: number) => ({ t, do: 'recordBooster', by, mg: 15 })
  const withdraw = (t: number, dose: string) => ({ t, do: 'withdrawDose', by, dose, reason: 'never given' })
  const begun = [cuff(-900), cuff(-600), { t: 0, do: 'startDosing', by, mg: 30 }]
  const excusedIn = (due: readonly DueItem[]) => due.filter(({ excused }) => excused).map(({ id }) => id)

  it('for a dose that is withdrawn goes with it, and passes to no other', () => {
    const first = [...begun, excuse(400, 'M2'), booster(900), withdraw(1000, 'dose-1'), end(1100)]
    expect(excusedIn(run(first, 'IM').due)).toEqual([])
    const second = [
      ...begun,
      booster(900),
      excuse(1400, 'M2-2'),
      booster(1800),
      withdraw(2000, 'dose-2'),
      end(2600),
    ]
    expect(excusedIn(run(second, 'IM').due)).toEqual([])
  })
  it('stays with its dose, whose place in the list has changed', () => {
    const lines = [...begun, booster(900), excuse(1400, 'M2-2'), withdraw(1500, 'dose-1'), end(1600)]
    const { due } = run(lines, 'IM')
    expect(excusedIn(due)).toEqual(['M2'])
    const three = [...lines.slice(0, -2), booster(1800), withdraw(2000, 'dose-1'), end(2100)]
    expect(excusedIn(run(three, 'IM').due)).toEqual(['M2'])
  })
})

const doneIn = (due: readonly DueItem[]) => due.filter(({ status }) => status === 'done').length
const nasal = [
  cuff(-600),
  { t: 0, do: 'startDosing', by, lot: 'K1' },
  { t: 300, do: 'recordDevice', by, lot: 'K2' },
  cuff(1200),
  ...rated(1210),
  cuff(2400),
  ...rated(2410),
]
const infused = (endAt: number) => [
  cuff(-600),
  { t: 0, do: 'startDosing', by },
  ...[600, 1200, 1800, 2400].map(cuff),
  { t: endAt, do: 'endDosing', by },
]

it.each([
  ['SPRAVATO-56', nasal],
  ['IV-0.5MGKG-40', infused(2400)],
] as const)('A corrected lot number leaves the whole list of %s as it stands', (presetId, lines) => {
  const before = run([...lines, end(2600)], presetId)
  const after = run([...lines, lot(2500), end(2600)], presetId)
  expect(doneIn(before.due)).toBeGreaterThan(2)
  expect(after.due).toEqual(before.due)
  expect(
    after.events.filter(event => event.event === 'session' && event.kind === 'doseCorrected'),
  ).toHaveLength(1)
})

describe('The list reckoned anew', () => {
  it('leaves each rating with the item that it answered first', () => {
    const { state, due } = run([...nasal, end(2600)], 'SPRAVATO-56')
    expect(due.filter(({ ratings, status }) => ratings && status === 'done').length).toBeGreaterThan(1)
    const now = { monoMs: 3_200_000, wallMs: 0 }
    expect(replanDue(state, state.session, now)).toEqual({ session: state.session, events: [] })
  })

  it.each([
    ['SPRAVATO-56', 'forward', [...nasal, ...gap(3060), cuff(3600)]],
    ['SPRAVATO-56', 'back', [...nasal, ...wentBack(3060), cuff(3600)]],
    ['IV-0.5MGKG-40', 'forward', [...infused(2460), ...gap(2700), cuff(3300)]],
    ['IV-0.5MGKG-40', 'back', [...infused(2460), ...wentBack(2700), cuff(3300)]],
    ['IV-0.5MGKG-40', 'forward, while it runs', [...infused(3700).slice(0, 4), ...gap(1500), cuff(2400)]],
  ] as const)(
    'of %s stands as it stood on either side of a gap of a clock that went %s',
    (presetId, _, lines) => {
      const { state, due } = run([...lines, end(3800)], presetId)
      expect(doneIn(due)).toBeGreaterThan(2)
      const nowMs = state.session.gaps.reduce(
        (sum, { from, to }) => sum + to.monoMs - from.monoMs - 300_000,
        4_400_000,
      )
      const again = replanDue(state, state.session, { monoMs: nowMs, wallMs: 0 })
      expect(again.session.due).toEqual(due)
      expect(again.events).toEqual([])
    },
  )
})
