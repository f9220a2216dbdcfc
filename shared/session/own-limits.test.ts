import { describe, expect, it } from 'vitest'
import { editableRanges } from '../limit-ranges.ts'
import { inEnglish } from '../words/testing/in-english.ts'
import { proposeLimit, whyNotForPatient } from './own-limits.ts'

describe('Limits from the patient’s own level', () => {
  it.each([
    ['spo2-low', 'low', 97, 93],
    ['spo2-low', 'low', 88, 84],
    ['spo2-low', 'medium', 90, 83],
    ['spo2-low', 'high', 92, 80],
    // No further than anybody may go.
    ['spo2-low', 'low', 80, 84],
    ['spo2-low', 'medium', 88, 82],
    ['spo2-low', 'high', 88, 80],
    ['pulse-low', 'medium', 64, 44],
    ['pulse-high', 'medium', 70, 120],
    ['pulse-high', 'high', 95, 160],
    ['pulse-low', 'high', 50, 35],
  ] as const)('are proposed for %s (%s) at %d: %d', (alarm, priority, own, expected) => {
    expect(proposeLimit(alarm, priority, own)).toBe(expected)
  })

  it('are none for what has no own level', () => {
    expect(proposeLimit('systolic-low', 'medium', 120)).toBeNull()
    expect(proposeLimit('pulse-low', 'low', 60)).toBeNull()
  })

  it('may be no looser than the patient’s own level allows', () => {
    expect(whyNotForPatient('spo2-low', 'low', 84, 93, 88)).toBeNull()
    expect(inEnglish(whyNotForPatient('spo2-low', 'low', 84, 93, 92))).toMatch(
      /no lower than 88: 4 from .* own 92/,
    )
    expect(inEnglish(whyNotForPatient('spo2-low', 'low', 84, 93, null))).toMatch(
      /not known yet: measure it first/,
    )
    // Tighter again, or inside the band of a clinician: nobody asks.
    expect(whyNotForPatient('spo2-low', 'low', 90, 84, null)).toBeNull()
    const [lowest] = editableRanges['spo2-low']?.medium ?? [0]
    expect(whyNotForPatient('spo2-low', 'medium', lowest, 90, null)).toBeNull()
    expect(whyNotForPatient('spo2-low', 'medium', lowest - 1, 90, null)).not.toBeNull()
    expect(whyNotForPatient('systolic-low', 'medium', 80, 90, null)).toBeNull()
  })
})
