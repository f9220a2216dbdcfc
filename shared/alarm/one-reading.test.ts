import { describe, expect, it } from 'vitest'
import { groupAlarms } from './one-reading.ts'
import { instant } from './timeline.ts'
import type { AlarmView } from './types.ts'

let occurrence = 0
const alarm = (id: AlarmView['alarm'], changes: Partial<AlarmView> = {}): AlarmView => {
  occurrence += 1
  return {
    alarm: id,
    occurrence,
    call: 1,
    priority: 'high',
    state: 'active',
    since: instant(60),
    value: 200,
    limit: 180,
    ...changes,
  }
}
const seen = { acknowledged: { by: 'Ada', at: instant(70) } }
const causesOf = (...alarms: AlarmView[]) =>
  groupAlarms(alarms).map(({ causes }) => causes.map(one => one.alarm))

describe('One reading is one alarm', () => {
  it('whatever pressures it breaches; other alarms stand by themselves', () => {
    expect(
      causesOf(
        alarm('systolic-high'),
        alarm('spo2-low'),
        alarm('diastolic-high'),
        alarm('systolic-rise', { priority: 'medium' }),
        alarm('nibp-failed', { priority: 'low' }),
        alarm('link-lost', { priority: 'low', deviceId: 'a' }),
        alarm('link-lost', { priority: 'low', deviceId: 'b' }),
      ),
    ).toEqual([
      ['systolic-high', 'diastolic-high', 'systolic-rise'],
      ['spo2-low'],
      ['nibp-failed'],
      ['link-lost'],
      ['link-lost'],
    ])
  })
  it('led by the highest that waits for an answer, and answered when all its causes are', () => {
    const high = alarm('systolic-high', seen)
    const medium = alarm('diastolic-rise', { priority: 'medium', escalation: 'clinicianStation' })
    expect(groupAlarms([high, medium])).toMatchObject([
      { lead: medium, priority: 'medium', state: 'active', escalation: 'clinicianStation' },
    ])
    expect(groupAlarms([high, { ...medium, ...seen }])).toMatchObject([
      { lead: high, priority: 'high', state: 'acknowledged' },
    ])
  })
  it('has the furthest escalation of those that wait', () => {
    const [shown] = groupAlarms([
      alarm('systolic-high', { escalation: 'banner' }),
      alarm('diastolic-high', { escalation: 'callForHelp' }),
      alarm('mean-low', { escalation: 'callForHelp', ...seen }),
    ])
    expect(shown?.escalation).toBe('callForHelp')
  })
  it('what is latched is one where one reading ended it', () => {
    const latched = (id: AlarmView['alarm'], s: number) => alarm(id, { state: 'latched', ended: instant(s) })
    expect(
      causesOf(
        alarm('systolic-high', { priority: 'medium' }),
        latched('systolic-high', 300),
        latched('diastolic-high', 300),
        latched('systolic-low', 600),
      ),
    ).toEqual([['systolic-high'], ['systolic-high', 'diastolic-high'], ['systolic-low']])
  })
  it('what waits for an answer comes before what has one', () => {
    expect(causesOf(alarm('spo2-low', seen), alarm('pulse-low', { priority: 'low' }))).toEqual([
      ['pulse-low'],
      ['spo2-low'],
    ])
  })
})
