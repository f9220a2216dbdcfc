import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../../shared/limits.ts'
import { spravato84 } from '../../../shared/presets/spravato.ts'
import { MINUTE_MS } from '../../../shared/time.ts'
import type { CurrentValue } from '../../../shared/views.ts'
import {
  instant,
  NOW_MS,
  sampleAlarm,
  sampleCurrent,
  samplePressure,
  sampleRoom,
  sampleSession,
} from '../../live/testing/sample.ts'
import {
  alarmOf,
  cuffFigure,
  describeBaseline,
  describeCuff,
  describeSite,
  pulseFigure,
  smallFigures,
  streamFigure,
} from './figures.ts'

const limits = makeLimits(spravato84.limits)
const stream = (...args: Parameters<typeof sampleCurrent>) =>
  streamFigure(sampleCurrent(...args), instant(NOW_MS), false, [])
const idle = { last: null, failed: null, inflating: false, canStart: false }

describe('A streamed figure', () => {
  it('shows value, quality and age', () => {
    expect(stream(1200)).toEqual({
      shown: '97',
      value: '97',
      freshness: 'fresh',
      quality: 'good',
      age: '1 s',
    })
  })
  it.each([
    [5000, 'fresh', '97'],
    [5001, 'stale', '97'],
    [10_000, 'stale', '97'],
    [10_001, 'blank', ''],
  ])('of %i ms is %s', (ageMs, freshness, value) => {
    expect(stream(ageMs)).toMatchObject({ freshness, value })
  })
  it('never shows an old value as if it were good', () => {
    expect(stream(7000).quality).toBe('stale')
  })
  it('says why there is none', () => {
    expect(stream(500, { value: null, quality: 'noSignal', why: 'noSensor' })).toMatchObject({
      shown: '--',
      value: '',
      quality: 'sensor off',
      age: '',
    })
    expect(stream(500, { value: null, quality: 'noSignal', why: 'searching' }).quality).toBe('searching')
    expect(streamFigure(sampleCurrent(20_000), instant(NOW_MS), true, []).quality).toBe('link lost')
    expect(streamFigure(undefined, instant(NOW_MS), false, [])).toMatchObject({
      value: '',
      quality: 'no monitor',
    })
  })
  it('marks what is weak or doubtful', () => {
    expect(stream(0, { quality: 'poor' }).quality).toBe('weak signal')
    expect(stream(0, { validity: 'questionable' }).quality).toBe('check')
    expect(stream(0, { validity: 'questionable', flags: ['frozen', 'cuff'] }).quality).toBe(
      'check: possibly frozen, cuff on this arm',
    )
  })
  it('is not doubted for the cuff on its arm alone', () => {
    expect(stream(0, { flags: ['cuff'] }).quality).toBe('cuff on this arm')
  })
  it('says why a value is not shown that cannot be', () => {
    const impossible = stream(0, { value: null, validity: 'invalid', flags: ['hardRange'] })
    expect(impossible).toMatchObject({ shown: '--', quality: 'outside the possible' })
  })
  it('shows an SpO2 below what oximeters are accurate for as such', () => {
    expect(stream(0, { value: 69 }).shown).toBe('< 70')
    expect(stream(0, { value: 70 }).shown).toBe('70')
    expect(stream(0, { value: 69, vital: 'pulseRate' }).shown).toBe('69')
  })
  it('keeps a value that a person typed, with its age', () => {
    expect(stream(3 * MINUTE_MS, { manual: true })).toMatchObject({
      value: '97',
      quality: 'manual',
      age: '3 min',
    })
  })
})

describe('A figure from before a gap under a clock that went back', () => {
  const at = instant(NOW_MS - 2000)
  const open = [{ from: at, to: at, cause: 'restart' as const, byWallMs: -7_200_000 }]
  const said = open.map(gap => ({ ...gap, lengthMin: 60, confirmed: { by: 'Ada', at: instant(NOW_MS) } }))
  const now = instant(NOW_MS)

  it('has no age that is known, until somebody has said how long it was', () => {
    expect(streamFigure(sampleCurrent(3000), now, false, open)).toMatchObject({
      value: '',
      freshness: 'blank',
      age: 'age not known',
    })
    expect(streamFigure(sampleCurrent(3000, { manual: true }), now, false, open)).toMatchObject({
      value: '97',
      freshness: 'stale',
      age: 'age not known',
    })
    expect(cuffFigure({ ...idle, last: samplePressure(3000) }, now, open)).toMatchObject({
      value: '138/85',
      freshness: 'stale',
      quality: 'stale',
      age: 'age not known',
    })
  })
  it('is as old as that person said', () => {
    expect(streamFigure(sampleCurrent(3000), now, false, said)).toMatchObject({ value: '', age: '1 h 00' })
    expect(cuffFigure({ ...idle, last: samplePressure(3000) }, now, said).age).toBe('1 h 00 ago')
  })
  it('is of now where it came after the gap', () => {
    expect(streamFigure(sampleCurrent(1000), now, false, open)).toMatchObject({ value: '97', age: '1 s' })
  })
})

