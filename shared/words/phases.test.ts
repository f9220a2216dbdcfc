import { describe, expect, it } from 'vitest'
import { iv05mgkg40 } from '../presets/iv-0.5mgkg-40.ts'
import { say } from '../record/index.ts'
import { phase } from '../record/phase.ts'
import { screen } from './en/screen/index.ts'
import { wordsOf } from './index.ts'
import { namePhase, wordsWith } from './phases.ts'

const words = wordsOf('en')
const own = { phaseNames: { dosing: 'Journey', observation: 'Landing' } }

describe('A phase', () => {
  it('that ships has a form for sentences and one that stands alone', () => {
    expect(namePhase('dosing', iv05mgkg40, words)).toBe('Infusion')
    expect(namePhase('observation', iv05mgkg40, words, screen.room.phases)).toBe('RECOVERY')
    expect(namePhase('prep', iv05mgkg40, words)).toBe('Preparation')
    expect(namePhase('prep', iv05mgkg40, words, screen.room.phases)).toBe('PREP')
  })

  it('of a clinic stands as the clinic wrote it', () => {
    expect(namePhase('dosing', own, words)).toBe('Journey')
    expect(namePhase('observation', own, words, screen.room.phases)).toBe('Landing')
  })

  it('has the same name in the record of the session', () => {
    const begun = phase.of({ phase: 'dosing', by: 'Ana' })
    expect(say(begun, wordsWith(own, words))).toBe('Phase: Journey by Ana')
    expect(say(begun, wordsWith(iv05mgkg40, wordsOf('pseudo')))).toMatch(/‹Infusion[ ~]*›/)
  })
})
