import { describe, expect, it } from 'vitest'
import { alarmIds } from '../../../shared/alarm/ids.ts'
import { room } from './room.ts'

describe('The guidance of an alarm', () => {
  it('speaks of the infusion for a HIGH alarm of an infusion alone', () => {
    expect(room.guidance('spo2-low', 'high', 'iv')).toContain('stop the infusion')
    expect(room.guidance('systolic-high', 'high', 'iv')).toContain('or HIGH again')
    expect(room.guidance('spo2-low', 'medium', 'iv')).not.toContain('infusion')
    for (const route of [null, 'nasal', 'im', 'sublingual'] as const)
      for (const alarm of alarmIds) expect(room.guidance(alarm, 'high', route)).not.toContain('infusion')
  })
})
