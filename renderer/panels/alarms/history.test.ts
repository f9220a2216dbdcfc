import { describe, expect, it } from 'vitest'
import type { AlarmEvent, Transition } from '../../../shared/alarm/types.ts'
import { makeLimits } from '../../../shared/limits.ts'
import { spravato84 } from '../../../shared/presets/spravato.ts'
import { readEpisodes } from '../../../shared/report/episodes.ts'
import { withDoubt } from '../../../shared/report/own-alarms.ts'
import { withWorst } from '../../../shared/report/worst.ts'
import type { LogEntry } from '../../../shared/views.ts'
import { fillBuffers } from '../../live/buffers.ts'
import { instant, NOW_MS, samplePressure } from '../../live/testing/sample.ts'
import { fits, type HistoryFilter, noFilter } from './filter.ts'
import { describeRow, type HistoryRow, listTransitions } from './history.ts'
import { bufferedValues } from './values.ts'

const limits = makeLimits(spravato84.limits)
const setting = { limits, zero: instant(60_000), gaps: [], nowMs: 300_000 }

type Line = readonly [s: number, transition: Transition, more?: Partial<AlarmEvent>]

/** A log of low SpO2; `more` makes it anything else. */
function logOf(lines: readonly Line[]): readonly LogEntry[] {
  return lines.map(([s, transition, more], index) => ({
    sessionId: 'S1',
    seq: index + 10,
    at: instant(s * 1000),
    entry: {
      event: 'alarm',
      alarm: 'spo2-low',
      priority: 'high',
      transition,
      value: 84,
      limit: 85,
      ...more,
    },
  }))
}

function rowsOf(lines: readonly Line[]): readonly HistoryRow[] {
  return readEpisodes(logOf(lines), limits, []).map(episode => describeRow(episode, setting))
}

const link = { alarm: 'link-lost', priority: 'medium', value: null, limit: null, detail: 'Nonin' } as const
const systolic = { alarm: 'systolic-high', priority: 'medium', value: 163, limit: 160 } as const

const story: readonly Line[] = [
  [90, 'raised'],
  [102, 'acknowledged', { by: 'Ada', value: 83, reason: 'turned' }],
  [150, 'cleared', { value: 97 }],
  [160, 'raised', link],
  [170, 'cleared', link],
  [180, 'raised', { value: 82 }],
  [200, 'cleared', { value: 96 }],
  [200, 'latched', { value: 82 }],
  [230, 'reset', { by: 'Bo', breakGlass: true }],
  [240, 'raised', systolic],
]

describe('A row of the history', () => {
  it('says what it was, when, how bad, who answered and how it ended', () => {
    expect(rowsOf(story)[0]).toMatchObject({
      priority: 'high',
      what: 'SpO2 low 84 < 85 %',
      course: 'worst 83',
      answers: 'Ada after 12 s (turned); ended after acknowledgement',
      lasted: 'T0 0:30, for 1 min',
      isActive: false,
    })
  })
  it('tells a technical alarm by what failed', () => {
    expect(rowsOf(story)[1]).toMatchObject({
      what: 'Link lost: Nonin',
      course: '',
      answers: 'not acknowledged; ended by itself',
    })
  })
  it('says whose values they were not known to be, from when it was asked', () => {
    const question = { why: 'gap', from: instant(165_000), asked: instant(166_000) } as const
    const coursesOf = (answer?: { by: string; at: ReturnType<typeof instant>; same: boolean }) =>
      readEpisodes(logOf(story), limits, [])
        .map(episode =>
          withDoubt(episode, { patientQuestions: [{ ...question, ...(answer ? { answer } : {}) }] }),
        )
        .map(episode => describeRow(episode, setting).course)
    expect(coursesOf()).toEqual([
      'worst 83',
      '',
      'worst 82; patient not confirmed',
      'worst 163; patient not confirmed',
    ])
    const answer = { by: 'Ada', at: instant(250_000) }
    expect(coursesOf({ ...answer, same: false })[2]).toBe('worst 82; not this patient')
    expect(coursesOf({ ...answer, same: true })[2]).toBe('worst 82')
  })
  it('tells a reset from an acknowledgement', () => {
    expect(rowsOf(story)[2]).toMatchObject({
      answers: 'reset by Bo after 50 s (break-glass); ended by itself, latched',
      isAcknowledged: true,
      clearedByItself: true,
    })
  })
  it('of what is still active counts on to now', () => {
    expect(rowsOf(story)[3]).toMatchObject({
      isActive: true,
      answers: 'not acknowledged; still active',
      lasted: 'T0 3:00, for 1 min',
    })
  })
  it.each([
    ['limit change', 'not acknowledged; ended by a changed limit'],
    ['session closed', 'not acknowledged; ended with the session'],
  ])('names %s as its end', (cause, answers) => {
    expect(
      rowsOf([
        [90, 'raised'],
        [120, 'cleared', { cause }],
      ])[0]?.answers,
    ).toBe(answers)
  })
  it('says that nobody could see it', () => {
    const [row] = rowsOf([
      [90, 'raised', { withheld: 'alarm paused' }],
      [120, 'cleared'],
    ])
    expect(row?.course).toContain('not shown: alarm paused')
  })
  it('begins none for what a cuff held back', () => {
    expect(rowsOf([[90, 'suppressed', { cause: 'cuff' }]])).toEqual([])
  })
  it('says the same as long as nothing has changed: it need not be drawn again', () => {
    const [ended] = rowsOf(story)
    const [episode] = readEpisodes(logOf(story), limits, [])
    expect(episode && describeRow(episode, { ...setting, nowMs: 999_000 }).said).toBe(ended?.said)
  })
})

