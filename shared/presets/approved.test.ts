import { describe, expect, it } from 'vitest'
import { clinicSet } from '../../fixtures/clinic-set.ts'
import { wordsAsApproved } from '../clinic-set/approved.ts'
import { wordsOf } from '../words/index.ts'
import { differsAsApproved } from './approved.ts'
import { comparePresets } from './figures.ts'
import type { Preset } from './preset.ts'
import { spravato84 } from './spravato.ts'

const english = wordsOf('en')
const pseudo = wordsOf('pseudo')

const own: Preset = { ...spravato84, id: 'SPRAVATO-84-C1', label: 'Ours', dischargeAfterMin: 150 }
const kept = comparePresets(spravato84, own, english)
const approve = (differs: typeof kept, basedOn = 'SPRAVATO-84'): Preset => ({
  ...own,
  clinic: { basedOn: { id: basedOn, version: '3' }, approved: { by: 'Dr D', wallMs: 0, differs } },
})

describe('What was approved to differ', () => {
  it('is kept in English and said in the language that is spoken', () => {
    expect(kept).toHaveLength(2)
    expect(differsAsApproved(approve(kept), english)).toEqual(kept)
    const said = differsAsApproved(approve(kept), pseudo)
    expect(said[1]?.field).toMatch(/^‹Earliest discharge[ ~]+›$/)
    expect(said[1]?.after).toMatch(/^‹150 min after the end of dosing[ ~]+›$/)
    expect(said[0]).toMatchObject({ before: 'SPRAVATO 84 mg', after: 'Ours' })
  })

  it('stands as it was kept where what ships has changed since, or ships no longer', () => {
    const after = '150 min after the end of dosing'
    const since = [
      { field: 'Earliest discharge', before: '90 min', after },
      { field: 'A figure of before', before: null, after: '3' },
    ]
    const [discharge, other] = differsAsApproved(approve(since), pseudo)
    expect(discharge?.field).toMatch(/^‹Earliest discharge[ ~]+›$/)
    expect(discharge?.before).toBe('90 min')
    expect(discharge?.after).toMatch(/^‹150 min/)
    expect(other).toEqual(since[1])
    expect(differsAsApproved(approve(since), english)).toEqual(since)
    expect(differsAsApproved(approve(kept, 'GONE'), pseudo)).toEqual(kept)
    expect(differsAsApproved(own, pseudo)).toEqual([])
  })

  it('is so of the words of a clinic, too', () => {
    const kept = clinicSet.approved?.differs ?? []
    expect(wordsAsApproved(clinicSet, english)).toEqual(kept)
    const said = wordsAsApproved(clinicSet, pseudo)
    expect(said).toHaveLength(kept.length)
    expect(said.filter(({ field }) => !field.startsWith('‹'))).toEqual([])
    const removed = kept.map(({ field }) => ({ field, before: null, after: '[removed]' }))
    const hidden = { ...clinicSet, approved: { by: 'Dr D', wallMs: 0, differs: removed } }
    expect(wordsAsApproved(hidden, pseudo)).toEqual(
      said.map(({ field }) => ({ field, before: null, after: '[removed]' })),
    )
  })
})
