import { describe, expect, it } from 'vitest'
import { english as words } from '../words/en/index.ts'
import { inEnglish } from '../words/testing/in-english.ts'
import { baseIn, defaultPresetId, isChoosable, versionsOf } from './choose.ts'
import {
  choosePreset,
  copyPreset,
  draftVersion,
  type PresetRecord,
  viewPresets,
  whyNotOfClinic,
} from './clinic.ts'
import { comparePresets, describeDifferences, figuresOf, presetName, withSources } from './figures.ts'
import { presets } from './index.ts'
import { intramuscular } from './intramuscular.ts'
import { iv05mgkg40 } from './iv-0.5mgkg-40.ts'
import type { DueRule, Preset } from './preset.ts'
import { parsePreset } from './schema.ts'
import { spravato84 } from './spravato.ts'

const copy = copyPreset(viewPresets([], words), spravato84, 'Our Spravato')

function withMedium(limit: number, of: Preset = copy): Preset {
  const row = of.limits['spo2-low']
  return {
    ...of,
    limits: { ...of.limits, 'spo2-low': { ...row, levels: { ...row.levels, medium: [limit, 15] } } },
  }
}

function withRule(id: string, change: Partial<DueRule>, of: Preset = copy): Preset {
  return { ...of, due: of.due.map(rule => (rule.id === id ? { ...rule, ...change } : rule)) }
}

let seq = 0
function record(state: PresetRecord['state'], version = '1', preset = copy): PresetRecord {
  seq += 1
  return { seq, state, by: 'Dr D', wallMs: seq * 1000, reason: null, preset: { ...preset, version } }
}

describe('the figures of a preset', () => {
  it.each(presets.map(preset => [preset.id, preset] as const))('%s each have a source', (_id, preset) => {
    const figures = figuresOf(preset, words)
    expect(figures.filter(({ source }) => source === null).map(({ path }) => path)).toEqual([
      'label',
      'treatment',
      'phases',
    ])
    for (const { path, source } of figures) if (source !== null) expect(preset.sources[path]).toBe(source)
    expect(new Set(figures.map(({ path }) => path)).size).toBe(figures.length)
  })

  it('are told in words', () => {
    const wordsOf = (preset: Preset, path: string) =>
      figuresOf(preset, words).find(f => f.path === path)?.value
    expect(wordsOf(spravato84, 'due.M2')).toBe('BP 40: 40 min (35 to 50) from T0, required')
    expect(wordsOf(spravato84, 'limits.spo2-low.medium')).toBe('below 90 % for 15 s')
    expect(wordsOf(spravato84, 'limits.systolic-rise.medium')).toBe('40 mmHg or more over the baseline')
    expect(wordsOf(iv05mgkg40, 'due.M1')).toBe(
      'BP 10: 10 min (7 to 13) from T0, every 10 min while dosing, required',
    )
    expect(wordsOf(intramuscular, 'dose')).toMatch(/^as prescribed for the patient/)
  })
})

describe('the difference of two presets', () => {
  it('is none of a preset to itself', () => {
    expect(comparePresets(spravato84, spravato84, words)).toEqual([])
    expect(describeDifferences([], words)).toBe('no difference')
  })
  it('names the figure with both values', () => {
    const changed = withRule('M2', { targetMin: 45 }, withMedium(88))
    expect(comparePresets(spravato84, changed, words)).toEqual([
      { field: 'Name', before: 'SPRAVATO 84 mg', after: 'Our Spravato' },
      {
        field: 'Measurement M2',
        before: 'BP 40: 40 min (35 to 50) from T0, required',
        after: 'BP 40: 45 min (35 to 50) from T0, required',
      },
      { field: 'SpO2 low, MEDIUM', before: 'below 90 % for 15 s', after: 'below 88 % for 15 s' },
    ])
    expect(describeDifferences(comparePresets(copy, withMedium(88), words), words)).toBe(
      'SpO2 low, MEDIUM: below 90 % for 15 s -> below 88 % for 15 s',
    )
  })
  it('names what was added and what was left out', () => {
    const fewer = { ...copy, due: copy.due.filter(({ id }) => id !== 'M3') }
    expect(comparePresets(copy, fewer, words)).toMatchObject([{ field: 'Measurement M3', after: null }])
    expect(comparePresets(fewer, copy, words)).toMatchObject([{ field: 'Measurement M3', before: null }])
  })
  it.each(presets.map(preset => [preset.id, preset] as const))('sees every figure of %s', (_id, preset) => {
    // Each number of a preset, changed by itself, must show: a change that nobody sees cannot be approved.
    const json = JSON.parse(JSON.stringify({ ...preset, sources: {} }))
    const unseen: string[] = []
    for (const path of numbersIn(json)) {
      const changed = JSON.parse(JSON.stringify(json))
      const last = path.at(-1) ?? ''
      const holder = path.slice(0, -1).reduce((value, key) => value[key], changed)
      holder[last] += 1
      if (comparePresets(json, changed, words).length === 0) unseen.push(path.join('.'))
    }
    // How long values must stay clear is not to be changed: the schema keeps it as it ships.
    expect(unseen.filter(path => !path.endsWith('.clearForS'))).toEqual([])
  })
})

function numbersIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === 'number') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, [...path, key]))
}

describe('the sources of a changed preset', () => {
  it('are the reason for what was changed, and stay for what was not', () => {
    const first = withSources(withMedium(88), copy, spravato84, 'our monitors read low', words)
    expect(first.sources['limits.spo2-low.medium']).toBe('Decision of this clinic: our monitors read low')
    expect(first.sources['due.M2']).toBe(spravato84.sources['due.M2'])
    const second = withSources(withRule('M1', { toMin: 26 }, first), first, spravato84, 'more time', words)
    expect(second.sources['limits.spo2-low.medium']).toBe('Decision of this clinic: our monitors read low')
    expect(second.sources['due.M1']).toBe('Decision of this clinic: more time')
    const third = withSources(withMedium(90, second), second, spravato84, 'back', words)
    expect(third.sources['limits.spo2-low.medium']).toBe(spravato84.sources['limits.spo2-low.medium'])
  })
  it('follow measurements that come and go', () => {
    const added = {
      ...copy,
      due: [
        ...copy.due.filter(({ id }) => id !== 'M3'),
        { ...(copy.due[0] as DueRule), id: 'M6', targetMin: 30, fromMin: 28, toMin: 32 },
      ],
    }
    const made = withSources(added, copy, spravato84, 'peak', words)
    expect(made.sources['due.M3']).toBeUndefined()
    expect(made.sources['due.M6']).toBe('Decision of this clinic: peak')
    expect(parsePreset(made)).toMatchObject({ ok: true })
  })
})

