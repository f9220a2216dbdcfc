import { describe, expect, it } from 'vitest'
import { movedFrom } from './moved-limits.ts'
import type { LimitChangeRecord } from './types.ts'

const at = { monoMs: 0, wallMs: 0 }
const move = (before: number, after: number): LimitChangeRecord => ({
  alarm: 'spo2-low',
  priority: 'medium',
  before,
  after,
  by: 'Ada',
  at,
})

describe('A moved limit', () => {
  it('knows where the preset has it, however often it was moved', () => {
    expect(movedFrom([move(90, 92), move(92, 88)], 'spo2-low', 'medium')).toBe(90)
  })
  it('knows what the preset has in the part of the session that it is in', () => {
    const byPhase = (before: number, after: number, instead?: number): LimitChangeRecord => ({
      ...move(before, after),
      phase: 'dosing',
      ...(instead === undefined ? {} : { instead }),
    })
    expect(movedFrom([byPhase(90, 92)], 'spo2-low', 'medium')).toBeNull()
    expect(movedFrom([byPhase(90, 92), move(92, 94)], 'spo2-low', 'medium')).toBe(92)
    expect(movedFrom([move(90, 94), byPhase(94, 94, 92)], 'spo2-low', 'medium')).toBe(92)
    expect(movedFrom([move(90, 94), byPhase(94, 94, 92), move(94, 92)], 'spo2-low', 'medium')).toBeNull()
  })
  it('is none once it was put back, nor at a level or of an alarm that nobody touched', () => {
    expect(movedFrom([move(90, 92), move(92, 90)], 'spo2-low', 'medium')).toBeNull()
    expect(movedFrom([move(90, 92)], 'spo2-low', 'high')).toBeNull()
    expect(movedFrom([move(90, 92)], 'pulse-low', 'medium')).toBeNull()
  })
})
