import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { requests } from '../../../shared/ipc.ts'
import { partOf } from './check.ts'

/*
 * A bound stands in the request's own schema (or with the ranges of limits and presets), and nowhere again. A sheet that
 * repeats one is found here, and so is a field whose name no request knows.
 */

/** Fields that must be filled in though the request only allows them, or that fill none: how many there are, and why. */
const asked: Readonly<Record<string, { readonly count: number; readonly why: string }>> = {
  'people/NewPinFields.tsx': { count: 1, why: 'a PIN is typed twice, and sent once' },
  'people/SecondSignature.tsx': { count: 1, why: 'a PIN for confirmPin, beside another request' },
  'people/SignInForm.tsx': { count: 1, why: 'a PIN, which people of before need not have' },
  'presets/EditParts.tsx': { count: 1, why: 'the name of a measurement, deep in a preset' },
  'record-care/KeyPlaceForm.tsx': { count: 1, why: 'a folder only where the key is kept in a file' },
  'record-care/ProveCode.tsx': { count: 1, why: 'a code is wanted, and the request takes any text' },
  'alarms/LimitRow.tsx': { count: 1, why: 'a limit is moved, never taken away' },
  'session/DoseChange.tsx': { count: 1, why: 'a weight, in kg or in pounds' },
  'room/GapBanner.tsx': {
    count: 1,
    why: 'the length of a gap that no clock tells, of others the clock does',
  },
  'session/DischargeSheet.tsx': { count: 1, why: 'early discharge alone needs a reason' },
  'session/SamePatientSheet.tsx': { count: 1, why: 'only yes needs an identifier' },
  'session/SecondLook.tsx': { count: 1, why: 'a tick for a length far off, else none' },
  'session/gate-forms.tsx': { count: 1, why: 'words against dosing where an item is present' },
  'alarms/AcknowledgeSheet.tsx': { count: 1, why: 'in an emergency alone a name is typed' },
  'session/ChecklistSheet.tsx': {
    count: 1,
    why: 'of the items that people confirm the escort alone has a name',
  },
  'session/MarkSheet.tsx': { count: 1, why: 'of all marks a note alone is words' },
}

/** Fields without a name in their request: how many, and what they are bound by. */
const nameless: Readonly<Record<string, { readonly count: number; readonly why: string }>> = {
  'alarms/LimitRow.tsx': { count: 1, why: 'one of many limits, by limit-ranges.ts' },
  'clinic-set/EditSheet.tsx': {
    count: 3,
    why: 'lines of which each is one of many; the core says which is wrong',
  },
  'people/NewPinFields.tsx': { count: 1, why: 'a PIN typed again, which is not sent' },
  'people/SecondSignature.tsx': { count: 1, why: 'a PIN for confirmPin, beside another request' },
  'presets/EditParts.tsx': { count: 1, why: 'the name of one of many measurements' },
  'presets/FigureField.tsx': { count: 1, why: 'one of many figures, by presets/ranges.ts' },
  'start/SessionSearch.tsx': { count: 3, why: 'a search, which sends itself as it is typed' },
}

/** Forms that are no `SheetForm`: nothing in them has a bound, and nothing must be filled in. */
const bare: Readonly<Record<string, string>> = {
  'clinic-set/ApproveSheet.tsx': 'one button',
  'presets/ApproveSheet.tsx': 'one button',
  'record-care/FirstSheet.tsx': 'one button',
  'record-care/RestoreForm.tsx': 'one button',
  'records/SignSheet.tsx': 'one choice, which is made',
  'session/MoveSheet.tsx': 'one choice, which is made',
}

/** Buttons that wait for more than the answer to a press before. */
const waiting: Readonly<Record<string, string>> = {
  'alarms/LimitsSheet.tsx': 'nothing was changed',
  'session/SessionForm.tsx': 'no room is free',
}

const sheets = globSync('renderer/panels/**/*.tsx').filter(path => !path.endsWith('.test.tsx'))
const codes = sheets.map(path => ({ path, code: readFileSync(path, 'utf8') }))
const NUMERIC = /\b(?:min|max|minValue|maxValue|minLength|maxLength|step)=(?:\{-?[\d._]+[^}]*\}|"-?\d+")/g
const BARE_REQUIRED =
  /<(?:TextField|NumberField|WeightField|input|textarea|select)\b(?:[^<>]|=>)*?\srequired(?:=\{true\})?(?=\s*[/>]|\s+[a-zA-Z])/g
