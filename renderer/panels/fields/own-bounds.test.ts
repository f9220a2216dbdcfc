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
  'devices/AddDevice.tsx': { count: 1, why: 'which port or file it is depends on the driver' },
  'people/NewPinFields.tsx': { count: 2, why: 'a PIN is typed twice, and is ruled by secret-rules.ts' },
  'people/SecondSignature.tsx': { count: 1, why: 'a PIN for confirmPin, beside another request' },
  'people/SetUpSheet.tsx': { count: 1, why: 'stands with a new PIN, whose form is not of one request' },
  'people/SignInForm.tsx': { count: 1, why: 'a PIN, which people of before need not have' },
  'people/pin-fields.tsx': { count: 1, why: 'a PIN for confirmPin, before another request' },
  'presets/EditParts.tsx': { count: 1, why: 'the name of a measurement, deep in a preset' },
  'presets/EditSheet.tsx': { count: 1, why: 'the name of a preset, deep in it' },
  'record-care/KeyPlaceForm.tsx': { count: 1, why: 'a folder only where the key is kept in a file' },
  'record-care/ProveCode.tsx': { count: 1, why: 'a code is wanted, and the request takes any text' },
  'room/GapBanner.tsx': {
    count: 1,
    why: 'the length of a gap that no clock tells, of others the clock does',
  },
  'session/DischargeSheet.tsx': { count: 1, why: 'early discharge alone needs a reason' },
  'session/SamePatientSheet.tsx': { count: 1, why: 'only yes needs an identifier' },
  'session/SecondLook.tsx': { count: 1, why: 'a tick for a length far off, else none' },
  'session/gate-forms.tsx': {
    count: 2,
    why: 'words against dosing where an item is present; an override beside a PIN',
  },
}

const sheets = globSync('renderer/panels/**/*.tsx').filter(path => !path.endsWith('.test.tsx'))
const codes = sheets.map(path => ({ path, code: readFileSync(path, 'utf8') }))
const NUMERIC = /\b(?:min|max|minValue|maxValue|minLength|maxLength|step)=(?:\{-?[\d._]+[^}]*\}|"-?\d+")/g
const BARE_REQUIRED =
  /<(?:TextField|NumberField|WeightField|input|textarea|select)\b(?:[^<>]|=>)*?\srequired(?:=\{true\})?(?=\s*[/>]|\s+[a-zA-Z])/g
const NAME = /<(?:TextField|NumberField)\b(?:[^<>]|=>)*?\bname="([^"]+)"/g

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
  it('have numbers in the one field for them', () => {
    expect(codes.filter(({ code }) => /type="number"/.test(code)).map(({ path }) => path)).toEqual([])
  })
})