describe('The cuff figure', () => {
  const cuff = (...args: Parameters<typeof samplePressure>) =>
    cuffFigure({ ...idle, last: samplePressure(...args) }, instant(NOW_MS), [])

  it('always has its age', () => {
    expect(cuff(4 * MINUTE_MS)).toMatchObject({
      value: '138/85',
      map: '103',
      age: '4 min ago',
      quality: 'good',
    })
  })
  it.each([
    [10 * MINUTE_MS, 'fresh', 'good'],
    [10 * MINUTE_MS + 1, 'stale', 'good'],
    [15 * MINUTE_MS + 1, 'stale', 'stale'],
  ])('of %i ms is %s and %s', (ageMs, freshness, quality) => {
    expect(cuff(ageMs)).toMatchObject({ freshness, quality })
  })
  it('is blank before the first reading', () => {
    expect(cuffFigure(idle, instant(NOW_MS), [])).toMatchObject({
      value: '',
      map: '',
      quality: 'no reading yet',
    })
  })
  it('says where an unusual reading came from', () => {
    expect(cuff(0, { existing: true }).quality).toBe('before session')
    expect(cuff(0, { source: { origin: 'manual', id: 'Ada', driver: 'manual' } }).quality).toBe('manual')
    expect(cuff(0, { validity: 'questionable' }).quality).toBe('check')
    expect(cuff(0, { flags: ['stepChange'] }).quality).toBe('check: repeat to confirm')
    expect(cuff(0, { validity: 'questionable', flags: ['meanCalculated', 'cuffPulse'] }).quality).toBe(
      'check: pulse differs from oximeter',
    )
    expect(cuff(0, { flags: ['meanCalculated'] }).quality).toBe('good')
  })
  it('tells what the cuff does', () => {
    const failed = samplePressure(0, { status: 'failed', systolic: null, error: 'pump-up timeout' })
    expect(describeCuff(idle)).toBe('')
    expect(describeCuff({ ...idle, failed })).toBe('failed: pump-up timeout')
    expect(describeCuff({ ...idle, failed, inflating: true })).toBe('measuring …')
  })
  it('tells what the patient did while it measured', () => {
    const last = { ...samplePressure(0), seq: 9 }
    const mark = { id: 'mark-1', mark: 'talking', seq: 9, by: 'Ada', at: instant(0) } as const
    expect(describeCuff({ ...idle, last }, [mark, { ...mark, mark: 'distressed' }])).toBe(
      'talking, distressed',
    )
    expect(describeCuff({ ...idle, last }, [{ ...mark, seq: 8 }])).toBe('')
    expect(describeCuff({ ...idle, last }, [{ ...mark, withdrawn: { by: 'Ada', at: instant(1) } }])).toBe('')
  })
})

describe('The baseline', () => {
  const nibp = { ...idle, last: samplePressure(0) }
  const session = sampleSession({
    t0: instant(0),
    baseline: {
      systolic: 123.5,
      diastolic: 90,
      mean: null,
      pulseRate: null,
      spo2: null,
      from: [1],
      frozenAt: instant(0),
    },
  })
  it('stands with the difference, rounded once', () => {
    expect(describeBaseline(session, nibp)).toBe('baseline 124/90 +15/−5')
  })
  it('is said to be missing only from T0 on', () => {
    expect(describeBaseline(sampleSession(), nibp)).toBe('')
    expect(describeBaseline(sampleSession({ t0: instant(0) }), nibp)).toBe('no baseline')
  })
})

