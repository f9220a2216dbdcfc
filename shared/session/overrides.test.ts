import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { checksInEnglish } from '../words/testing/in-english.ts'
import type { CheckId } from './checklist.ts'
import { evaluateDischarge } from './discharge.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/* An override is a decision on what stood there: it covers nothing that came later and is worse, or another (AR-24). */

type Line = { readonly t: number; readonly [field: string]: unknown }

function run(lines: readonly Line[], presetId = 'IM') {
  const preset = findPreset(presetId)
  if (!preset) throw new Error(presetId)
  const events: ReplayEvent[] = []
  const text = lines.toSorted((a, b) => a.t - b.t).map(line => JSON.stringify(line))
  const replay = replayScript(parseScript(text.join('\n')), {
    preset,
    sessionId: 'overrides',
    t0WallMs: 0,
    onEvent: event => events.push(event),
  })
  const last = replay.log.at(-1)
  if (!last) throw new Error('no log')
  return {
    ...replay,
    told: (kind: string) => events.filter(event => event.event === 'session' && event.kind === kind),
    check: (id: CheckId) =>
      checksInEnglish(evaluateDischarge(replay.state, last.at))?.find(check => check.id === id),
  }
}

const act = (t: number, what: string, more: object = {}): Line => ({ t, do: what, by: 'Dr P', ...more })
const letPass = (t: number, check: CheckId) => act(t, 'overrideCheck', { check, reason: 'weighed' })
const cuff = (t: number, systolic: number, diastolic: number): Line => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: 70 },
})
const stream = (from: number, until: number, vital: string, value: number): Line => ({
  t: from,
  sample: { kind: 'vital', vital, value, quality: 'good' },
  every: 1,
  until,
})
const dose = act(0, 'startDosing', { mg: 35, reason: 'as ever' })
const before = [cuff(-600, 124, 76), stream(-60, 900, 'spo2', 97), stream(-60, 900, 'pulseRate', 72)]
const end = (t: number): Line => ({ t, end: true })
const weighed = { reason: 'weighed', by: 'Dr P' }

