import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { changeLimit, makeLimits } from '../../../shared/limits.ts'
import { defaultLimits } from '../../../shared/presets/default-limits.ts'
import { acts } from '../../../shared/record/index.ts'
import { SheetForm } from '../fields/SheetForm.tsx'
import { LimitRow, type LimitRowProps } from './LimitRow.tsx'
import { askLimits } from './limit-edits.ts'

const limits = makeLimits(defaultLimits)
const nobody = { spo2: null, pulseRate: null }
const lung = { spo2: 88, pulseRate: 84 }

function shown(alarm: LimitRowProps['alarm'], more: Partial<LimitRowProps> = {}): string {
  const row = { limits, changes: [], ownLevels: nobody, edits: {}, onEdit: () => {}, onBack: () => {} }
  return renderToStaticMarkup(<LimitRow alarm={alarm} {...row} {...more} />)
}

describe('A limit in the sheet', () => {
  it('offers what fits this patient, and says from what it is counted', () => {
    const markup = shown('spo2-low', { ownLevels: lung })
    expect(markup).toContain('84: 4 under this patient’s own 88 % (SpO2 low LOW)')
    expect(markup).toContain('82: 6 under this patient’s own 88 % (SpO2 low MEDIUM)')
    expect(markup).toContain('80: 8 under this patient’s own 88 % (SpO2 low HIGH)')
    expect(shown('pulse-high', { ownLevels: lung })).toContain('134: 50 over this patient’s own 84 /min')
  })
  it('offers nothing without an own level, nor what stands there already', () => {
    expect(shown('spo2-low')).not.toContain('<button')
    expect(shown('spo2-low', { ownLevels: { ...lung, spo2: 97 } })).not.toContain('<button')
    expect(shown('systolic-low', { ownLevels: lung })).not.toContain('<button')
  })
  it('says who may move it how far', () => {
    const markup = shown('spo2-low')
    expect(markup).toContain('84 to 95 to fit this patient (prescriber, with a reason)')
    expect(markup).toContain('88 to 94 (Clinician); 82 to 94 to fit this patient')
    expect(shown('resp-low')).toContain('10 to 12 (Nurse); 8 to 14 to fit this patient')
    expect(shown('systolic-rise')).toContain('(fixed)')
  })
})

describe('A limit that is taken out of its field', () => {
  it('is missed there, and nothing is sent that would leave it as it was', () => {
    const form = {
      error: null,
      why: null,
      refused: null,
      busy: false,
      tried: true,
      request: acts.changeLimit.request,
      element: { current: null },
      submit: () => {},
      begin: () => {},
      retract: () => {},
    }
    const row = { limits, changes: [], ownLevels: nobody, onEdit: () => {}, onBack: () => {} }
    const markup = renderToStaticMarkup(
      <SheetForm form={form}>
        <LimitRow alarm="spo2-low" {...row} edits={{ 'spo2-low medium': ' ' }} />
      </SheetForm>,
    )
    expect(markup.match(/aria-invalid="true"/g)).toHaveLength(1)
    expect(markup).toContain('SpO2 low, medium (%): write a number.')
  })
})

describe('What the sheet asks for', () => {
  it('comes in an order in which no limit contradicts another on the way', () => {
    const key = (priority: string, alarm = 'spo2-low') => `${alarm} ${priority}`
    const edits = {
      [key('low')]: '84',
      [key('medium')]: '82',
      [key('high')]: '80',
      [key('high', 'pulse-high')]: '120',
      [key('medium', 'pulse-high')]: '100',
    }
    const asked = askLimits(edits, limits, lung, ' chronic lung disease ')
    expect(asked.map(({ alarm, priority, limit }) => `${alarm} ${priority} ${limit}`)).toEqual([
      'spo2-low high 80',
      'spo2-low medium 82',
      'spo2-low low 84',
      'pulse-high medium 100',
      'pulse-high high 120',
    ])
    expect(asked[0]).toMatchObject({ reason: 'chronic lung disease', fromOwn: true })
    expect(asked[3]).not.toHaveProperty('fromOwn')
    let now = limits
    for (const { alarm, priority, limit } of asked) {
      const changed = changeLimit(now, alarm, priority, limit, { kind: 'replay', name: 'test' })
      expect(changed.ok).toBe(true)
      if (changed.ok) now = changed.limits
    }
  })
  it('leaves out what stands there, and names what is no number', () => {
    expect(askLimits({ 'spo2-low medium': '90', 'spo2-low low': '' }, limits, nobody, '')).toEqual([])
    expect(() => askLimits({ 'spo2-low medium': 'x' }, limits, nobody, '')).toThrow(/SpO2 low/)
  })
})
