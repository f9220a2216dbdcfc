import { describe, expect, it } from 'vitest'
import { type AlarmId, alarmIds, type Priority } from '../alarm/ids.ts'
import { english } from '../words/en/index.ts'
import { type Guided, guideAlarm } from './texts.ts'

function guide(alarm: AlarmId, priority: Priority, session: Guided | null): string {
  return guideAlarm(alarm, priority, session, english)
}

describe('The guidance of an alarm', () => {
  it('speaks of the infusion for a HIGH alarm of an infusion alone', () => {
    const iv = { preset: { route: 'iv' } } as const
    expect(guide('spo2-low', 'high', iv)).toContain('stop the infusion')
    expect(guide('systolic-high', 'high', iv)).toContain('or HIGH again')
    expect(guide('spo2-low', 'medium', iv)).not.toContain('infusion')
    const others = (['nasal', 'im', 'sublingual'] as const).map(route => ({ preset: { route } }))
    for (const session of [null, ...others])
      for (const alarm of alarmIds) expect(guide(alarm, 'high', session)).not.toContain('infusion')
  })
  it('is the clinic’s own where it has one, and what ships where it has none', () => {
    const clinicSet = {
      version: '2',
      marks: [],
      criteria: [],
      guidance: { 'spo2-low': 'call the desk, airway, oxygen' },
      stopInfusion: { 'spo2-low': 'pause the pump' },
    } as const
    const iv = { preset: { route: 'iv' }, clinicSet } as const
    expect(guide('spo2-low', 'high', iv)).toBe('call the desk, airway, oxygen; pause the pump')
    expect(guide('spo2-low', 'medium', iv)).toBe('call the desk, airway, oxygen')
    expect(guide('sedation-deep', 'high', iv)).toBe('stimulate, airway, call for help; stop the infusion')
  })
})
