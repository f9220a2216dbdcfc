import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { presets } from '../../shared/presets/index.ts'
import { limits } from './limits.ts'
import { isWithin, parseJson } from './parse-json.ts'

const bounds = { depth: 3, parts: 5 }

describe('What comes from outside', () => {
  it.each([
    ['{"a":[{"b":1}]}', true],
    ['{"a":[{"b":[]}]}', false],
    ['[[],[],[]]', false],
    ['[1,2,3,4,5]', true],
    ['[1,2,3,4,5,6]', false],
    ['"[[[[[[[[,,,,,,,,"', true],
    ['"\\"[[[["', true],
    ['["\\\\",[[[1]]]]', false],
  ])('%s is looked at: %s', (text, looked) => expect(isWithin(text, bounds)).toBe(looked))

  it('is read where it is of the known form, else it is nothing', () => {
    const form = z.strictObject({ a: z.number() })
    expect(parseJson(form, '{"a":1}', bounds)).toEqual({ a: 1 })
    for (const text of ['{"a":"1"}', '{"a":1', '{"a":1,"b":2}', '{"a":[[[[1]]]]}'])
      expect(parseJson(form, text, bounds)).toBeNull()
  })

  it('may be any preset that ships, many times over', () => {
    const richest = JSON.stringify({ id: 1, name: 'savePreset', payload: { preset: presets } })
    expect(isWithin(richest, { depth: limits.messageDepth / 2, parts: limits.messageParts / 2 })).toBe(true)
  })
})
