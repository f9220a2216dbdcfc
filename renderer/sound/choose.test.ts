import { expect, it } from 'vitest'
import { howToPlay } from './choose.ts'

const order = { priority: 'high', test: false, clinicianListens: true } as const

it.each([
  ['clinician', order, 'burst'],
  ['treatmentQuiet', order, 'nothing'],
  ['treatmentChime', order, 'chime'],
  ['treatmentChime', { ...order, priority: 'medium' }, 'nothing'],
  ['treatmentQuiet', { ...order, clinicianListens: false }, 'burst'],
  ['treatmentChime', { ...order, clinicianListens: false, priority: 'low' }, 'burst'],
  ['treatmentQuiet', { ...order, test: true }, 'burst'],
] as const)('a %s window told %o plays: %s', (profile, told, what) => {
  expect(howToPlay(profile, told)).toBe(what)
})
