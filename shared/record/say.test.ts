import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../views.ts'
import { english as words } from '../words/en/index.ts'
import { type Entry, say } from './index.ts'

/* What screen, PDF, HTML, CSV and FHIR say of an entry: one sentence for all of them. */

describe('an entry of the record in words', () => {
  it.each<[string | null, Entry]>([
    [
      '!!! SpO2 low 84: alarm',
      { event: 'alarm', alarm: 'spo2-low', priority: 'high', transition: 'raised', value: 84, limit: 85 },
    ],
    [
      '!!! Respiration low: alarm ended at 14',
      { event: 'alarm', alarm: 'resp-low', priority: 'high', transition: 'cleared', value: 14, limit: 8 },
    ],
    [
      '!!! Respiration low: ended at 14, not acknowledged',
      { event: 'alarm', alarm: 'resp-low', priority: 'high', transition: 'latched', value: 14, limit: 8 },
    ],
    [
      '!!! Systolic high: acknowledged by Ada',
      {
        event: 'alarm',
        alarm: 'systolic-high',
        priority: 'high',
        transition: 'acknowledged',
        value: 150,
        limit: 180,
        by: 'Ada',
      },
    ],
    [
      '!!! Systolic high 190: alarm ended',
      {
        event: 'alarm',
        alarm: 'systolic-high',
        priority: 'high',
        transition: 'cleared',
        value: 190,
        limit: 180,
      },
    ],
    [
      '! SpO2 fallen: alarm ended at 98',
      {
        event: 'alarm',
        alarm: 'spo2-trend',
        priority: 'low',
        transition: 'cleared',
        value: 98,
        limit: 95,
        detail: '99',
      },
    ],
    [
      '!! SpO2 signal lost: acknowledged (break-glass) by Ada',
      {
        event: 'alarm',
        alarm: 'spo2-signal-lost',
        priority: 'medium',
        transition: 'acknowledged',
        value: 98,
        limit: null,
        by: 'Ada',
        breakGlass: true,
      },
    ],
    [
      '!!! Systolic high 190: acknowledged (not identified: at a locked screen) by Ada',
      {
        event: 'alarm',
        alarm: 'systolic-high',
        priority: 'high',
        transition: 'acknowledged',
        value: 190,
        limit: 180,
        by: 'Ada',
        identified: false,
      },
    ],
    [
      'Device 1: 28 mg esketamine, lot KX-1 by Ada',
      {
        event: 'session',
        kind: 'dose',
        id: 'dose-1',
        route: 'nasal',
        device: 1,
        mg: 28,
        drug: 'esketamine',
        lot: 'KX-1',
        by: 'Ada',
      },
    ],
    [
      'Dose 40 mg ketamine, lot A, planned 35 mg, given 12 min before by Ada (as agreed)',
      {
        event: 'session',
        kind: 'dose',
        id: 'dose-1',
        route: 'iv',
        mg: 40,
        drug: 'ketamine',
        lot: 'A',
        plannedMg: 35,
        minutesAgo: 12,
        reason: 'as agreed',
        by: 'Ada',
      },
    ],
    [
      'Asked: 350 mg, over the most of 70 mg, planned 35 mg: refused by Ada',
      {
        event: 'session',
        kind: 'doseQuestion',
        about: 'ceiling',
        do: 'startDosing',
        figure: 350,
        known: 35,
        ceiling: 70,
        refused: true,
        by: 'Ada',
      },
    ],
    [
      'Asked: 120 mg with 40 mg of other doses, over the most of 150 mg: refused by Ada',
      {
        event: 'session',
        kind: 'doseQuestion',
        about: 'ceiling',
        do: 'recordBooster',
        figure: 120,
        known: null,
        ceiling: 150,
        before: 40,
        refused: true,
        by: 'Ada',
      },
    ],
    [
      'Asked: weight 154 kg, last known 70 kg by Ada',
      {
        event: 'session',
        kind: 'doseQuestion',
        about: 'weight',
        do: 'startDosing',
        figure: 154,
        known: 70,
        by: 'Ada',
      },
    ],
    [
      'Weight 69.9 kg (entered as 154 lb), before that 80 kg, looked at twice by Ada (weighed)',
      {
        event: 'session',
        kind: 'weight',
        kg: 69.9,
        enteredLb: 154,
        source: 'changed',
        before: 80,
        confirmed: true,
        by: 'Ada',
        reason: 'weighed',
      },
    ],
    [
      'Dose withdrawn: 28 mg esketamine by Ada (wrong room); there is no T0 any more',
      {
        event: 'session',
        kind: 'doseWithdrawn',
        id: 'dose-1',
        drug: 'esketamine',
        mg: 28,
        givenAt: { monoMs: 0, wallMs: 0 },
        by: 'Ada',
        reason: 'wrong room',
        t0Gone: true,
      },
    ],
    [
      'Dose corrected: dose from 40 mg to 50 mg, lot from A to B, 5 min earlier by Ada (read again); T0 is 5 min earlier, and with it all that counts from it',
      {
        event: 'session',
        kind: 'doseCorrected',
        id: 'dose-1',
        before: { mg: 40, at: { monoMs: 300_000, wallMs: 300_000 }, lot: 'A' },
        after: { mg: 50, at: { monoMs: 0, wallMs: 0 }, lot: 'B' },
        by: 'Ada',
        reason: 'read again',
        t0MovedMin: -5,
      },
    ],
    [
      'Dosing started by Dr P, signed too by Dr C, although: no baseline; no SpO2 value (asked for by the patient)',
      {
        event: 'session',
        kind: 'gate',
        findings: ['noBaseline', 'noSpo2'],
        reason: 'asked for by the patient',
        second: 'Dr C',
        by: 'Dr P',
      },
    ],
    [
      'Let pass before dosing: blood pressure of 160/100 or more by Dr P, signed too by Dr C (weighed)',
      {
        event: 'session',
        kind: 'gateOverride',
        findings: ['pressureVeryHigh'],
        reason: 'weighed',
        second: 'Dr C',
        by: 'Dr P',
      },
    ],
    [
      'Cuff left arm (large adult), sensor right arm by Ada',
      {
        event: 'session',
        kind: 'sites',
        cuff: 'left',
        sensor: 'right',
        sameArm: false,
        cuffSize: 'largeAdult',
        by: 'Ada',
      },
    ],
    [
      'Not monitored for 45 s: Vigil did not run',
      { event: 'session', kind: 'gap', cause: 'restart', lengthS: 45 },
    ],
    [
      'REMS field sheet: 2 answers (Sedation: yes; Lot number: taken back) by Ada',
      { event: 'session', kind: 'rems', form: '2024-12', answers: { sedation: true, lot: null }, by: 'Ada' },
    ],
    [`The computer's clock was stepped by 3600.0 s`, { event: 'session', kind: 'clock', stepMs: 3_600_000 }],
    [
      'Limit changed: SpO2 low MEDIUM from 90 to 92 by Ada',
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
    [
      "Limit changed: SpO2 low LOW from 93 to 84, from this patient's own 88 by Ada (chronic lung disease)",
      {
        event: 'session',
        kind: 'limit',
        alarm: 'spo2-low',
        priority: 'low',
        before: 93,
        after: 84,
        ownLevel: 88,
        reason: 'chronic lung disease',
        by: 'Ada',
      },
    ],
    [
      'Limit changed: SpO2 low MEDIUM from 90 to 92, by the preset, for dosing',
      {
        event: 'session',
        kind: 'limit',
        alarm: 'spo2-low',
        priority: 'medium',
        before: 90,
        after: 92,
        phase: 'dosing',
      },
    ],
    [
      'Limit stays as it was moved: SpO2 low MEDIUM at 94; the preset has 90 for recovery',
      {
        event: 'session',
        kind: 'limit',
        alarm: 'spo2-low',
        priority: 'medium',
        before: 94,
        after: 94,
        instead: 90,
        phase: 'recovery',
      },
    ],
    [
      '! SpO2 fallen 95, was 99 %: alarm',
      {
        event: 'alarm',
        alarm: 'spo2-trend',
        priority: 'low',
        transition: 'raised',
        value: 95,
        limit: 95,
        detail: '99',
      },
    ],
    [
      'Baseline 124/77 by Ada',
      { event: 'session', kind: 'baseline', systolic: 123.5, diastolic: 76.6, mean: null, by: 'Ada' },
    ],
    ['BP 40 done late', { event: 'session', kind: 'measured', item: 'M2', label: 'BP 40', status: 'late' }],
    [
      'BP 40 excused by Ada (asleep)',
      {
        event: 'session',
        kind: 'measured',
        item: 'M2',
        label: 'BP 40',
        status: 'excused',
        reason: 'asleep',
        by: 'Ada',
      },
    ],
    [
      'Talking (BP reading 7), mild by Ada',
      { event: 'session', kind: 'mark', id: 'mark-1', mark: 'talking', seq: 7, severity: 'mild', by: 'Ada' },
    ],
    [
      'Manual reading: BP 138/85 mmHg, SpO2 97 %, taken 2 min before by Ada',
      {
        event: 'session',
        kind: 'manual',
        systolic: 138,
        diastolic: 85,
        spo2: 97,
        minutesAgo: 2,
        by: 'Ada',
      },
    ],
    [
      'Dosing abandoned, 17.8 mg given by Ada (distressed)',
      {
        event: 'session',
        kind: 'infusion',
        state: 'abandoned',
        givenMg: 17.8,
        reason: 'distressed',
        by: 'Ada',
      },
    ],
    ['Monitor: sensor off', { event: 'session', kind: 'device', device: 'a', state: 'noSensor' }],
    [null, { event: 'session', kind: 'nibp', state: 'cuffInflating' }],
    [null, { event: 'system', kind: 'started' }],
  ])('reads: %s', (said, entry) => {
    expect(say(entry, words)).toBe(said)
  })

  it('is handed in: other words say the same record', () => {
    const others = {
      ...words,
      record: { ...words.record, opened: 'Sitzung begonnen', by: (name: string) => `, ${name}` },
    }
    const opened = { event: 'session', kind: 'opened', by: 'Ada' } as const
    expect(say(opened, others as unknown as typeof words)).toBe('Sitzung begonnen, Ada')
  })

  it('is there for all that the first records hold, but for what is only heard or seen', () => {
    const silent = new Set<string>()
    for (const name of ['version-1-rich.json', 'version-1-infusion.json']) {
      const { records } = JSON.parse(readFileSync(`fixtures/records/${name}`, 'utf8')) as {
        records: readonly Pick<LogEntry, 'entry'>[]
      }
      for (const { entry } of records) {
        const said = say(entry, words)
        if (said === null) silent.add(entry.event === 'session' ? entry.kind : entry.event)
        else expect(said).not.toMatch(/undefined|NaN|\[object/)
      }
    }
    // The beginning of a burst, and a cuff that inflates.
    expect([...silent].toSorted()).toEqual(['nibp', 'sound'])
  })
})