const FIELD = /<(?:TextField|NumberField|LinesField)\b(?:[^<>]|=>)*?\/>/g
const NAME = /<(?:TextField|NumberField)\b(?:[^<>]|=>)*?\bname="([^"]+)"/g

const SUBMIT_THAT_WAITS = /<button\b[^>]*\btype="submit"[^>]*\sdisabled=\{[^}]*(?:\|\||&&|===|!)/

/** What stands in the plain forms of a file. */
function outsideSheetForms(code: string): string {
  return code.replace(/<SheetForm\b[\s\S]*?<\/SheetForm>/g, '')
}

/** A bound of a picture, not of what is typed. */
const notTyped = ['<progress']

describe('Sheets', () => {
  it('are read', () => {
    expect(codes.length).toBeGreaterThan(100)
    expect(codes.flatMap(({ code }) => [...code.matchAll(NAME)]).length).toBeGreaterThan(30)
  })
  it('have no number for a bound', () => {
    const found = codes.flatMap(({ path, code }) =>
      code
        .split('\n')
        .filter(line => line.match(NUMERIC) && !notTyped.some(tag => line.includes(tag)))
        .map(line => `${path}: ${line.trim()}`),
    )
    expect(found).toEqual([])
  })
  it('say that a field is required only where the request does not', () => {
    const found = Object.fromEntries(
      codes
        .map(
          ({ path, code }) =>
            [path.replace('renderer/panels/', ''), code.match(BARE_REQUIRED)?.length ?? 0] as const,
        )
        .filter(([, count]) => count > 0),
    )
    expect(found).toEqual(Object.fromEntries(Object.entries(asked).map(([path, { count }]) => [path, count])))
  })
  it('have a form that knows its request, where anything is bound', () => {
    const found = codes.filter(({ path, code }) => /<form\b/.test(code) && !path.endsWith('/SheetForm.tsx'))
    expect(found.map(({ path }) => path.replace('renderer/panels/', '')).sort()).toEqual(
      Object.keys(bare).sort(),
    )
    const bound = found.flatMap(({ path, code }) =>
      outsideSheetForms(code).match(/<(?:TextField|NumberField|WeightField|textarea)\b/) ? [path] : [],
    )
    expect(bound).toEqual([])
  })
  it('say beside a field what it lacks, rather than withhold the button', () => {
    const found = codes.filter(({ code }) => SUBMIT_THAT_WAITS.test(code))
    expect(found.map(({ path }) => path.replace('renderer/panels/', '')).sort()).toEqual(
      Object.keys(waiting).sort(),
    )
  })
  it('name every field, or say what binds it', () => {
    const found = codes
      .map(({ path, code }) => ({
        path: path.replace('renderer/panels/', ''),
        count: [...code.matchAll(FIELD)].filter(([field]) => !/\sname=/.test(field)).length,
      }))
      .filter(({ count }) => count > 0)
    expect(Object.fromEntries(found.map(({ path, count }) => [path, count]))).toEqual(
      Object.fromEntries(Object.entries(nameless).map(([path, { count }]) => [path, count])),
    )
  })
  it('name fields as a request has them', () => {
    const schemas = Object.values(requests).map(({ payload }) => payload)
    const unknown = codes.flatMap(({ path, code }) =>
      [...code.matchAll(NAME)]
        .map(([, name = '']) => name)
        .filter(name => !schemas.some(schema => partOf(schema, name)))
        .map(name => `${path}: ${name}`),
    )
    expect(unknown).toEqual([])
  })
  it('keep the focus where it is while they wait for an answer', () => {
    const lost = /\sdisabled=\{[^}]*\b(?:busy|is(?:Busy|Waiting))\b/
    expect(codes.filter(({ code }) => lost.test(code)).map(({ path }) => path)).toEqual([])
  })
  it('have each select in the one field for them, which cuts no choice off', () => {
    const found = codes.filter(({ code }) => /<select\b/.test(code)).map(({ path }) => path)
    expect(found).toEqual(['renderer/panels/fields/fields.tsx'])
  })
  it('have numbers in the one field for them', () => {
    expect(codes.filter(({ code }) => /type="number"/.test(code)).map(({ path }) => path)).toEqual([])
  })
})
