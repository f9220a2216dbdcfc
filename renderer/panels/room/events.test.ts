import { describe, expect, it } from 'vitest'
import { opened } from '../../../shared/record/close.ts'
import { due as dueNow } from '../../../shared/record/due.ts'
import type { LogEntry } from '../../../shared/views.ts'
import { instant, NOW_MS, samplePressure } from '../../live/testing/sample.ts'
import { listEvents } from './EventList.tsx'
import { describePressure } from './pressure.ts'

function log(entry: LogEntry['entry'], seq = 1, atMs = NOW_MS): LogEntry {
  return { sessionId: 'S1', seq, at: instant(atMs), entry }
}

describe('A cuff reading in words', () => {
  it('has its values, or why it failed', () => {
    expect(describePressure(samplePressure(0))).toBe('BP 138/85 MAP 103')
    expect(
      describePressure(samplePressure(0, { status: 'failed', systolic: null, error: 'cuff leak' })),
    ).toBe('BP failed: cuff leak')
    expect(describePressure(samplePressure(0, { validity: 'invalid' }))).toBe(
      'BP failed: values not plausible',
    )
  })
  it('says that it was entered late', () => {
    expect(describePressure(samplePressure(0, { flags: ['enteredLate'] }))).toBe(
      'BP 138/85 MAP 103, entered late',
    )
  })
})

describe('The event list', () => {
  it('holds events and readings, newest first', () => {
    const begun = log(opened.of({ by: 'Ada' }), 1, NOW_MS - 60_000)
    const due = log(dueNow.of({ item: 'M2', label: 'BP 40', class: 'required' }), 2, NOW_MS - 10_000)
    expect(listEvents([begun, due], [samplePressure(30_000)]).map(({ words }) => words)).toEqual([
      'BP 40 is due',
      'BP 138/85 MAP 103',
      'Session opened by Ada',
    ])
  })
})