describe('The transitions of an alarm', () => {
  it('come with time, value, person and cause; a limit only where the value is past it', () => {
    const log = logOf([
      [90, 'raised', { priority: 'medium', value: 88, limit: 90 }],
      [100, 'escalated'],
      [104, 'acknowledged', { by: 'Ada', reason: 'turned' }],
      [284, 'reAlarmed', { cause: 'timer', value: 86 }],
      [290, 'lowered', { priority: 'medium', value: 89, limit: 90 }],
      [299, 'cleared', { priority: 'medium', value: 97 }],
    ])
    const [episode] = readEpisodes(log, limits, [])
    const bySeq = new Map(log.map(entry => [entry.seq, entry]))
    const lines = episode ? listTransitions(episode, bySeq, setting) : []
    expect(lines.map(({ fromZero, what }) => `${fromZero} ${what}`)).toEqual([
      '0:30 raised MEDIUM 88 < 90 %',
      '0:40 rose to HIGH 84 < 85 %',
      '0:44 acknowledged by Ada (turned)',
      '3:44 alarmed again at 86 (time over)',
      '3:50 fell to MEDIUM at 89',
      '3:59 ended at 97',
    ])
  })
})

describe('The filter', () => {
  const found = (filter: Partial<HistoryFilter>) =>
    rowsOf(story)
      .filter(row => fits(row, { ...noFilter, ...filter }))
      .map(({ what }) => what)
  it('that has nothing chosen shows everything', () => {
    expect(found({})).toHaveLength(4)
  })
  it.each<[string, Partial<HistoryFilter>, readonly string[]]>([
    ['priority', { priorities: new Set(['high']) }, ['SpO2 low 84 < 85 %', 'SpO2 low 82 < 85 %']],
    ['alarm', { alarm: 'link-lost' }, ['Link lost: Nonin']],
    ['acknowledged', { states: new Set(['acknowledged']) }, ['SpO2 low 84 < 85 %', 'SpO2 low 82 < 85 %']],
    ['by itself', { states: new Set(['byItself']) }, ['Link lost: Nonin', 'SpO2 low 82 < 85 %']],
    ['still active', { states: new Set(['active']) }, ['Systolic high 163 ≥ 160 mmHg']],
    [
      'either of two states',
      { states: new Set(['active', 'acknowledged']) },
      ['SpO2 low 84 < 85 %', 'SpO2 low 82 < 85 %', 'Systolic high 163 ≥ 160 mmHg'],
    ],
    ['words in any order', { find: 'ada  SPO2' }, ['SpO2 low 84 < 85 %']],
    ['priority and words', { priorities: new Set(['medium']), find: 'low' }, []],
  ])('by %s', (_by, filter, what) => {
    expect(found(filter)).toEqual(what)
  })
})

describe('The worst value', () => {
  const buffers = fillBuffers(
    {
      sessionId: 'S1',
      vitals: [
        {
          vital: 'spo2',
          monoMs: [79_000, 82_000, 100_000, 110_000, 150_000, 151_000],
          values: [60, 84, 71, 50, 80, 61],
          validity: 'vvviqv',
        },
      ],
      nibp: [
        samplePressure(NOW_MS - 250_000, { systolic: 171 }),
        samplePressure(NOW_MS - 251_000, { seq: 2, systolic: 190, validity: 'invalid' }),
        samplePressure(NOW_MS - 252_000, { seq: 3, systolic: 195, existing: true }),
      ],
      log: [],
    },
    [],
  )
  const worst = readEpisodes(logOf(story), limits, []).map(
    episode => withWorst(episode, bufferedValues(buffers), limits, undefined).worst,
  )
  it('is the lowest usable one from its delay to its end', () => {
    expect(worst[0]).toBe(71)
  })
  it('of a pressure is looked for among the cuff readings of this session', () => {
    expect(worst[3]).toBe(171)
  })
})
