import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/* What is asked for besides the list (checks of SpO2, extra readings) is due after what really passed, whatever is said of a gap (AR-22). */

const by = 'nurse-1'
const cuff = (t: number, systolic = 124, diastolic = 78) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: 72 },
})
const act = (t: number, name: string, more: object = {}) => ({ t, do: name, by, ...more })
const typed = (t: number) => act(t, 'recordManual', { spo2: 97 })
const said = (t: number, lengthMin: number) => act(t, 'confirmGap', { gapNumber: 1, lengthMin })
const corrected = (t: number, lengthMin: number) =>
  act(t, 'correctGap', { gapNumber: 1, lengthMin, reason: 'mistyped' })
const injected = [cuff(-600), typed(-60), act(0, 'startDosing', { mg: 35 })]
const sprayed = [cuff(-600), act(0, 'startDosing'), act(300, 'recordDevice'), act(600, 'recordDevice')]

function run(presetId: string, lines: readonly object[], until: number) {
  const preset = findPreset(presetId)
  if (!preset) throw new Error(presetId)
  const events: ReplayEvent[] = []
  const text = [...lines, { t: until, end: true }].map(line => JSON.stringify(line)).join('\n')
  const options = { preset, sessionId: 's', t0WallMs: 0 }
  const { state } = replayScript(parseScript(text), { ...options, onEvent: event => events.push(event) })
  const told = (kind: 'due' | 'missed', item: string) =>
    events.flatMap(e => (e.event === 'session' && e.kind === kind && e.item === item ? [e.t] : []))
  return { due: state.session.due, gaps: state.session.gaps, told }
}

describe('Checks of SpO2', () => {
  const checked = (gap: object, ...words: readonly object[]) =>
    run('IM', [...injected, typed(600), gap, ...words], 2500)

  it('go on after a gap that the line counts too long', () => {
    const away = { t: 610, gap: 600 }
    const sure = checked(away, typed(1230))
    const long = checked({ ...away, boot: 'another', clock: 7200 }, said(1220, 10), typed(1230))
    expect(sure.told('due', 'S3')).toEqual([2130])
    expect(sure.told('missed', 'S3')).toEqual([2430])
    for (const kind of ['due', 'missed'] as const)
      expect(long.told(kind, 'S3')).toEqual(sure.told(kind, 'S3'))
    const labels = ({ due }: typeof sure) => due.flatMap(({ spo2, label }) => (spo2 ? [label] : []))
    expect(labels(long)).toEqual(labels(sure))
  })

  const back = { t: 1000, gap: 3600, boot: 'another', clock: -3700 }
  const check = (...words: readonly object[]) => {
    const { due, told } = run('IM', [...injected, typed(600), back, ...words], 5500)
    return { item: due.find(({ id }) => id === 'S2'), missed: told('missed', 'S2') }
  }

  it('that were missed in a gap are missed where its length is only put right', () => {
    const straight = check(said(4605, 60))
    expect(straight.missed).toEqual([4605])
    const mended = check(said(4605, 2), corrected(4700, 60))
    expect(mended.missed).toEqual([4700])
    expect(mended.item).toEqual(straight.item)
  })

  it('that a slip had made missed are asked for again', () => {
    const straight = check(said(4605, 2))
    const mended = check(said(4605, 60), corrected(4700, 2))
    expect(straight.missed).toEqual([5280])
    expect(mended.missed).toEqual([4605, 5280])
    expect(mended.item).toEqual(straight.item)
  })
})

describe('An extra reading', () => {
  const high = (t: number) => cuff(t, t < 1200 ? 166 : 168, 92)
  /** Seconds after the gap. */
  const extra = (clock: number, ...words: readonly object[]) => {
    const away = { t: 1200, gap: 120, boot: 'another', clock }
    const { due, gaps } = run('SPRAVATO-84', [...sprayed, high(1190), away, ...words], 1500)
    const to = gaps[0]?.to.monoMs ?? 0
    return ((due.find(item => item.extra)?.targetMonoMs ?? 0) - to) / 1000
  }

  it('follows a length that is put right, although a newer reading has come', () => {
    expect(extra(-60, said(1330, 4), high(1380))).toBe(350)
    expect(extra(-60, said(1330, 2), high(1380))).toBe(470)
    expect(extra(-60, said(1330, 2), high(1380), corrected(1400, 4))).toBe(350)
    expect(extra(-60, said(1330, 4), high(1380), corrected(1400, 2))).toBe(470)
  })

  it('does so over a gap in which the line stood still', () => {
    // Half an hour long, the gap would have had it inside; four minutes leave as much of ten as before.
    expect(extra(-200, said(1330, 30), corrected(1400, 4))).toBe(350)
  })
})

describe('A measurement of the list', () => {
  it('is due no longer where its window turns out to open later', () => {
    const away = { t: 3000, gap: 600 }
    const list = (...lines: readonly object[]) =>
      run('SPRAVATO-84', [...sprayed, ...lines], 3650).due.map(({ label, status }) => `${label} ${status}`)
    const sure = list(away)
    expect(sure).toContain('BP before discharge upcoming')
    expect(list({ ...away, boot: 'another', clock: 3600 }, said(3640, 10))).toEqual(sure)
  })
})
