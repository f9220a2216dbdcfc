import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { newestRemsForm, remsFieldIds, remsForms } from './rems.ts'
import { replayScript } from './replay.ts'
import { parseScript } from './script.ts'

function play(lines: readonly object[], presetId = 'SPRAVATO-56') {
  const preset = findPreset(presetId)
  if (!preset) throw new Error('no preset')
  const text = lines.map(line => JSON.stringify(line)).join('\n')
  return replayScript(parseScript(text), { preset, sessionId: 'S-1', t0WallMs: 0 })
}
const record = (t: number, by: string, answers: object) => ({ t, do: 'recordRems', by, answers })
const refusals = (lines: readonly object[], presetId?: string) =>
  play(lines, presetId).log.flatMap(({ entry }) => ('refused' in entry ? [entry['refused']] : []))

describe('The REMS field sheet', () => {
  it('keeps the newest answer to each item, with who and when; older ones stay in the log', () => {
    const { state, log } = play([
      record(-60, 'Nurse A', { enrolled: true, opioids: false, providerName: 'Dr Who' }),
      record(30, 'Staff B', { opioids: true, readyMinutes: 70 }),
    ])
    expect(state.session.rems).toEqual({
      form: newestRemsForm.version,
      answers: [
        { item: 'enrolled', value: true, by: 'Nurse A', at: { monoMs: 0, wallMs: -60_000 } },
        { item: 'providerName', value: 'Dr Who', by: 'Nurse A', at: { monoMs: 0, wallMs: -60_000 } },
        { item: 'opioids', value: true, by: 'Staff B', at: { monoMs: 90_000, wallMs: 30_000 } },
        { item: 'readyMinutes', value: 70, by: 'Staff B', at: { monoMs: 90_000, wallMs: 30_000 } },
      ],
    })
    expect(log.filter(({ entry }) => 'kind' in entry && entry.kind === 'rems')).toMatchObject([
      { entry: { by: 'Nurse A', answers: { enrolled: true, opioids: false, providerName: 'Dr Who' } } },
      { entry: { by: 'Staff B', answers: { opioids: true, readyMinutes: 70 } } },
    ])
  })

  it('takes an answer back', () => {
    const { state } = play([record(0, 'A', { enrolled: true }), record(1, 'A', { enrolled: null })])
    expect(state.session.rems?.answers).toEqual([])
  })

  it.each([
    [{}, /at least one item/],
    [{ enrolled: 'yes' }, /answer yes or no/],
    [{ readyMinutes: true }, /whole minutes/],
    [{ readyMinutes: 2000 }, /0 to 1440/],
    [{ providerName: 4 }, /enter words/],
  ])('refuses %j', (answers, reason) => {
    expect(refusals([record(0, 'A', answers)])).toEqual([expect.stringMatching(reason)])
  })

  it('belongs to esketamine alone', () => {
    expect(refusals([record(0, 'A', { enrolled: true })], 'IM')).toEqual([
      expect.stringMatching(/esketamine/),
    ])
  })

  it('lets nothing be answered that the record or a pen must say, or that nobody asks', () => {
    for (const id of ['dose', 'sex', 'shoeSize'])
      expect(() => play([record(0, 'A', { [id]: 'x' })])).toThrow(/Line 1/)
  })

  it('has one version of each name, and ids once', () => {
    expect(new Set(remsForms.map(({ version }) => version)).size).toBe(remsForms.length)
    for (const { items } of remsForms) expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect(remsFieldIds.length).toBeGreaterThan(25)
  })
})
