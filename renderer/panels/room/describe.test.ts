import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../shared/views.ts'
import { instant, NOW_MS, samplePressure } from '../../live/testing/sample.ts'
import { describeEvent, describePressure } from './describe.ts'
import { listEvents } from './EventList.tsx'

function log(entry: LogEntry['entry'], seq = 1, atMs = NOW_MS): LogEntry {
  return { sessionId: 'S1', seq, at: instant(atMs), entry }
}

describe('An event in words', () => {
  it.each<[string | null, LogEntry['entry']]>([
    [
      '!!! SpO2 low 84: alarm',
      {
        event: 'alarm',
        alarm: 'spo2-low',
        priority: 'high',
        transition: 'raised',
        value: 84,
        limit: 85,
      },
    ],
    [
      '!! SpO2 signal lost: acknowledged by Ada',
      {
        event: 'alarm',
        alarm: 'spo2-signal-lost',
        priority: 'medium',
        transition: 'acknowledged',
        value: 98,
        limit: null,
        by: 'Ada',
      },
    ],
    [
      '!!! Systolic high 174: acknowledged (seen: HIGH 182) by Ada',
      {
        event: 'alarm',
        alarm: 'systolic-high',
        priority: 'high',
        transition: 'acknowledged',
        value: 174,
        limit: 180,
        by: 'Ada',
        occurrence: 3,
        seen: { priority: 'high', value: 182 },
      },
    ],
    [
      'Device 1: 28 mg esketamine by Ada',
      { event: 'session', kind: 'dose', device: 1, mg: 28, drug: 'esketamine', by: 'Ada' },
    ],
    [
      'Dosing began although: no baseline, no SpO2 value (asked for by the patient) by Ada',
      {
        event: 'session',
        kind: 'gate',
        findings: ['noBaseline', 'noSpo2'],
        reason: 'asked for by the patient',
        by: 'Ada',
      },
    ],
    [
      'Limit SpO2 low MEDIUM: 90 → 92 by Ada',
      {
        event: 'session',
        kind: 'limit',
        alarm: 'spo2-low',
        priority: 'medium',
        before: 90,
        after: 92,
        by: 'Ada',
      },
    ],
    ['Baseline 124/77', { event: 'session', kind: 'baseline', systolic: 123.5, diastolic: 76.6 }],
    ['BP 40 done late', { event: 'session', kind: 'measured', label: 'BP 40', status: 'late' }],
    [
      'BP 40 excused (asleep) by Ada',
      { event: 'session', kind: 'measured', label: 'BP 40', status: 'excused', reason: 'asleep', by: 'Ada' },
    ],
    [
      'Dissociation mild by Ada',
      { event: 'session', kind: 'mark', mark: 'dissociation', severity: 'mild', by: 'Ada' },
    ],
    [
      'Manual reading BP 138/85 SpO2 97 % by Ada',
      { event: 'session', kind: 'manual', systolic: 138, diastolic: 85, spo2: 97, by: 'Ada' },
    ],
    ['Monitor: sensor off', { event: 'session', kind: 'device', state: 'noSensor' }],
    [null, { event: 'session', kind: 'nibp', state: 'cuffInflating' }],
    [null, { event: 'system', kind: 'started' }],
  ])('reads: %s', (words, entry) => {
    expect(describeEvent(log(entry))).toBe(words)
  })
})

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
})

describe('The event list', () => {
  it('holds events and readings, newest first', () => {
    const opened = log({ event: 'session', kind: 'opened', by: 'Ada' }, 1, NOW_MS - 60_000)
    const due = log({ event: 'session', kind: 'due', label: 'BP 40' }, 2, NOW_MS - 10_000)
    expect(listEvents([opened, due], [samplePressure(30_000)]).map(({ words }) => words)).toEqual([
      'BP 40 is due',
      'BP 138/85 MAP 103',
      'Session opened by Ada',
    ])
  })
})
