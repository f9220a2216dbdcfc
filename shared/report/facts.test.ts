import { describe, expect, it } from 'vitest'
import { comparePresets } from '../presets/figures.ts'
import type { Preset } from '../presets/preset.ts'
import { spravato84 } from '../presets/spravato.ts'
import { replayScript } from '../session/replay.ts'
import { parseScript } from '../session/script.ts'
import { english as words } from '../words/en/index.ts'
import { makeFacts } from './facts.ts'
import { makeReport } from './model.ts'

/** The facts of a session under this preset, by their labels. */
function factsOf(preset: Preset): Readonly<Record<string, string>> {
  const script = parseScript('{"t":-600,"do":"recordMark","by":"Ana","mark":"note","text":"x"}', 'simulated')
  const { state, readings } = replayScript(script, { preset, sessionId: 'S-1', t0WallMs: 0 })
  const report = makeReport(
    {
      session: state.session,
      readings,
      log: [],
      limits: state.alarm.limits,
      setting: { clinic: '', room: '', software: '0' },
      recordHash: null,
      generatedAt: { monoMs: 0, wallMs: 0 },
      generatedBy: 'test',
      utcOffsetMin: 60,
    },
    words,
  )
  return Object.fromEntries(makeFacts(report, words).map(({ label, value }) => [label, value]))
}

describe('the facts of a report', () => {
  it('name the shipped preset and its version', () => {
    const facts = factsOf(spravato84)
    expect(facts['Treatment']).toBe('SPRAVATO 84 mg (preset SPRAVATO-84, version 3)')
    expect(Object.keys(facts).filter(label => label.startsWith('Changes'))).toEqual([])
  })

  it('name who approved a preset of the clinic, and what differs from the shipped one', () => {
    const own = { ...spravato84, id: 'SPRAVATO-84-C1', version: '2', label: 'Ours', dischargeAfterMin: 150 }
    const basedOn = { id: 'SPRAVATO-84', version: '2' }
    // Half an hour before midnight in London is the next day an hour east of it.
    const wallMs = Date.UTC(2031, 4, 4, 23, 30)
    const approved = { by: 'Dr D', wallMs, differs: comparePresets(spravato84, own, words) }
    const facts = factsOf({ ...own, clinic: { basedOn, approved } })
    expect(facts['Treatment']).toBe(
      'Ours (preset SPRAVATO-84-C1, version 2; clinic preset, approved by Dr D on 2031-05-05)',
    )
    expect(facts['Changes to SPRAVATO-84 v2']).toBe(
      'Name: SPRAVATO 84 mg -> Ours; Earliest discharge: 120 min after the end of dosing -> 150 min after the end of dosing',
    )
  })

  it('say so of a preset of the clinic that nobody approved: a file on the command line', () => {
    const facts = factsOf({ ...spravato84, clinic: { basedOn: { id: 'SPRAVATO-84', version: '2' } } })
    expect(facts['Treatment']).toMatch(/; clinic preset, not approved\)$/)
  })
})
