import { describe, expect, it } from 'vitest'
import { richReport } from '../../fixtures/sessions/rich-session.ts'
import { REMOVED } from '../record/privacy.ts'
import type { KeptEvidence } from '../session/evidence.ts'
import { english as words } from '../words/en/index.ts'
import { checksInEnglish } from '../words/testing/in-english.ts'
import { sayGapCause } from './gaps.ts'
import type { Report } from './model.ts'
import { describeAge, pseudonymise } from './pseudonymise.ts'
import { makeTables } from './tables/index.ts'

const now = Date.UTC(2026, 10, 23)
const born = (birthYear: number) => ({ initials: 'A.B.', birthYear, recordId: '1' })

describe('pseudonymise', () => {
  it.each([
    [1980, 'aged 40 to 49'],
    [1977, 'aged 40 to 49'],
    [1976, 'aged 50 to 59'],
    [2026, 'aged 0 to 9'],
    [1936, 'aged 90 or more'],
    [1921, 'aged 90 or more'],
  ])('gives who was born in %i a band of ages', (birthYear, band) => {
    expect(describeAge(born(birthYear), now, words)).toBe(band)
  })

  it('says no year of birth by which the band could be made narrower', () => {
    const yearFor = (birthYear: number) => {
      const report = richReport()
      const session = { ...report.session, patient: born(birthYear) }
      return pseudonymise({ ...report, session }, words).session.patient.birthYear
    }
    expect(new Set([1977, 1980, 1986].map(yearFor)).size).toBe(1)
  })

  it('calls the same person by the same number everywhere, and two people by two', () => {
    const { session, alarms, events } = pseudonymise(richReport(), words, [
      { id: 'person-1', name: 'N. Okafor', role: 'nurse', active: true },
    ])
    const nurse = session.doses[0]?.by
    expect(nurse).toMatch(/^person \d+ \(nurse\)$/)
    expect(session.identity?.by).toBe(nurse)
    expect(session.handOvers?.[0]?.by).toBe(nurse)
    expect(session.handOvers?.[0]?.to).not.toBe(nurse)
    expect(alarms.flatMap(({ acknowledgements }) => acknowledgements.map(({ by }) => by))).toContain(nurse)
    expect(events.map(({ entry }) => 'by' in entry && entry.by)).toContain(nurse)
    // The prescriber's role is known from the signature.
    expect(session.signatures?.at(-1)?.by).toMatch(/^person \d+ \(prescriber\)$/)
  })

  it('leaves what Vigil says, and removes what people typed', () => {
    const named = richReport()
    const hidden = pseudonymise(named, words)
    const [before, after] = [makeTables(named, words), makeTables(hidden, words)]
    expect(after.map(({ title, rows }) => [title, rows.length])).toEqual(
      before.map(({ title, rows }) => [title, rows.length]),
    )
    for (const title of [
      'Doses',
      'Alarm load',
      'Data quality',
      'Required, recommended and extra measurements',
    ]) {
      const rows = (tables: typeof after) => tables.find(table => table.title === title)?.rows ?? []
      const words = (tables: typeof after) =>
        rows(tables).map(row => row.filter(cell => !/Okafor|person/.test(cell)))
      expect(words(after)).toEqual(words(before))
    }
    expect(hidden.session.marks[0]?.text).toBe(REMOVED)
    expect(hidden.recordHash).toBe(named.recordHash)
    expect(hidden.limits).toBe(named.limits)
  })

  it.each<KeptEvidence>([
    'present: a rope (Ana)',
    { code: 'risk', values: { answer: 'present', said: 'a rope', by: 'Ana' } },
  ])('keeps which answer the suicide-risk check got, and removes its words: %j', evidence => {
    const named = richReport()
    const { closed, ...open } = named.session
    const session = { ...open, ...(closed ? { closed: { by: closed.by, at: closed.at } } : {}) }
    const discharge = named.discharge?.map(check =>
      check.id === 'D10' ? ({ ...check, answer: 'present', evidence } as const) : check,
    )
    const hidden = pseudonymise({ ...named, session, discharge: discharge ?? null }, words)
    const find = (report: Report) => checksInEnglish(report.discharge)?.find(({ id }) => id === 'D10')
    expect(find(hidden)).toMatchObject({ answer: 'present', evidence: 'present' })
    expect(JSON.stringify(hidden)).not.toContain('rope')
    expect(hidden.session.confirmations?.find(({ item }) => item === 'suicideRisk')?.text).toBe(REMOVED)
  })

  it('finds a name inside a text that may stay, but not inside another word', () => {
    const named = richReport()
    const { session } = named
    const withLots = (...lots: string[]): Report => ({
      ...named,
      session: {
        ...session,
        doses: session.doses.map((dose, index) => ({ ...dose, lot: lots[index] ?? 'L' })),
      },
    })
    const hidden = pseudonymise(withLots('of Dr Lindqvist', 'Dr Lindqvistson'), words)
    const [first, second] = hidden.session.doses.map(({ lot }) => lot)
    expect(first).toMatch(/^of person \d+ \(prescriber\)$/)
    expect(second).toBe('Dr Lindqvistson')
  })

  it('works sentences out again from what is hidden: a gap that a person has confirmed', () => {
    const named = richReport()
    const gap = {
      from: named.zero,
      to: named.end,
      cause: 'restart',
      confirmed: { by: 'Dr Lindqvist', at: named.end },
    } as const
    const hidden = pseudonymise({ ...named, session: { ...named.session, gaps: [gap] } }, words)
    const stopped = hidden.gaps.filter(({ what }) => what === 'monitoring')
    expect(stopped.map(one => sayGapCause(one, words))).toEqual([
      expect.stringMatching(/confirmed by person \d+ \(prescriber\)$/),
    ])
  })

  it('removes words under a key that nobody has thought of yet', () => {
    const named = richReport()
    const entry = { event: 'session', kind: 'note', by: 'A', novelty: 'told by his sister' } as never
    const hidden = pseudonymise(
      {
        ...named,
        events: [...named.events, { sessionId: 'S', seq: 9999, at: named.end, entry }],
      },
      words,
    )
    expect(JSON.stringify(hidden.events.at(-1))).not.toContain('sister')
  })
})
