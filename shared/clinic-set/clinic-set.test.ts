import { describe, expect, it } from 'vitest'
import { clinicSet } from '../../fixtures/clinic-set.ts'
import { alarmIds } from '../alarm/ids.ts'
import { english as words } from '../words/en/index.ts'
import { type ClinicSet, type ClinicWords, shippedWords } from './clinic-set.ts'
import { clinicWordsSchema, parseClinicSet } from './schema.ts'
import { adviceOf, compareWords, guidanceOf, rewordable, stopInfusionOf } from './texts.ts'
import { type ClinicSetRecord, nextVersion, setInUse, viewClinicSets } from './versions.ts'

const of = (more: Partial<ClinicWords>): ClinicWords => ({ ...shippedWords, ...more })
const complaint = (more: object): string => {
  const parsed = parseClinicSet({ ...shippedWords, version: '1', ...more })
  return parsed.ok ? '' : parsed.error
}

describe('what a clinic’s words may be', () => {
  it('takes what a clinic would write, and as many as are allowed', () => {
    expect(parseClinicSet(clinicSet)).toEqual({ ok: true, set: clinicSet })
    const marks = Array.from({ length: 20 }, (_, index) => `Mark number ${index}`)
    const criteria = Array.from({ length: 10 }, (_, index) => ({
      id: `C${index + 1}`,
      text: `Asks ${index}`,
    }))
    expect(complaint({ marks, criteria })).toBe('')
    expect(complaint({ marks: ['🙂'.repeat(40)] })).toBe('')
  })

  it.each([
    [
      'a mark too many',
      { marks: Array.from({ length: 21 }, (_, n) => `m${n}`) },
      'marks: must be at most 20.',
    ],
    ['an empty mark', { marks: [' '] }, 'marks.0: must not be empty.'],
    ['a long mark', { marks: ['x'.repeat(41)] }, 'marks.0: must have at most 40 letters.'],
    [
      'a mark that a spreadsheet would take for a formula',
      { marks: ['=1+1'] },
      /^marks\.0: a name or number/,
    ],
    ['a mark that ships', { marks: ['VOMITING'] }, 'marks.0: “VOMITING” ships with Vigil: leave it out.'],
    ['the same mark twice', { marks: ['Yawning', 'yawning'] }, 'marks.1: “yawning” is there twice.'],
    ['an empty guidance', { guidance: { 'spo2-low': '' } }, 'guidance.spo2-low: must not be empty.'],
    ['a guidance for no alarm', { guidance: { 'spo3-low': 'look' } }, /guidance.*spo3-low/],
    ['a reason to stop that is none', { stopInfusion: { 'link-lost': 'stop' } }, /stopInfusion.*link-lost/],
    ['an empty advice', { advice: '' }, 'advice: must not be empty.'],
    [
      'a criterion in the place of a required one',
      { criteria: [{ id: 'D1', text: 'Awake' }] },
      /^criteria\.0\.id/,
    ],
    [
      'a number twice',
      {
        criteria: [
          { id: 'C1', text: 'Has eaten' },
          { id: 'C1', text: 'Walks' },
        ],
      },
      'criteria.1.id: is there twice.',
    ],
    [
      'a question twice',
      {
        criteria: [
          { id: 'C1', text: 'Walks' },
          { id: 'C2', text: 'WALKS' },
        ],
      },
      'criteria.1: “WALKS” is there twice.',
    ],
    ['a field that is not known', { required: [] }, /required/],
  ])('refuses %s', (_what, more, said) => {
    expect(complaint(more)).toMatch(said)
    const { version: _version, ...asSent } = { ...shippedWords, version: '1', ...more }
    expect(clinicWordsSchema.safeParse(asSent).success).toBe(false)
  })
})

