import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { checksInEnglish } from '../words/testing/in-english.ts'
import { evaluateDischarge } from './discharge.ts'
import { inspectGate } from './gate.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/* An answer is to what was seen (AR-24), and doubt does not reassure (AR-17): what ends an answer, and what ends no alarm. */

function run(lines: readonly { readonly t: number }[], presetId = 'IM') {
  const preset = findPreset(presetId)
  if (!preset) throw new Error(`The preset ${presetId} is gone.`)
  const events: ReplayEvent[] = []
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
  const { state } = replayScript(script, {
    preset,
    sessionId: 's',
    t0WallMs: 0,
    onEvent: e => events.push(e),
  })
  const untilMs = ((lines.at(-1)?.t ?? 0) - (lines[0]?.t ?? 0)) * 1000
  const now = { monoMs: untilMs, wallMs: 0 }
  return {
    state,
    now,
    check: (id: string) => checksInEnglish(evaluateDischarge(state, now))?.find(check => check.id === id),
    /** What became of an alarm, and when. */
    of: (alarm: string) =>
      events.flatMap(e =>
        e.event === 'alarm' && e.alarm === alarm ? [`${e.t} ${e.transition} ${e.priority}`] : [],
      ),
    missed: events.flatMap(e =>
      e.event === 'session' && e.kind === 'missed' && e.class === 'required' ? [e.t] : [],
    ),
    stages: events.flatMap(e =>
      e.event === 'session' && e.kind === 'escalation' ? [`${e.t} ${e.alarm} ${e.stage}`] : [],
    ),
  }
}

const by = 'nurse-1'
const act = (t: number, name: string, more: object = {}) => ({ t, do: name, by, ...more })
const end = (t: number) => ({ t, end: true })
const cuff = (t: number, systolic: number, diastolic: number) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, pulseRate: 70, status: 'ok' },
})
const dosed = [cuff(-600, 124, 78), act(0, 'startDosing', { mg: 35 })]

describe('A questionable cuff reading', () => {
  // A pulse pressure of 12 mmHg is one to look at again.
  const high = [...dosed, cuff(300, 190, 100)]

  it('ends no alarm; the next valid one does', () => {
    expect(run([...high, cuff(600, 118, 106), end(610)]).of('systolic-high')).toEqual(['300 raised high'])
    expect(run([...high, cuff(600, 118, 106), cuff(660, 118, 76), end(670)]).of('systolic-high')).toEqual([
      '300 raised high',
      '660 cleared high',
      '660 latched high',
    ])
  })

  it('lowers none, and a moved limit is no way round', () => {
    const moved = act(700, 'changeLimit', {
      alarm: 'systolic-high',
      priority: 'high',
      limit: 185,
      reason: 'x',
    })
    const lower = [...high, cuff(600, 165, 150), moved, end(710)]
    expect(run(lower).of('systolic-high')).toEqual(['300 raised high'])
  })

  it('raises, and calls again where it is worse', () => {
    expect(run([...dosed, cuff(300, 190, 60), end(310)]).of('systolic-high')).toEqual(['300 raised high'])
    const answered = act(400, 'acknowledge', { alarm: 'systolic-high' })
    expect(run([...high, answered, cuff(500, 205, 60), end(510)]).of('systolic-high')).toEqual([
      '300 raised high',
      '400 acknowledged high',
      '500 reAlarmed high',
    ])
  })

  it('is this person’s word where a person has typed it', () => {
    const typed = act(600, 'recordManual', { systolic: 118, diastolic: 106, confirmed: true })
    expect(run([...high, typed, end(610)]).of('systolic-high')).toContain('600 cleared high')
  })

  it('does not pass D3', () => {
    expect(run([...high, cuff(600, 118, 106), end(610)]).check('D3')).toMatchObject({
      passed: false,
      evidence: 'BP 118/106, questionable: measure again',
    })
    expect(run([...high, cuff(600, 124, 112), cuff(660, 118, 76), end(670)]).check('D3')?.passed).toBe(true)
    const low = [...high, cuff(600, 84, 70), end(610)]
    expect(run(low).check('D3')?.evidence).toMatch(/84\/70, questionable/)
  })

  it('opens no gate that a valid one has closed', () => {
    const findings = (...more: readonly { readonly t: number }[]) => {
      const { state, now } = run([cuff(-900, 165, 102), ...more, end(-200)])
      return inspectGate(state, now).filter(one => /ressure|Baseline/.test(one))
    }
    expect(findings()).toEqual(['pressureVeryHigh'])
    expect(findings(cuff(-400, 84, 70))).toEqual(['pressureVeryHigh'])
    expect(findings(cuff(-400, 124, 78))).toEqual([])
  })
})

describe('An answer', () => {
  const rate = (t: number, score: number) => act(t, 'recordScale', { scale: 'moaas', answers: [score] })
  const answered = (t: number, alarm: string) => act(t, 'acknowledge', { alarm })

  it('to a sedation is none to a deeper one', () => {
    const told = [
      ...dosed,
      rate(600, 2),
      answered(610, 'sedation-deep'),
      rate(640, 2),
      rate(660, 0),
      end(670),
    ]
    expect(run(told).of('sedation-deep')).toEqual([
      '600 raised high',
      '610 acknowledged high',
      '660 reAlarmed high',
    ])
  })

  it('to a missed measurement is none to another one', () => {
    const told = [...dosed, act(1500, 'acknowledge', { alarm: 'measurement-missed' })]
    const { of, missed } = run([...told, end(3000)])
    const next = missed.find(t => t > 1500) ?? 0
    expect(of('measurement-missed')).toContain(`${next} reAlarmed medium`)
  })
})

describe('A decision on D8', () => {
  it('taken at a sedation covers no deeper one', () => {
    const rate = (t: number, score: number) => act(t, 'recordScale', { scale: 'moaas', answers: [score] })
    const override = { t: 700, do: 'overrideCheck', by: 'Dr P', check: 'D8', reason: 'seen' }
    expect(run([...dosed, rate(600, 2), override, end(800)]).check('D8')).toHaveProperty('override')
    const deeper = run([...dosed, rate(600, 2), override, rate(750, 0), end(800)])
    expect(deeper.check('D8')).not.toHaveProperty('override')
  })
})

describe('Turning an alarm on', () => {
  it('puts off no call for help about another one', () => {
    const off = act(0, 'turnAlarmOff', { parameter: 'spo2', reason: 'probe' })
    const lines = [...dosed, off, cuff(300, 190, 112)]
    const on = act(355, 'turnAlarmOn', { parameter: 'spo2' })
    expect(run([...lines, on, end(430)]).stages).toEqual(run([...lines, end(430)]).stages)
  })
})