describe('An override of the discharge checklist', () => {
  it('of the time stands while less is left, and not after another dose', () => {
    const near = [...before, dose, letPass(600, 'D1')]
    expect(run([...near, end(660)]).check('D1')).toMatchObject({ passed: false, override: weighed })
    const boosted = run([
      ...near,
      act(700, 'recordBooster', { mg: 10, reason: 'x' }),
      act(760, 'closeSession'),
    ])
    expect(boosted.check('D1')?.override).toBeUndefined()
    expect(boosted.state.session.closed).toBeUndefined()
    expect(boosted.told('overrideEnded')).toMatchObject([{ t: 700, check: 'D1', by: 'Dr P' }])
  })

  it('is given for what a drug was given for: not before T0', () => {
    const early = run([...before, letPass(-30, 'D1'), dose, end(60)])
    expect(early.state.session.overrides).toBeUndefined()
    expect(early.told('gate')).toMatchObject([{ do: 'overrideCheck', refused: /Nothing has been given/ }])
    expect(early.check('D1')?.override).toBeUndefined()
  })

  it.each([
    [148, 92, true],
    [152, 92, true],
    [153, 92, false],
    [148, 93, false],
    [205, 122, false],
  ])('of 152/92 and a later %i/%i', (systolic, diastolic, isCovered) => {
    const { check } = run([
      ...before,
      dose,
      cuff(600, 152, 92),
      letPass(610, 'D3'),
      cuff(700, systolic, diastolic),
      end(720),
    ])
    expect(check('D3')?.passed).toBe(false)
    expect(check('D3')?.override !== undefined).toBe(isCovered)
  })

  it('does not come back when what was worse is over', () => {
    const lines = [
      ...before,
      dose,
      cuff(600, 152, 92),
      letPass(610, 'D3'),
      cuff(700, 205, 122),
      cuff(760, 150, 91),
    ]
    const over = run([...lines, end(780)])
    expect(over.check('D3')).toMatchObject({ passed: false, evidence: expect.stringContaining('150/91') })
    expect(over.check('D3')?.override).toBeUndefined()
    expect(over.told('overrideEnded')).toMatchObject([{ check: 'D3' }])
    const again = run([...lines, letPass(790, 'D3'), end(800)])
    expect(again.check('D3')?.override).toMatchObject(weighed)
  })

  it('of one alarm covers no other, and no higher one', () => {
    const low = [
      cuff(-600, 124, 76),
      dose,
      stream(-60, 300, 'pulseRate', 72),
      stream(-60, 200, 'spo2', 97),
      stream(201, 300, 'spo2', 92),
    ]
    const one = run([...low, letPass(290, 'D8'), end(300)])
    expect(one.state.alarm.conditions).toMatchObject([{ alarm: 'spo2-low', priority: 'low' }])
    expect(one.check('D8')?.override).toMatchObject(weighed)
    const risen = run([...low, letPass(290, 'D8'), stream(301, 330, 'spo2', 82), end(330)])
    expect(risen.state.alarm.conditions).toMatchObject([{ alarm: 'spo2-low', priority: 'high' }])
    expect(risen.check('D8')?.override).toBeUndefined()
    const other = run([
      ...low,
      letPass(290, 'D8'),
      stream(301, 330, 'spo2', 92),
      cuff(320, 190, 112),
      end(330),
    ])
    expect(other.check('D8')?.override).toBeUndefined()
  })

  it('of an alarm covers no value that would end an answer to it, of the same occurrence neither', () => {
    const fast = [
      cuff(-600, 124, 76),
      dose,
      stream(-60, 400, 'spo2', 97),
      stream(-60, 200, 'pulseRate', 72),
      stream(201, 300, 'pulseRate', 142),
    ]
    const then = (rate: number) =>
      run([...fast, letPass(290, 'D8'), stream(301, 330, 'pulseRate', rate), end(330)])
    const [same, worse] = [then(151), then(152)]
    for (const { state } of [same, worse])
      expect(state.alarm.conditions).toMatchObject([{ alarm: 'pulse-high', priority: 'high', occurrence: 1 }])
    expect(same.check('D8')?.override).toMatchObject(weighed)
    expect(worse.check('D8')?.override).toBeUndefined()
    expect(worse.told('overrideEnded')).toMatchObject([{ check: 'D8' }])
  })

  describe('of an alarm counts from the value that was seen, whatever limit is moved or shown', () => {
    const fast = (rate: number) => [
      cuff(-600, 124, 76),
      dose,
      stream(-60, 400, 'spo2', 97),
      stream(-60, 200, 'pulseRate', 72),
      stream(201, 300, 'pulseRate', rate),
      letPass(290, 'D8'),
    ]
    const moved = act(311, 'changeLimit', {
      alarm: 'pulse-high',
      priority: 'medium',
      limit: 130,
      reason: 'x',
    })
    const isCovered = ({ check }: ReturnType<typeof run>) => check('D8')?.override !== undefined

    it.each([
      [130, 130, true],
      [130, 138, false],
    ])('121, then %i, the limit moved, then %i', (first, then, is) => {
      const values = [stream(301, 320, 'pulseRate', first), stream(321, 340, 'pulseRate', then)]
      const after = run([...fast(121), ...values, moved, end(340)])
      expect(after.state.alarm.conditions).toMatchObject([{ alarm: 'pulse-high', occurrence: 1 }])
      expect(isCovered(after)).toBe(is)
      expect(after.told('overrideEnded')).toHaveLength(is ? 0 : 1)
    })

    it('a HIGH that falls to MEDIUM is no worse, and one of before that rises by ten is', () => {
      const better = run([...fast(141), stream(301, 330, 'pulseRate', 134), end(330)])
      expect(better.state.alarm.conditions).toMatchObject([{ alarm: 'pulse-high', priority: 'medium' }])
      expect(isCovered(better)).toBe(true)
      expect(better.told('overrideEnded')).toEqual([])
      const worse = run([...fast(141), stream(301, 330, 'pulseRate', 151), end(330)])
      expect(isCovered(worse)).toBe(false)
    })
  })

  it('of one score covers another that passes, and none that does not', () => {
    const rate = (t: number, scale: string, answers: readonly number[]) =>
      act(t, 'recordScale', { scale, answers })
    const rated = (last: readonly number[]) =>
      run([
        ...before,
        dose,
        rate(600, 'aldrete', [2, 2, 1, 1, 1]),
        rate(601, 'padss', [2, 2, 2, 2, 2]),
        letPass(610, 'D7'),
        rate(700, 'padss', last),
        end(720),
      ])
    const nine = rated([2, 2, 2, 2, 1])
    expect(nine.check('D7')).toMatchObject({ passed: false, override: weighed })
    expect(nine.told('overrideEnded')).toEqual([])
    expect(rated([2, 2, 2, 1, 1]).check('D7')?.override).toBeUndefined()
  })

  it('of an SpO2 covers no lower one, on oxygen neither', () => {
    const oxygen = act(300, 'recordMark', { mark: 'oxygen' })
    const lines = (spo2: number) => [
      cuff(-600, 124, 76),
      dose,
      stream(-60, 900, 'pulseRate', 72),
      stream(-60, 600, 'spo2', 97),
      stream(601, 900, 'spo2', spo2),
      oxygen,
      letPass(590, 'D4'),
      end(900),
    ]
    expect(run(lines(97)).check('D4')).toMatchObject({ evidence: 'oxygen is being given', override: weighed })
    expect(run(lines(82)).check('D4')?.override).toBeUndefined()
  })

  it.each([
    [
      'oxygen ends',
      [
        stream(-60, 900, 'spo2', 97),
        act(300, 'recordMark', { mark: 'oxygen' }),
        act(710, 'recordMark', { mark: 'oxygen', severity: 'none' }),
      ],
    ],
    ['the first values come', [stream(700, 900, 'spo2', 97)]],
  ] as const)('of an SpO2 stands when %s: that is better', (_, known) => {
    const lines = [
      cuff(-600, 124, 76),
      dose,
      stream(-60, 900, 'pulseRate', 72),
      ...known,
      letPass(650, 'D4'),
      end(800),
    ]
    const { check, told } = run(lines)
    expect(check('D4')).toMatchObject({ passed: false, override: weighed })
    expect(told('overrideEnded')).toEqual([])
  })

  it('of what is missing covers that what there is gets older, and nothing else that is missing', () => {
    const lines = [cuff(-600, 124, 76), dose, cuff(600, 124, 76), letPass(620, 'D2')]
    const late = run([...lines, act(1600, 'recordMark', { mark: 'sitting' })])
    expect(late.check('D2')).toMatchObject({ passed: false, override: weighed })
    expect(late.check('D2')?.evidence).toContain('no BP of the last 15 min')
    const asked = run([...lines, act(700, 'recordManual', { spo2: 97 }), end(720)])
    expect(asked.check('D2')?.evidence).toContain('SpO2 27')
    expect(asked.check('D2')?.override).toBeUndefined()
  })

  it('covers no doubt of who the patient is', () => {
    const all = (['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D8', 'D9', 'D10'] as const).map(id => letPass(800, id))
    const gone = run([...before, dose, cuff(700, 124, 76), ...all, { t: 901, gap: 2400 }, end(3400)])
    for (const id of ['D2', 'D3', 'D4', 'D5', 'D6', 'D8'] as const) {
      expect(gone.check(id)).toMatchObject({ passed: false })
      expect(gone.check(id)?.override, id).toBeUndefined()
    }
    expect(gone.check('D9')?.override).toMatchObject(weighed)
  })
})