describe('the words of a clinic', () => {
  it('stand in the place of what ships, and only where there are some', () => {
    expect(guidanceOf('spo2-low', clinicSet, words)).toBe('call the desk, then airway and oxygen')
    expect(guidanceOf('pulse-low', clinicSet, words)).toBe(words.guidance['pulse-low'])
    expect(guidanceOf('spo2-low', undefined, words)).toBe(words.guidance['spo2-low'])
    expect(stopInfusionOf('spo2-low', clinicSet, words)).toBe('pause the pump')
    expect(stopInfusionOf('link-lost', clinicSet, words)).toBeUndefined()
    expect(adviceOf(clinicSet, words)).toBe('Leaflet 7 given, no driving until the next day')
    expect(adviceOf(undefined, words)).toBe(words.confirmations.advice)
  })

  it('never leave an alarm without words, and are shown with what ships beside them', () => {
    const all = rewordable(clinicSet, words)
    expect(all.length).toBeGreaterThan(alarmIds.length)
    for (const { shipped, here } of all) {
      expect(shipped).not.toBe('')
      expect(here).not.toBe('')
    }
    expect(all.find(({ field }) => field === 'SpO2 low: what to do')).toEqual({
      field: 'SpO2 low: what to do',
      shipped: 'stimulate, airway, oxygen',
      here: 'call the desk, then airway and oxygen',
    })
  })

  it('differ from what ships text by text', () => {
    expect(compareWords(shippedWords, shippedWords, words)).toEqual([])
    expect(compareWords(shippedWords, clinicSet, words)).toEqual([
      { field: 'Mark', before: null, after: 'Yawning' },
      { field: 'Mark', before: null, after: 'Eye mask off' },
      {
        field: 'SpO2 low: what to do',
        before: 'stimulate, airway, oxygen',
        after: 'call the desk, then airway and oxygen',
      },
      { field: 'SpO2 low, HIGH: stop the infusion', before: 'stop the infusion', after: 'pause the pump' },
      {
        field: 'Written advice (D9)',
        before: words.confirmations.advice,
        after: 'Leaflet 7 given, no driving until the next day',
      },
      { field: 'Discharge criterion', before: null, after: 'Has eaten and drunk' },
      { field: 'Discharge criterion', before: null, after: 'Walks unaided' },
    ])
    expect(compareWords(of({ marks: ['Yawning'] }), of({ marks: ['Humming'] }), words)).toEqual([
      { field: 'Mark', before: 'Yawning', after: null },
      { field: 'Mark', before: null, after: 'Humming' },
    ])
  })
})

describe('versions of the words of a clinic', () => {
  let seq = 0
  const record = (
    version: string,
    state: ClinicSetRecord['state'],
    set: Partial<ClinicSet> = {},
  ): ClinicSetRecord => {
    seq += 1
    return { seq, state, by: 'Dr D', wallMs: seq, reason: null, set: { ...shippedWords, ...set, version } }
  }
  const states = (...records: readonly ClinicSetRecord[]) =>
    viewClinicSets(records, words).map(({ set, state }) => `${set.version} ${state}`)

  it('are in use once approved, until a newer one is, or until they are withdrawn', () => {
    const one = [record('1', 'draft'), record('1', 'approved')]
    expect(setInUse(viewClinicSets([], words))).toBeUndefined()
    expect(setInUse(viewClinicSets(one.slice(0, 1), words))).toBeUndefined()
    expect(setInUse(viewClinicSets(one, words))?.version).toBe('1')
    const two = [...one, record('2', 'draft')]
    expect(states(...two)).toEqual(['1 approved', '2 draft'])
    const three = [...two, record('2', 'approved')]
    expect(states(...three)).toEqual(['1 replaced', '2 approved'])
    // What was put aside does not come back: the shipped words do.
    const four = [...three, record('2', 'withdrawn')]
    expect(states(...four)).toEqual(['1 replaced', '2 withdrawn'])
    expect(setInUse(viewClinicSets(four, words))).toBeUndefined()
  })

  it('are changed in the open draft, or in the one after the newest', () => {
    expect(nextVersion([])).toBe('1')
    expect(nextVersion(viewClinicSets([record('3', 'draft')], words))).toBe('3')
    expect(nextVersion(viewClinicSets([record('3', 'approved')], words))).toBe('4')
    expect(nextVersion(viewClinicSets([record('3', 'withdrawn')], words))).toBe('4')
  })
})
