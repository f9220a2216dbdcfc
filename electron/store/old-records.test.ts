import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sayGapCause } from '../../shared/report/gaps.ts'
import type { Report } from '../../shared/report/model.ts'
import { namePeak } from '../../shared/report/peaks.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { checksInEnglish } from '../../shared/words/testing/in-english.ts'
import { readReport } from '../export/index.ts'
import { importSession } from '../import/import-session.ts'
import { readSessionBytes } from '../import/read-bytes.ts'
import { openStore, type ReadStore } from './index.ts'
import { openRaw } from './testing/raw.ts'
import { at, closeSession, commitOne, makeState, mark } from './testing/record.ts'

/* Records that an older Vigil wrote are never rewritten, and give the same facts. */

const folder = 'fixtures/records'
type Facts = Pick<Report, 'load'>
const facts = Object.fromEntries(
  Object.entries(JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as Record<string, Facts>).map(
    ([id, { load, ...rest }]) => [id, { ...rest, load: byRule(load) }],
  ),
)

/** What does not depend on wording, nor on the numbers that records have in one store. */
function factsOf(report: Report): unknown {
  const { session, alarms, events, load, gaps, peaks, due, totals, discharge, cuff, zero, end } = report
  const facts = {
    session: { ...session, preset: session.preset.id },
    alarms: alarms.map(({ seqs: _seqs, ...alarm }) => alarm),
    events: events.flatMap(({ at, entry }) => (entry.event === 'session' ? [{ at, entry }] : [])),
    transitions: report.alarmLog.map(({ at, entry }) => ({ at, entry })),
    load: byRule(load),
    // They were kept in words.
    gaps: gaps.map(gap => ({ ...gap, cause: sayGapCause(gap, words) })),
    peaks: peaks.map(peak => {
      const { vital: _vital, side: _side, ...rest } = peak
      return { label: namePeak(peak, words), ...rest }
    }),
    due,
    totals,
    // Judged today where the session is open: by codes, read as the sentences of then.
    discharge: checksInEnglish(discharge),
    cuff: cuff.map(({ seq }) => seq),
    zero,
    end,
  }
  return JSON.parse(JSON.stringify(facts))
}

/** Since then what one cuff reading breaches is counted once over all alarms; rule by rule the load is what it was. */
function byRule({ all: _all, ...load }: Report['load']): object {
  return load
}

const made = { at: { monoMs: 0, wallMs: Date.UTC(2027, 0, 1) }, by: 'C. Arden', software: 'test' }

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-old-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('a record of the first layout', () => {
  it('gives the same facts, and keeps its hashes', () => {
    copyFileSync(join(folder, 'layout-1.db'), join(dir, 'vigil.db'))
    const store = openStore(dir, { version: 'test' })
    for (const [id, expected] of Object.entries(facts))
      expect(factsOf(readReport(store, id, made, words))).toEqual(expected)
    expect(store.verify()).toMatchObject({ ok: true, records: 226, readings: 268 })
    store.close()
  })

  it('goes on in the log where it began, beside sessions that have their own', () => {
    copyFileSync(join(folder, 'layout-1.db'), join(dir, 'vigil.db'))
    const store = openStore(dir, { version: 'test' })
    const [id = ''] = Object.keys(facts)
    const before = store.records(id).length
    const state = store.session(id)
    if (!state) throw new Error('The fixture has no such session.')
    const log = [{ at: at(0), entry: mark }]
    store.commit({ sessionId: id, state, readings: [], log })
    store.openSession('room-1', makeState())
    commitOne(store, 1)
    closeSession(store)
    expect(store.records(id)).toHaveLength(before + 1)
    expect(store.verify()).toMatchObject({ ok: true, records: 226 + 1 + 2 + 1 })
    store.close()
    const raw = openRaw(dir)
    const count = (table: string) => raw.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']
    expect([count('log'), count('session_log')]).toEqual([226 + 1 + 1, 2])
    raw.close()
  })
})

describe('a session file of version 1', () => {
  it.each(['version-1-rich.json', 'version-1-infusion.json'])('gives the same facts: %s', async name => {
    const bytes = readFileSync(join(folder, name))
    const store = openStore(dir, { version: 'test' })
    await importSession(store, await readSessionBytes(bytes), { at: made.at, by: 'C. Arden', file: name })
    const [{ id } = { id: '' }] = store.sessions(1)
    expect(factsOf(readReport(store, id, made, words))).toEqual(facts[id])
    expect(recordsOf(store, id)).toEqual(recordsIn(bytes))
    store.close()
  })
})

/** The records as they are stored: each as it stood in the file. */
function recordsOf(store: ReadStore, id: string): readonly unknown[] {
  return store.records(id).map(({ at, entry }) => ({ at, entry }))
}

function recordsIn(bytes: Buffer): readonly unknown[] {
  const { records } = JSON.parse(bytes.toString('utf8')) as { records: { at: unknown; entry: unknown }[] }
  return records.map(({ at, entry }) => ({ at, entry }))
}
