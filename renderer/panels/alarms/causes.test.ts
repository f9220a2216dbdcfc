import { describe, expect, it } from 'vitest'
import { groupAlarms } from '../../../shared/alarm/one-reading.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import { sampleAlarm, samplePressure, sampleRoom } from '../../live/testing/sample.ts'
import { describeShown } from './causes.ts'

const view = sampleRoom({
  nibp: {
    last: samplePressure(0, { systolic: 200, diastolic: 118, mean: 145 }),
    failed: null,
    inflating: false,
    canStart: false,
  },
})
const alarm = (id: AlarmView['alarm'], value: number, limit: number, changes: Partial<AlarmView> = {}) =>
  sampleAlarm({ alarm: id, value, limit, ...changes })
const said = (...alarms: AlarmView[]) => {
  const [shown] = groupAlarms(alarms)
  return shown && describeShown(shown, view)
}
const systolic = alarm('systolic-high', 200, 180)
const diastolic = alarm('diastolic-high', 118, 110)
const systolicRise = alarm('systolic-rise', 52, 40)
const diastolicRise = alarm('diastolic-rise', 30.4, 25)

describe('A cuff reading that alarms', () => {
  it('is said once, with its causes', () => {
    expect(said(systolic, diastolic, systolicRise, diastolicRise)).toBe(
      'BP 200/118, systolic ≥ 180, diastolic ≥ 110, +52/+30 over baseline',
    )
  })
  it('names which pressure rose, where one did', () => {
    expect(said(systolic, systolicRise)).toBe('BP 200/118, systolic ≥ 180, systolic +52 over baseline')
    expect(said(systolic, diastolicRise)).toBe('BP 200/118, systolic ≥ 180, diastolic +30 over baseline')
  })
  it('with one cause is said as any other alarm', () => {
    expect(said(systolic)).toBe('Systolic high 200 ≥ 180 mmHg')
    expect(said(sampleAlarm())).toBe('SpO2 low 84 < 85 %')
  })
  it('says that a cause is back inside and not clear yet', () => {
    const near = alarm('diastolic-high', 108, 110)
    const other = {
      ...view,
      nibp: { ...view.nibp, last: samplePressure(0, { systolic: 200, diastolic: 108 }) },
    }
    const [shown] = groupAlarms([systolic, near])
    expect(shown && describeShown(shown, other)).toBe(
      'BP 200/108, systolic ≥ 180, diastolic ≥ 110 (not clear yet)',
    )
  })
  it('says of any value that is back inside what it is now, instead of a false comparison', () => {
    expect(said(alarm('resp-low', 14, 8))).toBe('Respiration low now 14 /min')
    expect(said(alarm('systolic-rise', 38, 40))).toBe('Systolic rise now +38 mmHg')
    expect(said(alarm('systolic-rise', -3, 40))).toBe('Systolic rise now -3 mmHg')
  })
  it('names low pressures, the mean among them', () => {
    const low = {
      ...view,
      nibp: { ...view.nibp, last: samplePressure(0, { systolic: 78, diastolic: 44, mean: 55 }) },
    }
    const [shown] = groupAlarms([alarm('systolic-low', 78, 80), alarm('mean-low', 55, 65)])
    expect(shown && describeShown(shown, low)).toBe('BP 78/44, systolic < 80, MAP < 65')
  })
  it('tells no reading that the alarms do not stand on, and none of what is latched', () => {
    expect(said(alarm('systolic-high', 190, 180), diastolic)).toBe('BP, systolic ≥ 180, diastolic ≥ 110')
    const ended = { state: 'latched', ended: { monoMs: 5, wallMs: 5 } } as const
    expect(said({ ...systolic, ...ended }, { ...diastolic, ...ended })).toBe(
      'BP, systolic ≥ 180, diastolic ≥ 110',
    )
  })
})
