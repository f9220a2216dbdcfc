import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clinicSetSchema } from '../clinic-set/schema.ts'
import { type RequestName, requests } from '../ipc.ts'
import { whyNotText } from '../plain-text.ts'
import { copyPreset } from '../presets/clinic.ts'
import type { Preset } from '../presets/preset.ts'
import { presetSchema } from '../presets/schema.ts'
import { spravato84 } from '../presets/spravato.ts'
import { acts } from '../record/index.ts'
import { freeText, label, name, ownLabel, plainText, whom } from '../record/parts.ts'
import { checkShape } from '../session-file/shape.ts'
import { oddTexts, textFields } from './testing/text-fields.ts'

/*
 * Every text that a request takes from a person, but those of acts in a session (`electron/import/typed-text.test.ts`): what is accepted
 * where it is typed is what the session file takes where it ends. A request that is added fails here until it says where its text goes.
 */

const named = z.intersection(name, whom)
/** Where each ends in a session file; null: in none. */
const ends: Readonly<Record<string, z.ZodType | null>> = {
  'setUpClinic.name': named,
  'addPerson.name': named,
  'addRoom.name': label,
  'addDevice.label': label,
  'openSession.patient.initials': plainText.max(10),
  'openSession.patient.recordId': plainText.max(40),
  'amendSession.value': freeText,
  'amendSession.reason': freeText,
  'copyPreset.label': label,
  // Looked for, or read from a window's own state.
  'lastWeight.recordId': null,
  'findSessions.text': null,
  'soundPlayed.reason': null,
  // Of the installation: printed on reports, or in its own log.
  'setSecondContact.contact': null,
  'setClinic.clinic.name': null,
  'setClinic.clinic.address': null,
  'setClinic.clinic.provider.name': null,
  'setClinic.clinic.provider.phone': null,
  'beginImport.file': null,
  'setBackupPlace.place': null,
  'keepKey.place.folder': null,
  'deleteSession.reason': null,
  'savePreset.reason': null,
  'withdrawPreset.reason': null,
  'saveClinicSet.reason': null,
  'withdrawClinicSet.reason': null,
}
/** Whole, with texts inside: below. */
const WHOLE = /^(savePreset\.preset|saveClinicSet\.words)\./

/** Does the request take this text there? Gives it as it is kept; undefined: refused. */
function take(request: RequestName, path: string, text: string): string | undefined {
  if (whyNotText(text) !== null) return undefined
  let schema: z.ZodType = requests[request].payload
  for (const key of path.split('.')) schema = childOf(schema, key)
  const parsed = schema.safeParse(text)
  return parsed.success ? String(parsed.data) : undefined
}

function childOf(schema: z.ZodType, key: string): z.ZodType {
  if (schema instanceof z.ZodOptional) return childOf(schema.unwrap() as z.ZodType, key)
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const way = schema.options.find(option => option instanceof z.ZodObject && key in option.shape)
    return childOf(way as z.ZodType, key)
  }
  if (!(schema instanceof z.ZodObject)) throw new Error(`No field "${key}": say here how it is found.`)
  return schema.shape[key] as z.ZodType
}

/** By the rules of a session file for any text. @throws Error */
const isText = (text: unknown) => checkShape(text, 'here')

const others = textFields().filter(
  ({ request, path }) => !Object.hasOwn(acts, request) && !WHOLE.test(`${request}.${path}`),
)

it('says of each text where it ends', () => {
  expect(others.map(({ request, path }) => `${request}.${path}`).sort()).toEqual(Object.keys(ends).sort())
})

describe('What is accepted where it is typed is taken where it ends', { timeout: 120_000 }, () => {
  it.each(others)('$request $path', ({ request, path }) => {
    const end = ends[`${request}.${path}`]
    let accepted = 0
    for (const odd of oddTexts)
      for (const text of [odd, `Ada${odd}`, 'x'.repeat(5000)]) {
        const kept = take(request, path, text)
        if (kept === undefined) continue
        accepted += 1
        expect(() => isText(kept)).not.toThrow()
        if (end)
          expect(end.safeParse(kept), JSON.stringify(text)).toMatchObject({ success: true, data: kept })
      }
    expect(accepted).toBeGreaterThan(10)
  })

  it('lot numbers that are put right', () => {
    const lots = oddTexts.map(odd => `K1${odd}`)
    for (const text of lots.filter(lot => take('startDosing', 'lot', lot) !== undefined))
      expect(ownLabel.safeParse(text.trim()).success, JSON.stringify(text)).toBe(true)
  })

  it('a preset, with its labels and sources', () => {
    const own = copyPreset([], spravato84, 'Own') as Preset
    let accepted = 0
    for (const odd of oddTexts.map(text => `Own ${text}`)) {
      const typed = [
        { ...own, label: odd },
        { ...own, phaseNames: { dosing: odd, observation: odd } },
        { ...own, due: own.due.map((rule, n) => (n === 0 ? { ...rule, label: odd } : rule)) },
        {
          ...own,
          source: odd,
          sources: Object.fromEntries(Object.keys(own.sources).map(path => [path, odd])),
        },
      ]
      for (const preset of typed) {
        if (whyNotText(preset) !== null) continue
        const parsed = requests.savePreset.payload.safeParse({ preset, reason: 'as agreed' })
        if (!parsed.success) continue
        accepted += 1
        const kept = parsed.data.preset
        expect(presetSchema.parse(kept)).toEqual(kept)
        expect(() => isText(kept)).not.toThrow()
        for (const line of [kept.label, ...kept.due.map(rule => rule.label)])
          expect(ownLabel.safeParse(line).success, JSON.stringify(line)).toBe(true)
      }
    }
    expect(accepted).toBeGreaterThan(60)
  })

  it('the words of a clinic', () => {
    let accepted = 0
    for (const odd of oddTexts.map(text => `Own ${text}`)) {
      const sets = [
        { marks: [odd], guidance: {}, stopInfusion: {}, criteria: [] },
        {
          marks: [],
          guidance: { 'spo2-low': odd },
          stopInfusion: { 'spo2-low': odd },
          advice: odd,
          criteria: [],
        },
        { marks: [], guidance: {}, stopInfusion: {}, criteria: [{ id: 'C1', text: odd }] },
      ]
      for (const words of sets) {
        if (whyNotText(words) !== null) continue
        const parsed = requests.saveClinicSet.payload.safeParse({ words, seq: null, reason: 'as agreed' })
        if (!parsed.success) continue
        accepted += 1
        const kept = { ...parsed.data.words, version: '1' }
        expect(clinicSetSchema.parse(kept)).toEqual(kept)
        expect(() => isText(kept)).not.toThrow()
        for (const line of [...kept.marks, ...kept.criteria.map(({ text }) => text)])
          expect(label.safeParse(line).success, JSON.stringify(line)).toBe(true)
      }
    }
    expect(accepted).toBeGreaterThan(60)
  })
})
