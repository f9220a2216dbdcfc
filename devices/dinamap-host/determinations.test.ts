import { describe, expect, it } from 'vitest'
import type { NibpSample, Sample } from '../../shared/reading.ts'
import { createDeterminations, type Determinations } from './determinations.ts'

interface Shown {
  readonly status: number
  readonly ageS: number | null
  readonly systolic?: number
  readonly mean?: number
}

/** An NA answer, 128/78 with mean 95 unless said otherwise. */
function show(cuff: Determinations, shown: Shown, atMs?: number): Sample[] {
  const samples: Sample[] = []
  const usual = {
    kind: 'nibp',
    patientType: 1,
    isStat: false,
    systolic: 128,
    diastolic: 78,
    mean: 95,
  } as const
  cuff.take({ ...usual, ...shown }, atMs, samples)
  return samples
}

function result(systolic: number, diastolic: number, mean: number, ageS: number): NibpSample {
  return { kind: 'nibp', systolic, diastolic, mean, pulseRate: null, status: 'ok', ageS }
}

function failure(error: string, ageS?: number): NibpSample {
  const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }
  return { kind: 'nibp', ...none, status: 'failed', error, ...(ageS === undefined ? {} : { ageS }) }
}

describe('one sample a determination', () => {
  it('a result repeated for an hour is one', () => {
    const cuff = createDeterminations()
    const given: Sample[] = []
    for (let ageS = 3; ageS <= 3603; ageS += 2) given.push(...show(cuff, { status: 1, ageS }, ageS * 1000))
    expect(given).toEqual([result(128, 78, 95, 3)])
  })

  it('so it is without times, and with every age said twice', () => {
    const cuff = createDeterminations()
    const ages = Array.from({ length: 3600 }, (_, index) => Math.floor(index / 2))
    expect(ages.flatMap(ageS => show(cuff, { status: 1, ageS }))).toEqual([result(128, 78, 95, 0)])
  })

  it('the age starting again makes the same numbers a new result', () => {
    const cuff = createDeterminations()
    show(cuff, { status: 1, ageS: 300 }, 0)
    expect(show(cuff, { status: 1, ageS: 1 }, 2000)).toEqual([result(128, 78, 95, 1)])
  })

  it('so does an age behind the expected one after a long gap', () => {
    const cuff = createDeterminations()
    show(cuff, { status: 1, ageS: 20 }, 0)
    expect(show(cuff, { status: 1, ageS: 25 }, 65_000)).toEqual([result(128, 78, 95, 25)])
  })

  it('an answer held up for some seconds does not make the same numbers new', () => {
    const cuff = createDeterminations()
    show(cuff, { status: 1, ageS: 20 }, 0)
    expect(show(cuff, { status: 1, ageS: 22 }, 6000)).toEqual([])
    expect(show(cuff, { status: 1, ageS: 28 }, 8000)).toEqual([])
  })

  it('but other numbers are another determination, whatever the age says', () => {
    const cuff = createDeterminations()
    show(cuff, { status: 1, ageS: 20 }, 0)
    expect(show(cuff, { status: 1, ageS: 28, systolic: 131 }, 10_000)).toEqual([result(131, 78, 95, 28)])
    expect(show(cuff, { status: 1, ageS: 35, systolic: 140 }, 20_000)).toEqual([result(140, 78, 95, 35)])
  })

  it('so they are without times', () => {
    const cuff = createDeterminations()
    show(cuff, { status: 1, ageS: 20 })
    expect(show(cuff, { status: 1, ageS: 300, systolic: 140 })).toEqual([result(140, 78, 95, 300)])
  })

  it('from busy to done is new, said with the cuff idle again', () => {
    const cuff = createDeterminations()
    show(cuff, { status: 1, ageS: 300 }, 0)
    expect(show(cuff, { status: 0, ageS: 302 }, 2000)).toEqual([{ kind: 'device', state: 'cuffInflating' }])
    expect(show(cuff, { status: 0, ageS: 303 }, 3000)).toEqual([])
    expect(show(cuff, { status: 1, ageS: 1 }, 33_000)).toEqual([
      { kind: 'device', state: 'cuffIdle' },
      result(128, 78, 95, 1),
    ])
  })

  it.each([
    ['with times', (s: number) => s * 1000],
    ['without', () => undefined],
  ])('so it is when the counter starts with the cuff (%s), whatever the numbers', (_, at) => {
    const cuff = createDeterminations()
    show(cuff, { status: 1, ageS: 300 }, at(0))
    show(cuff, { status: 0, ageS: 0 }, at(2))
    show(cuff, { status: 0, ageS: 29 }, at(31))
    expect(show(cuff, { status: 1, ageS: 31 }, at(33))[1]).toEqual(result(128, 78, 95, 31))
  })

  it('a cancelled determination does not bring the old result back as a new one', () => {
    const cuff = createDeterminations()
    show(cuff, { status: 1, ageS: 300 }, 0)
    show(cuff, { status: 0, ageS: 302 }, 2000)
    expect(show(cuff, { status: 1, ageS: 310 }, 10_000)).toEqual([{ kind: 'device', state: 'cuffIdle' }])
  })

  it('a result before any failure is not new after it', () => {
    const cuff = createDeterminations()
    show(cuff, { status: 1, ageS: 300 }, 0)
    show(cuff, { status: 0, ageS: 302 }, 2000)
    expect(show(cuff, { status: 4, ageS: 1 }, 20_000)).toEqual([
      { kind: 'device', state: 'cuffIdle' },
      failure('pump-up timeout', 1),
    ])
    expect(show(cuff, { status: 4, ageS: 3 }, 22_000)).toEqual([])
    expect(show(cuff, { status: 1, ageS: 330 }, 30_000)).toEqual([])
  })

  it('each failure is one, the same again after another try is another', () => {
    const cuff = createDeterminations()
    const statuses = [0, 7, 7, 0, 7, 8, 8]
    const given = statuses.flatMap((status, index) => show(cuff, { status, ageS: null }, index * 1000))
    expect(given.filter(sample => sample.kind === 'nibp')).toEqual([
      failure('step timeout'),
      failure('step timeout'),
      failure('overpressure or excess air in cuff'),
    ])
  })

  it.each([2, 5])('status %i is a failure of unknown kind', status => {
    expect(show(createDeterminations(), { status, ageS: null })).toEqual([
      failure(`unknown failure (status ${status})`),
    ])
  })

  it('pressures of 000 are not given', () => {
    expect(show(createDeterminations(), { status: 1, ageS: 3, mean: 0 })).toEqual([
      { ...result(128, 78, 95, 3), mean: null },
    ])
  })
})