describe('Where cuff and sensor are', () => {
  const at = (cuff: 'left' | 'leg', sensor: 'left' | 'right') =>
    sampleSession({ sites: { cuff, sensor, by: 'Ada', at: instant(0) } })
  it('is said beside the unit, once it is known', () => {
    expect(describeSite(sampleSession(), 'cuff')).toBeNull()
    expect(describeSite(at('leg', 'right'), 'cuff')).toEqual({ site: 'leg' })
    expect(describeSite(at('leg', 'right'), 'sensor')).toEqual({ site: 'right arm' })
  })
  it('tells at the sensor that both are on one arm, and what follows', () => {
    expect(describeSite(at('left', 'left'), 'sensor')).toEqual({
      site: 'left arm, as the cuff',
      note: 'SpO2 alarms wait for the cuff',
    })
  })
})

describe('The alarm of a tile', () => {
  const alarm = sampleAlarm
  const spo2 = { parameters: ['spo2'], technical: ['spo2-signal-lost'], deviceIds: ['oximeter'] } as const
  const pulse = { ...spo2, parameters: ['pulseRate'], technical: [] } as const

  it('is the first that concerns it', () => {
    const alarms = [
      alarm({ alarm: 'systolic-high' }),
      alarm({ priority: 'medium' }),
      alarm({ priority: 'low' }),
    ]
    expect(alarmOf(alarms, spo2, limits)).toEqual({ priority: 'medium', state: 'active' })
    expect(alarmOf(alarms, pulse, limits)).toBeNull()
  })
  it('is steady once acknowledged', () => {
    const seen = alarm({ acknowledged: { by: 'Ada', at: instant(1) } })
    expect(alarmOf([seen], spo2, limits)).toEqual({ priority: 'high', state: 'acknowledged' })
  })
  it('is a latched one only when nothing holds now', () => {
    const latched = alarm({ state: 'latched', ended: instant(1) })
    const active = alarm({ priority: 'medium' })
    expect(alarmOf([latched, active], spo2, limits)).toEqual({ priority: 'medium', state: 'active' })
    expect(alarmOf([latched], spo2, limits)).toEqual({ priority: 'high', state: 'latched' })
  })
  it('may be a technical one', () => {
    const lost = alarm({ alarm: 'spo2-signal-lost', priority: 'medium' })
    expect(alarmOf([lost], spo2, limits)).toMatchObject({ priority: 'medium' })
    expect(alarmOf([lost], pulse, limits)).toBeNull()
  })
  it('is a lost link of its own device', () => {
    const link = (deviceId: string) => alarm({ alarm: 'link-lost', priority: 'medium', deviceId })
    expect(alarmOf([link('oximeter')], pulse, limits)).toMatchObject({ priority: 'medium' })
    expect(alarmOf([link('cuff')], pulse, limits)).toBeNull()
  })
})

describe('The pulse', () => {
  const shown = (...current: CurrentValue[]) =>
    pulseFigure(sampleRoom({ current }), instant(NOW_MS), () => false)
  const ecg = sampleCurrent(1000, { vital: 'heartRate', value: 74, standsIn: true })

  it('is the pulse as long as there is one', () => {
    const pulse = sampleCurrent(1000, { vital: 'pulseRate', value: 72 })
    const { standsIn: _, ...beside } = ecg
    expect(shown(pulse, beside)).toMatchObject({ shown: '72', quality: 'good', standsIn: false })
  })
  it('says of a heart rate that stands in that there is no pulse, and its doubts', () => {
    const gone = sampleCurrent(1000, { vital: 'pulseRate', value: null, quality: 'noSignal' })
    expect(shown(gone, ecg)).toMatchObject({
      shown: '74',
      age: '1 s',
      quality: 'no pulse: ECG stands in',
      standsIn: true,
    })
    const doubtful = { ...ecg, validity: 'questionable', flags: ['rateOfChange'] } as const
    expect(shown(doubtful).quality).toMatch(/^no pulse: ECG stands in, check: /)
  })
})

describe('What is shown small', () => {
  it('stays while its alarm stands, without a value too', () => {
    const alarms = [sampleAlarm({ alarm: 'resp-low', priority: 'medium' })]
    const list = (current: CurrentValue[]) =>
      smallFigures(sampleRoom({ current, alarms }), instant(NOW_MS), () => false).map(
        ({ vital, figure, alarm }) => [vital, figure.shown, alarm?.priority ?? null],
      )
    expect(list([])).toEqual([['respRate', '--', 'medium']])
    expect(list([sampleCurrent(1000, { vital: 'temperature', value: 36.7 })])).toEqual([
      ['respRate', '--', 'medium'],
      ['temperature', '36.7', null],
    ])
  })
})