describe('presets of a clinic', () => {
  it('begin as copies with an id of their own, which ships with nothing', () => {
    expect(copy).toMatchObject({
      id: 'SPRAVATO-84-C1',
      version: '1',
      label: 'Our Spravato',
      clinic: { basedOn: { id: 'SPRAVATO-84', version: '3' } },
    })
    const views = viewPresets([record('draft')], words)
    const next = copyPreset(views, copy, 'Another')
    expect(next).toMatchObject({ id: 'SPRAVATO-84-C2', clinic: { basedOn: { id: 'SPRAVATO-84' } } })
    expect(presetName(copy, words)).toBe('Our Spravato v1 (clinic)')
    expect(presetName(spravato84, words)).toBe('SPRAVATO 84 mg')
  })

  const states = (...records: readonly PresetRecord[]) =>
    versionsOf(viewPresets(records, words), copy.id).map(({ preset, state }) => `${preset.version} ${state}`)
  it.each<[string, readonly (readonly [PresetRecord['state'], string])[], readonly string[], string]>([
    ['a draft', [['draft', '1']], ['1 draft'], 'is a draft: the medical director must approve it first'],
    [
      'an approved one',
      [
        ['draft', '1'],
        ['approved', '1'],
      ],
      ['1 approved'],
      'v1',
    ],
    [
      'a new draft beside it',
      [
        ['draft', '1'],
        ['approved', '1'],
        ['draft', '2'],
      ],
      ['1 approved', '2 draft'],
      'v1',
    ],
    [
      'a second approved one',
      [
        ['approved', '1'],
        ['draft', '2'],
        ['approved', '2'],
      ],
      ['1 replaced', '2 approved'],
      'v2',
    ],
    [
      'a withdrawn one, which brings no older one back',
      [
        ['approved', '1'],
        ['approved', '2'],
        ['withdrawn', '2'],
      ],
      ['1 replaced', '2 withdrawn'],
      'was withdrawn: choose another preset',
    ],
    [
      'a withdrawn draft, which leaves the one in use',
      [
        ['approved', '1'],
        ['draft', '2'],
        ['withdrawn', '2'],
      ],
      ['1 approved', '2 withdrawn'],
      'v1',
    ],
  ])('stand as their records say: %s', (_what, changes, expected, chosen) => {
    const records = changes.map(([state, version]) => record(state, version))
    expect(states(...records)).toEqual(expected)
    const choice = choosePreset(viewPresets(records, words), copy.id.toLowerCase())
    expect(choice.ok ? `v${choice.preset.version}` : inEnglish(choice.error)).toContain(chosen)
  })

  it('leave what ships choosable, first and as it is', () => {
    const views = viewPresets([record('approved', '1', { ...copy, label: 'x' })], words)
    expect(views.slice(0, presets.length).map(({ preset }) => preset)).toEqual(presets)
    expect(views.slice(0, presets.length).every(isChoosable)).toBe(true)
    const choice = choosePreset(views, 'nothing')
    expect(choice.ok ? null : inEnglish(choice.error)).toMatch(
      /^There is no preset "nothing"; known are SPRAVATO-56, .*SPRAVATO-84-C1\.$/,
    )
  })

  it('know the shipped one that each is based on, and the one that is chosen first', () => {
    const views = viewPresets([record('approved')], words)
    expect(baseIn(views, copy)).toBe(spravato84)
    expect(baseIn(views, spravato84)).toBeUndefined()
    expect(versionsOf(views, defaultPresetId).map(({ preset }) => preset)).toEqual([spravato84])
  })

  it('number a change as the open draft or the next version', () => {
    const version = (...records: PresetRecord[]) =>
      draftVersion(versionsOf(viewPresets(records, words), copy.id))
    expect(version(record('draft', '1'))).toBe('1')
    expect(version(record('approved', '1'))).toBe('2')
    expect(version(record('approved', '9'), record('draft', '10'))).toBe('10')
  })

  it.each<[string, Preset, string | null]>([
    ['other limits', withMedium(88), null],
    ['another name and a moved window', withRule('M2', { label: 'BP peak', targetMin: 45 }), null],
    ['a recommended one less', { ...copy, due: copy.due.filter(({ id }) => id !== 'M3') }, null],
    ['another dose', { ...copy, dose: { mg: 56 } }, 'dose: must stay'],
    ['another route', { ...copy, route: 'im' }, 'route: must stay'],
    ['fewer devices', { ...copy, devices: { count: 2, mgEach: 28, restMin: 5 } }, 'devices: must stay'],
    ['a required one less', { ...copy, due: copy.due.filter(({ id }) => id !== 'M2') }, 'due.M2: "BP 40"'],
    ['a required one made optional', withRule('M2', { class: 'recommended' }), 'due.M2: "BP 40" is required'],
    ['a required one counted otherwise', withRule('M2', { anchor: 'end' }), 'due.M2: "BP 40" is required'],
    [
      'a required one moved away',
      withRule('M2', { targetMin: 45, toMin: 56 }),
      'due.M2: its window must lie between 30 and 55',
    ],
    [
      'a later discharge with its measurement',
      withRule('M5', { targetMin: 135, fromMin: 135, toMin: 150 }, { ...copy, dischargeAfterMin: 150 }),
      null,
    ],
  ])('may have %s: %#', (_what, preset, sentence) => {
    const why = inEnglish(whyNotOfClinic(preset, spravato84))
    if (sentence === null) expect(why).toBeNull()
    else expect(why).toContain(sentence)
  })

  it('keep the repetition that an infusion needs', () => {
    const of = copyPreset([], iv05mgkg40, 'Ours')
    const { everyMinWhileDosing: _gone, ...once } = of.due[0] as DueRule
    expect(inEnglish(whyNotOfClinic({ ...of, due: [once, ...of.due.slice(1)] }, iv05mgkg40))).toMatch(
      /^due\.M1: must be repeated while dosing/,
    )
  })
})
