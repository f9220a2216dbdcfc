import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { recordCareRequests } from '../../../shared/ipc/record-care.ts'
import { sessionRequests } from '../../../shared/ipc/session.ts'
import { acts } from '../../../shared/record/index.ts'
import { boundsOf, isRequired, partOf, whyNoNumber, whyNoText } from './check.ts'

const open = sessionRequests.openSession.payload
const systolic = partOf(acts.setBaseline.request, 'systolic')
const reason = partOf(acts.setBaseline.request, 'reason')

describe('A field knows of its request', () => {
  it('finds its part, at the top and below', () => {
    expect(boundsOf(partOf(open, 'patient.birthYear'))).toEqual({ min: 1900, max: 2100 })
    expect(boundsOf(partOf(open, 'patient.weightKg'))).toEqual({ min: 20, max: 350 })
    expect(partOf(open, 'patient.shoeSize')).toBeUndefined()
    expect(partOf(open, 'toString')).toBeUndefined()
  })
  it('finds it where a choice decides what is asked for', () => {
    const { payload } = recordCareRequests.keepKey
    expect(partOf(payload, 'place.folder')?.safeParse('x'.repeat(1001)).success).toBe(false)
    expect(partOf(payload, 'place.shelf')).toBeUndefined()
  })
  it('reads the bounds of what may be left out, and none where there is none', () => {
    expect(boundsOf(partOf(acts.setBaseline.request, 'mean'))).toEqual({ min: 25, max: 250 })
    expect(boundsOf(partOf(acts.startDosing.request, 'mg'))).toEqual({ over: 0, max: 2000 })
    expect(boundsOf(partOf(acts.changeLimit.request, 'limit'))).toEqual({})
    expect(boundsOf(undefined)).toEqual({})
  })
  it('knows what must be there', () => {
    expect(isRequired(reason)).toBe(true)
    expect(isRequired(systolic)).toBe(true)
    expect(isRequired(partOf(acts.setBaseline.request, 'mean'))).toBe(false)
    expect(isRequired(partOf(acts.startDosing.request, 'lot'))).toBe(false)
  })
})

describe('A field of one of many answers', () => {
  const rems = acts.recordRems.request
  const words = partOf(rems, 'answers.providerName')
  it('knows its part, which need not be there', () => {
    expect(isRequired(words)).toBe(false)
    expect(partOf(rems, 'answers.shoeSize')).toBeUndefined()
    expect(whyNoText('', { label: 'Provider', schema: words })).toBeNull()
    expect(whyNoText('Dr Who', { label: 'Provider', schema: words })).toBeNull()
  })
  it('is told what its own kind lacks, of the several that the answer may be', () => {
    expect(whyNoText('x'.repeat(5000), { label: 'Provider', schema: words })).toBe(
      'Provider: write at most 200 letters.',
    )
    expect(whyNoNumber('1,5', { label: 'Minutes', schema: partOf(rems, 'answers.readyMinutes') })).toBe(
      'Minutes: write a whole number.',
    )
  })
})

describe('What is wrong with a number', () => {
  const why = (typed: string, more: object = { schema: systolic }) =>
    whyNoNumber(typed, { label: 'Systolic', ...more })
  it('is said by code, with the bounds of the schema', () => {
    expect(why('120')).toBeNull()
    expect(why('40')).toBeNull()
    expect(why('39')).toBe('Systolic: write a number from 40 to 300.')
    expect(why('301')).toBe('Systolic: write a number from 40 to 300.')
    expect(why('9'.repeat(400))).toBe('Systolic: write a number from 40 to 300.')
    expect(why('')).toBe('Systolic: write a number.')
    expect(why('high')).toBe('Systolic: "high" is not a number.')
    expect(why('1,234')).toBe('Systolic: "1,234" may mean 1234 or 1.234. Write it as one of them.')
  })
  it('is said in short, however much was pasted', () => {
    expect(why('x'.repeat(5000))).toBe(`Systolic: "${'x'.repeat(30)}…" is not a number.`)
  })
  it('tells a bound that is not reached itself', () => {
    const mg = partOf(acts.startDosing.request, 'mg')
    expect(why('0', { schema: mg })).toBe('Systolic: write a number over 0, up to 2000.')
    expect(why('2001', { schema: mg })).toBe('Systolic: write a number over 0, up to 2000.')
    expect(why('0,5', { schema: mg })).toBeNull()
  })
  it('tells whole numbers', () => {
    const pulse = partOf(acts.recordManual.request, 'pulseRate')
    expect(why('80', { schema: pulse })).toBeNull()
    expect(why('80.5', { schema: pulse })).toBe('Systolic: write a whole number.')
    expect(why('9'.repeat(400), { schema: pulse })).toBe('Systolic: write a number from 21 to 299.')
  })
  it('keeps to whole numbers where no schema asks for them', () => {
    expect(why('30.5', { min: 5, max: 60, whole: true })).toBe('Systolic: write a whole number.')
    expect(why('30', { min: 5, max: 60, whole: true })).toBeNull()
    expect(why('', { whole: true })).toBeNull()
  })
  it('keeps to a range that another place has', () => {
    expect(why('95', { min: 88, max: 94 })).toBe('Systolic: write a number from 88 to 94.')
    expect(why('94', { min: 88, max: 94 })).toBeNull()
    expect(why('', { min: 88, max: 94 })).toBeNull()
    expect(why('', { required: true })).toBe('Systolic: write a number.')
  })
})

describe('What is wrong with a text', () => {
  const why = (typed: string, schema = reason) => whyNoText(typed, { label: 'Reason', schema })
  it('is said by code', () => {
    expect(why('cold hand')).toBeNull()
    expect(why('  ')).toBe('Reason: write a few words.')
    expect(whyNoText('', { label: 'Reason', schema: reason, missing: 'Say why.' })).toBe('Say why.')
    expect(whyNoText('', { label: 'Reason', missing: 'Say why.' })).toBeNull()
    expect(why('x'.repeat(501))).toBe('Reason: write at most 500 letters.')
  })
  it('is the complaint of the schema, where that has one', () => {
    const initials = partOf(open, 'patient.initials')
    expect(why('=A1', initials)).toBe(
      'Reason: a name or number must not begin with = + - or @, nor hold control characters.',
    )
    expect(why('', initials)).toBe('Reason: write a few words.')
  })
})

describe('A complaint of a kind that a field has no words for', () => {
  it.each<[z.ZodType, string]>([
    [z.enum(['a', 'b']), 'Reason: must be one of: a, b.'],
    [z.iso.date(), 'Reason: what is written is not of the known form. Write it anew.'],
    [z.array(z.string()), 'Reason: must be a list.'],
  ])('is said as everywhere else, with its label (%#)', (schema, said) => {
    expect(whyNoText('c', { label: 'Reason', schema })).toBe(said)
  })
})
