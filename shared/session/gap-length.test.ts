import { describe, expect, it } from 'vitest'
import { personOf } from '../../fixtures/authority.ts'
import { findPreset } from '../presets/index.ts'
import type { Action } from '../record/index.ts'
import { checksInEnglish, inEnglish } from '../words/testing/in-english.ts'
import { evaluateDischarge } from './discharge.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { stepRoom } from './room.ts'
import { parseScript } from './script.ts'

/* The length of a gap rests on a person's word: one that is far off is looked at again, and one that was wrong is put right. */

const by = 'nurse-1'
const cuff = (t: number, systolic: number, diastolic: number) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: 72 },
})
const stream = (t: number, until: number) => ({
  t,
  sample: { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' },
  every: 1,
  until,
})
/** 20 min after the dose Vigil stands still for an hour; the clock says two. */
const gap = { t: 1200, gap: 3600, boot: 'another', clock: 3600 }
const dosed = [
  cuff(-600, 126, 78),
  stream(-300, 1199),
  { t: 0, do: 'startDosing', by },
  { t: 300, do: 'recordDevice', by },
  { t: 600, do: 'recordDevice', by },
  cuff(1190, 166, 92),
  gap,
  stream(4801, 5400),
  { t: 4810, do: 'confirmPatient', by, same: true },
]
const said = (t: number, lengthMin: number) => ({ t, do: 'confirmGap', by, gapNumber: 1, lengthMin })
const corrected = (t: number, lengthMin: number) => ({
  t,
  do: 'correctGap',
  by,
  gapNumber: 1,
  lengthMin,
  reason: 'mistyped',
})

function run(lines: readonly object[]) {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('The preset is gone.')
  const events: ReplayEvent[] = []
  const script = parseScript([...lines, { t: 5400, end: true }].map(line => JSON.stringify(line)).join('\n'))
  const replay = replayScript(script, { preset, sessionId: 's', t0WallMs: 0, onEvent: e => events.push(e) })
  const last = replay.state.session.gaps[0]?.to ?? { monoMs: 0, wallMs: 0 }
  const now = { monoMs: last.monoMs + 600_000, wallMs: last.wallMs + 600_000 }
  const { due } = replay.state.session
  const regular = due.filter(({ extra }) => !extra)
  /** What is done has its answer: where its window would have ended nobody asks any more. */
  const windows = regular.map(({ id, status, fromMonoMs, targetMonoMs, toMonoMs }) =>
    status === 'done'
      ? { id, status }
      : { id, status, at: [fromMonoMs, targetMonoMs, toMonoMs].map(ms => Math.round(ms / 1000)) },
  )
  const nurse = (action: Action) =>
    inEnglish(stepRoom(replay.state, { kind: 'action', action, authority: personOf('nurse') }, now).refused)
  const check = (id: string) =>
    checksInEnglish(evaluateDischarge(replay.state, now))?.find(one => one.id === id)
  return { events, windows, nurse, check, state: replay.state }
}

describe('A gap whose length was said wrongly', () => {
  it.each([
    [60, 6],
    [6, 60],
    [60, 600],
    [60, 0],
  ])('leaves, put right to %i min from %i, what the right word would have left', (right, wrong) => {
    const straight = run([...dosed, said(4820, right)])
    const mended = run([...dosed, said(4820, wrong), corrected(4850, right)])
    expect(mended.windows).toEqual(straight.windows)
    expect(mended.windows.filter(({ at }) => at).length).toBeGreaterThan(5)
    expect(mended.check('D1')).toEqual(straight.check('D1'))
    const sumMs = ({ state }: typeof mended) =>
      (state.alarm.saidGaps ?? []).reduce((ms, { lacksMs }) => ms + lacksMs, 0)
    expect(sumMs(mended)).toBe(sumMs(straight))
  })

  it('keeps what was said before, with who put it right, and why', () => {
    const { state, events } = run([...dosed, said(4820, 6), corrected(4850, 60), corrected(4860, 61)])
    const [known] = state.session.gaps
    expect(known?.lengthMin).toBe(61)
    expect(known?.corrections).toMatchObject([
      { lengthMin: 6, by, reason: 'mistyped' },
      { lengthMin: 60, by, reason: 'mistyped' },
    ])
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'gap', state: 'corrected', beforeMin: 6, lengthMin: 60, by }),
    )
  })

  it('asks for an extra reading as long after its alarm as before', () => {
    const extra = (lines: readonly object[]) => {
      const { due, gaps } = run([...dosed.slice(0, -2), ...lines]).state.session
      return ((due.find(item => item.extra)?.targetMonoMs ?? 0) - (gaps[0]?.to.monoMs ?? 0)) / 1000
    }
    // The reading was taken 10 s before the gap; 10 min after it are as many less what the gap took.
    expect(extra([said(4800, 2)])).toBe(600 - 10 - 120)
    expect(extra([said(4800, 2), corrected(4800, 4)])).toBe(600 - 10 - 240)
    expect(extra([said(4800, 4), corrected(4800, 2)])).toBe(600 - 10 - 120)
  })

  it.each([
    [60, 3],
    [3, 60],
  ])('leaves of an infusion that was ended early what was given: %i min, not %i', (right, wrong) => {
    const preset = findPreset('IV-0.5MGKG-40')
    if (!preset) throw new Error('The preset is gone.')
    const given = (...words: readonly object[]) => {
      const lines = [
        cuff(-600, 126, 78),
        { t: 0, do: 'startDosing', by },
        { t: 601, gap: 180, boot: 'another', clock: -300 },
        ...words,
        { t: 960, end: true },
      ]
      const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
      const { state, log } = replayScript(script, { preset, sessionId: 's', t0WallMs: 0 })
      const told = log.flatMap(({ entry }) =>
        entry.event === 'session' && entry.kind === 'givenReckoned' ? [entry] : [],
      )
      return { told, mg: state.session.doses.map(({ mg, givenMg }) => givenMg ?? mg) }
    }
    const said = (t: number, lengthMin: number) => ({ t, do: 'confirmGap', by, gapNumber: 1, lengthMin })
    const end = { t: 900, do: 'endDosing', by, reason: 'vomits' }
    const straight = given(said(785, right), end)
    const slip = given(said(785, wrong), end)
    const mended = given(said(785, wrong), end, corrected(950, right))
    expect(mended.mg).toEqual(straight.mg)
    expect(slip.mg).not.toEqual(straight.mg)
    expect([...straight.told, ...slip.told]).toEqual([])
    // The record had the other amount: it says what that became, and why.
    const [mg, beforeMg] = [straight.mg[0], slip.mg[0]]
    expect(mended.told).toMatchObject([{ id: 'dose-1', mg, beforeMg, by, reason: 'mistyped' }])
  })

  it('does not let a patient go on a slip that has been put right', () => {
    expect(run([...dosed, said(4820, 600)]).check('D1')?.passed).toBe(true)
    expect(run([...dosed, said(4820, 600), corrected(4850, 60)]).check('D1')?.passed).toBe(false)
  })

  it.each([
    ['by its time', [], 'observation', 0],
    [
      'early, by a person, with a reason',
      [{ t: 1807, do: 'startDischarge', by, reason: 'x' }],
      'discharge',
      1,
    ],
  ])('takes back a discharge assessment that had begun by it, and no other: %s', (_how, act, phase, kept) => {
    const away = { t: 1200, gap: 600, boot: 'another', clock: -900 }
    const begun = [...dosed.slice(0, 5), away, stream(1801, 5400)]
    const wrong = act.length > 0 ? 11 : 100
    const lines = (...words: readonly object[]) =>
      [...begun, said(1806, wrong), ...act, ...words].toSorted(
        (a, b) => (a as { t: number }).t - (b as { t: number }).t,
      )
    const at = (words: readonly object[]) => run([...lines(...words)]).state.session
    expect(at([]).phase).toBe('discharge')
    const mended = run([...lines(corrected(1850, 10))])
    expect(mended.state.session.phase).toBe(phase)
    expect(mended.state.session.phaseStarts.filter(start => start.phase === 'discharge')).toHaveLength(kept)
    expect(mended.check('D1')?.evidence).toMatch(/min left/)
  })

  it('counts each time, where it is put right, put back and put right again within three seconds', () => {
    const words = [corrected(4850, 61), corrected(4851, 60), corrected(4852, 61)]
    const { state } = run([...dosed, said(4820, 59), ...words])
    expect(state.session.gaps[0]).toMatchObject({ lengthMin: 61, corrections: { length: 3 } })
    // The same twice is one.
    const twice = run([...dosed, said(4820, 59), corrected(4850, 61), corrected(4850.4, 61)])
    expect(twice.state.session.gaps[0]?.corrections).toHaveLength(1)
  })

  it('asks whose the values are, where the right length is a long one', () => {
    const short = { t: 1200, gap: 600, boot: 'another', clock: -500 }
    const lines = [...dosed.slice(0, 6), short, stream(1801, 5400), said(1810, 5), corrected(1850, 90)]
    const asked = run(lines).events.filter(event => 'kind' in event && event.kind === 'samePatient')
    expect(asked).toMatchObject([{ state: 'asked', why: 'gap' }])
  })

  it('is refused where nothing has been said, where the length is known, and where it changes nothing', () => {
    const { nurse } = run(dosed)
    const correct = { do: 'correctGap', by, gapNumber: 1, lengthMin: 60, reason: 'x' } as const
    expect(nurse(correct)).toMatch(/confirm it first/)
    expect(nurse({ ...correct, gapNumber: 2 })).toMatch(/no gap/)
    expect(run([...dosed, said(4820, 60)]).nurse(correct)).toMatch(/already said to have lasted 60 min/)
    const sure = dosed.with(6, { t: 1200, gap: 3600, boot: 'same', clock: 0 } as never)
    expect(run(sure).nurse(correct)).toMatch(/is known/)
  })
})

describe('A length that is far from what the clock says', () => {
  const confirm = (lengthMin: number, lengthConfirmed?: boolean): Action => ({
    do: 'confirmGap',
    by,
    gapNumber: 1,
    lengthMin,
    ...(lengthConfirmed ? { lengthConfirmed } : {}),
  })

  it('wants a second look of a person, and then counts', () => {
    const { nurse } = run(dosed)
    expect(nurse(confirm(12))).toMatch(/12 min is far from the 120 min of the computer’s clock/)
    expect(nurse(confirm(12, true))).toBeNull()
    expect(nurse(confirm(100))).toBeNull()
    const mended = run([...dosed, said(4820, 110)])
    const correct = { do: 'correctGap', by, gapNumber: 1, lengthMin: 12, reason: 'x' } as const
    expect(mended.nurse(correct)).toMatch(/far from/)
    expect(mended.nurse({ ...correct, lengthConfirmed: true })).toBeNull()
  })

  it('wants one too where the clock went back and it is longer than half a day', () => {
    const back = run(dosed.with(6, { ...gap, clock: -7200 } as never))
    expect(back.nurse(confirm(900))).toMatch(/900 min is longer than a session is watched/)
    expect(back.nurse(confirm(60))).toBeNull()
  })
})