describe('What was known before the drug was given', () => {
  it.each([
    ['D2', 'no BP of the last 15 min'],
    ['D3', 'no BP reading since T0'],
    ['D4', 'no SpO2 of the last 5 min'],
    ['D10', 'none (Dr P); answered before T0, ask again'],
  ] as const)('does not pass %s', (id, evidence) => {
    const asked = act(-50, 'confirmCheck', { item: 'suicideRisk', answer: 'none' })
    const lines = [
      cuff(-60, 118, 74),
      stream(-60, -1, 'spo2', 97),
      stream(-60, -1, 'pulseRate', 72),
      asked,
      dose,
    ]
    const early = run([...lines, end(30)])
    expect(early.check(id)).toMatchObject({ passed: false, evidence: expect.stringContaining(evidence) })
    const since = [
      cuff(20, 118, 74),
      stream(20, 330, 'spo2', 97),
      // A waveform that moves: nothing is frozen.
      {
        ...stream(20, 330, 'spo2', 97),
        sample: { kind: 'wave', wave: 'pleth', ratePerS: 2, values: [0.2, 0.8] },
      },
      act(20, 'confirmCheck', { item: 'suicideRisk', answer: 'none' }),
    ]
    const later = run([...lines, ...since, end(330)])
    expect(later.check(id)?.passed).toBe(id !== 'D2')
    expect(later.check(id)?.evidence).not.toContain(evidence)
  })

  it('is no decision on the worse value that comes with a better one', () => {
    const { state, told, check } = run([
      cuff(-600, 124, 76),
      dose,
      cuff(300, 150, 94),
      letPass(310, 'D3'),
      {
        t: 600,
        sample: { kind: 'nibp', systolic: 188, diastolic: 112, mean: null, pulseRate: 70, ageS: 200 },
      },
      { t: 600, sample: { kind: 'nibp', systolic: 150, diastolic: 94, mean: null, pulseRate: 70, ageS: 10 } },
      end(601),
    ])
    expect(state.cuff.last).toMatchObject({ systolic: 150 })
    expect(told('overrideEnded')).toMatchObject([{ t: 600, check: 'D3' }])
    expect(check('D3')?.override).toBeUndefined()
  })

  it('forms no fall of the pressure', () => {
    const lines = [cuff(-900, 140, 88), cuff(-600, 160, 92), dose, cuff(300, 152, 91)]
    expect(run([...lines, end(310)]).check('D3')).toMatchObject({
      passed: false,
      evidence: expect.stringMatching(/not falling/),
    })
    expect(run([...lines, cuff(400, 151, 91), end(410)]).check('D3')?.passed).toBe(true)
  })
})