describe('the cuff’s pulse', () => {
  it('goes with the result when it changed while the cuff measured', () => {
    const cuff = createDeterminations()
    cuff.takeCuffRate(70)
    show(cuff, { status: 1, ageS: 300 }, 0)
    show(cuff, { status: 0, ageS: 301 }, 1000)
    cuff.takeCuffRate(70)
    cuff.takeCuffRate(88)
    expect(show(cuff, { status: 1, ageS: 1 }, 31_000)[1]).toMatchObject({ pulseRate: 88 })
  })

  it('does not when it may still be the one before', () => {
    const cuff = createDeterminations()
    cuff.takeCuffRate(70)
    show(cuff, { status: 1, ageS: 300 }, 0)
    show(cuff, { status: 0, ageS: 301 }, 1000)
    cuff.takeCuffRate(70)
    expect(show(cuff, { status: 1, ageS: 1 }, 31_000)[1]).toMatchObject({ pulseRate: null })
  })

  it('goes with a result that stands there already', () => {
    const cuff = createDeterminations()
    cuff.takeCuffRate(70)
    expect(show(cuff, { status: 1, ageS: 300 }, 100)).toEqual([
      { ...result(128, 78, 95, 300), pulseRate: 70 },
    ])
  })

  it('does not stay for a later result', () => {
    const cuff = createDeterminations()
    cuff.takeCuffRate(70)
    show(cuff, { status: 1, ageS: 300 }, 0)
    expect(show(cuff, { status: 1, ageS: 1 }, 2000)).toEqual([result(128, 78, 95, 1)])
  })
})
