import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clinicSet } from '../../fixtures/clinic-set.ts'
import { writeCsv } from '../../shared/report/formats/csv.ts'
import { writeFhir } from '../../shared/report/formats/fhir/index.ts'
import { writeHtml } from '../../shared/report/formats/html.ts'
import type { Report } from '../../shared/report/model.ts'
import { pseudonymise } from '../../shared/report/pseudonymise.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { exportReport, readReport } from '../export/index.ts'
import { nameUuid } from '../export/name-uuid.ts'
import { readPages } from '../export/testing/read-pdf.ts'
import { validateDocument } from '../export/testing/validate-fhir.ts'
import { forgeValue } from './testing/forge.ts'
import { emptyStore, exportFile, ID, importInto, note, shortScript, storeScript } from './testing/stored.ts'

/* A session held under a clinic's own words: in a file, elsewhere, and in every format of the report. */

let a: ReturnType<typeof emptyStore>
let b: ReturnType<typeof emptyStore>
beforeEach(() => {
  a = emptyStore('1.0.0')
  b = emptyStore('2.0.0')
  storeScript(a.store, script, ID, 'simulated', clinicSet)
})
afterEach(() => {
  for (const { store, dir } of [a, b]) {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
})

const script = shortScript().replace(
  '{"t":40,',
  `{"t":32,"do":"recordMark","by":"Łukasz Żak","mark":"own","word":"Yawning","text":"asks for water"}
{"t":32,"do":"recordMark","by":"Łukasz Żak","mark":"chestPain","severity":"mild"}
{"t":32,"do":"answerCriterion","by":"Łukasz Żak","criterion":"C1","met":true}
{"t":33,"do":"answerCriterion","by":"Łukasz Żak","criterion":"C2","met":false}
{"t":34,"do":"overrideCheck","by":"Dr Ångström","check":"C2","reason":"wheelchair"}
{"t":40,`,
)

const report = (): Report => readReport(a.store, ID, { at: note.at, by: 'Ada', software: '1.0.0' }, words)

describe('a session under a clinic’s own words', { timeout: 120_000 }, () => {
  it('goes to another installation and back, byte for byte, with the set whole', async () => {
    const file = await exportFile(a.store)
    await importInto(b.store, file)
    expect((await exportFile(b.store)).equals(file)).toBe(true)
    expect(b.store.session(ID)?.session).toEqual(a.store.session(ID)?.session)
    expect(b.store.session(ID)?.session.clinicSet).toEqual(clinicSet)
    expect(b.store.verify()).toMatchObject({ ok: true, firstBroken: null })
    // The clinic there keeps its own words.
    expect(b.store.clinicSets()).toEqual({ records: [], problems: [] })
  })

  it.each([
    [/"kind":"mark".*"word"/, 'entry.word', 'Mrs Smith sighs'],
    [/"kind":"criterion"/, 'entry.text', 'Mrs Smith is awake'],
    [/"kind":"check".*"asked"/, 'entry.asked', 'Mrs Smith walks'],
    [/^"session":/, 'clinicSet', undefined],
  ])('with words that are not of its set is refused: %s', async (line, path, value) => {
    const forged = forgeValue(await exportFile(a.store), line, path, value)
    await expect(importInto(b.store, forged)).rejects.toThrow(/not of the clinic’s set/)
    expect(b.store.session(ID)).toBeNull()
  })

  it('says them in every format of the report', async () => {
    const made = report()
    const pdf = readPages((await exportReport(made, 'pdf', words, {})).bytes).join(' ')
    for (const said of [writeHtml(made, words), pdf])
      for (const part of [
        'set of the clinic, version 2, approved by Dr D on 2026-11-02',
        'Yawning',
        'Chest pain',
        'C1 Has eaten and drunk',
        'C2 Walks unaided',
        'OVERRIDDEN',
        'wheelchair',
      ])
        expect(said).toContain(part)
    const csv = writeCsv(made, words)
    expect(csv).toContain('"Yawning, asks for water by Łukasz Żak"')
    expect(csv).toContain('Discharge C1 (Has eaten and drunk): yes by Łukasz Żak')
    const json = writeFhir(made, { nameUuid }, words)
    expect(validateDocument(json)).toEqual([])
    const codes = JSON.parse(json).entry.flatMap(({ resource }: { resource: { code?: unknown } }) =>
      resource.code === undefined ? [] : [resource.code],
    )
    expect(codes).toContainEqual({
      coding: [{ system: 'urn:x-vigil:mark', code: 'own', display: 'Mark of the clinic' }],
      text: 'Yawning',
    })
    expect(codes).toContainEqual({
      coding: [{ system: 'urn:x-vigil:mark', code: 'chestPain', display: 'Chest pain' }],
      text: 'Chest pain',
    })
    expect(json).toContain('"text": "Walks unaided"')
  })

  it('keeps marks and criteria in a pseudonymised report, and neither typed words nor the clinic’s instructions', async () => {
    const hidden = pseudonymise(report(), words)
    const { marks, clinicSet: set, closed } = hidden.session
    expect(marks.find(({ mark }) => mark === 'own')).toMatchObject({ word: 'Yawning', text: '[removed]' })
    expect(closed?.checks?.at(-1)).toMatchObject({ text: 'Walks unaided' })
    expect(set).toMatchObject({
      marks: clinicSet.marks,
      criteria: clinicSet.criteria,
      guidance: { 'spo2-low': '[removed]' },
      advice: '[removed]',
    })
    expect(validateDocument(writeFhir(hidden, { nameUuid }, words))).toEqual([])
    for (const said of [
      writeHtml(hidden, words),
      writeCsv(hidden, words),
      (await exportFile(a.store, ID, true)).toString(),
    ]) {
      expect(said).toContain('Yawning')
      for (const gone of ['Dr D', 'asks for water', 'wheelchair', 'Leaflet 7', 'call the desk', 'Łukasz'])
        expect(said).not.toContain(gone)
    }
  })
})
