import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { unknownClinic } from '../clinic.ts'
import { makeTables } from '../report/tables/index.ts'
import { english as words } from '../words/en/index.ts'
import { checksInEnglish } from '../words/testing/in-english.ts'
import { openRemsItems, remsAnswers } from './rems-answers.ts'

/* What a person types while nobody knows that it is this patient says nothing of this patient before somebody does (AR-23). */

const act = (t: number, name: string, more: object = {}) => ({ t, do: name, by: 'A', ...more })
const rems = (t: number, answers: object) => act(t, 'recordRems', { answers })
const report = (same: boolean | null) =>
  reportOf(
    [
      { t: -300, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: 1600 },
      act(0, 'startDosing', { lot: 'L1' }),
      rems(900, { sedation: true, opioids: true }),
      { t: 1600, gap: 2700 },
      act(4310, 'confirmCheck', { item: 'suicideRisk', answer: 'none' }),
      act(4320, 'confirmCheck', { item: 'escort', text: 'Somebody' }),
      act(4321, 'confirmCheck', { item: 'advice' }),
      rems(4330, { sedation: false, respiratory: false }),
      ...(same === null ? [] : [act(4400, 'confirmPatient', { same })]),
      { t: 4600, end: true },
    ]
      .toSorted((a, b) => a.t - b.t)
      .map(line => JSON.stringify(line))
      .join('\n'),
    'device',
  )
const checks = (same: boolean | null) =>
  checksInEnglish(report(same).discharge)?.flatMap(({ id, passed, evidence }) =>
    id === 'D9' || id === 'D10' ? [[passed, evidence]] : [],
  )

describe('Answers typed while it is not known to be this patient', () => {
  it('decide no discharge check', () => {
    const doubt = [false, 'patient not confirmed']
    expect(checks(null)).toEqual([doubt, doubt])
    expect(checks(false)).toEqual([
      [false, 'no escort named'],
      [false, 'not recorded'],
    ])
    expect(checks(true)?.map(([passed]) => passed)).toEqual([true, true])
  })

  it.each([
    [null, { opioids: true, sedation: false, respiratory: false }],
    [true, { opioids: true, sedation: false, respiratory: false }],
    [false, { opioids: true, sedation: true }],
  ])('are answers of the REMS sheet only where it may be this patient (answered: %s)', (same, expected) => {
    const { session } = report(same)
    const given = remsAnswers(session)
    expect(Object.fromEntries(given.map(({ item, value }) => [item, value]))).toEqual(expected)
    expect(given).toHaveLength(Object.keys(expected).length)
    const open = openRemsItems(session, unknownClinic).map(({ id }) => id)
    expect(open.includes('respiratory')).toBe(same === false)
  })

  it.each([
    [null, undefined],
    [true, undefined],
    [false, 'false by A'],
  ])('that take one back take nothing of the patient’s own for good (answered: %s)', (same, expected) => {
    const { session } = reportOf(
      [
        { t: -300, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: 700 },
        act(0, 'startDosing', { lot: 'L1' }),
        rems(400, { opioids: false }),
        rems(2690, { opioids: true }),
        rems(2700, { opioids: null, stimulants: null }),
        ...(same === null ? [] : [act(2720, 'confirmPatient', { same })]),
        { t: 2730, end: true },
      ]
        .toSorted((a, b) => a.t - b.t)
        .map(line => JSON.stringify(line))
        .join('\n'),
      'device',
      'SPRAVATO-56',
    )
    expect(session.patientQuestions).toHaveLength(1)
    const given = remsAnswers(session).find(({ item }) => item === 'opioids')
    expect(given && `${given.value} by ${given.by}`).toBe(expected)
    expect(openRemsItems(session, unknownClinic).some(({ id }) => id === 'opioids')).toBe(!expected)
    // What nobody had answered leaves nothing behind.
    expect(session.rems?.answers.some(({ item }) => item === 'stimulants')).toBe(false)
  })

  it('stand on the sheet with a word until somebody has answered', () => {
    const answered = (same: boolean | null) =>
      makeTables(report(same), words)
        .find(({ section }) => section === 'REMS field sheet')
        ?.rows.find(([item]) => item === 'Sedation')
    expect(answered(null)?.[3]).toContain('patient not confirmed')
    expect(answered(true)?.[3]).not.toContain('patient not confirmed')
    expect(answered(false)?.slice(2)).toEqual(['yes', 'A, 09:15'])
  })
})
