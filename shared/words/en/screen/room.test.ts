import { describe, expect, it } from 'vitest'
import { alarmIds } from '../../../alarm/ids.ts'
import { room } from './room.ts'

describe('The guidance of an alarm', () => {
  it('speaks of the infusion for a HIGH alarm of an infusion alone', () => {
    const iv = { preset: { route: 'iv' } } as const
    expect(room.guidance('spo2-low', 'high', iv)).toContain('stop the infusion')
    expect(room.guidance('systolic-high', 'high', iv)).toContain('or HIGH again')
    expect(room.guidance('spo2-low', 'medium', iv)).not.toContain('infusion')
    const others = (['nasal', 'im', 'sublingual'] as const).map(route => ({ preset: { route } }))
    for (const session of [null, ...others])
      for (const alarm of alarmIds) expect(room.guidance(alarm, 'high', session)).not.toContain('infusion')
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
    expect(room.guidance('spo2-low', 'high', iv)).toBe('call the desk, airway, oxygen; pause the pump')
    expect(room.guidance('spo2-low', 'medium', iv)).toBe('call the desk, airway, oxygen')
    expect(room.guidance('sedation-deep', 'high', iv)).toBe(
      'stimulate, airway, call for help; stop the infusion',
    )
  })
})
