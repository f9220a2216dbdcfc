import { expect, it } from 'vitest'
import { english as words } from '../words/en/index.ts'
import { figuresOf } from './figures.ts'
import { findPreset, presets } from './index.ts'
import { presetSchema } from './schema.ts'
import { skeletons } from './skeletons.ts'

it.each(skeletons.map(skeleton => [skeleton.id, skeleton] as const))(
  '%s is of the known form, names a source for each figure, and is found among no presets',
  (id, skeleton) => {
    expect(presetSchema.safeParse(skeleton)).toMatchObject({ success: true })
    expect(findPreset(id)).toBeUndefined()
    const figures = figuresOf(skeleton, words)
    const open = figures.filter(({ path, source }) => source !== null && !path.startsWith('limits.'))
    expect(skeleton.toComplete).toEqual(open.map(({ path }) => path))
    expect(figures.find(({ path }) => path === 'toComplete')?.label).toBe(
      'For the medical director to complete',
    )
  },
)

it.each(presets.map(preset => [preset.id, preset] as const))(
  '%s has a ceiling with its source',
  (_id, preset) => {
    expect(preset.ceiling).toBeDefined()
    expect(preset.sources['ceiling']).toMatch(/label|doi|Andrade|\[P\]/)
    const { ceiling: _ceiling, sources, ...before } = preset
    const { ceiling: _source, ...known } = sources
    // As it stood before there was such a figure.
    expect(presetSchema.safeParse({ ...before, sources: known })).toMatchObject({ success: true })
  },
)
