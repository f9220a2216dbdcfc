import { afterEach, describe, expect, it } from 'vitest'
import { parsePreset } from '../presets/schema.ts'
import { phrase } from './host.ts'
import { speak } from './speaking.ts'

afterEach(() => speak('en'))

describe('What a process says', () => {
  it('is in its language when it is said', () => {
    const { keys } = phrase
    expect(keys.keysFileMissing('vigil.keys')).toBe(
      'vigil.keys is missing: put it back from the newest backup.',
    )
    speak('pseudo')
    expect(keys.keysFileMissing('vigil.keys')).toMatch(/^‹vigil\.keys is missing: .*[ ~]+›$/)
  })

  it('and so is what a schema finds wrong', () => {
    const say = () => {
      const parsed = parsePreset({ id: 'small letters' })
      return parsed.ok ? 'accepted' : parsed.error
    }
    expect(say()).toBe('id: must be capitals, digits, dots or hyphens, at most 40.')
    speak('pseudo')
    expect(say()).toMatch(/^‹id: ‹must be capitals, digits, dots or hyphens, at most 40[ ~]+›\.[ ~]*›$/)
  })
})
