import { expect, it } from 'vitest'
import { looksReserved } from './look-alike.ts'

it.each([
  'Vigil',
  'vigiI',
  'Somebody',
  'UNIDENTIFIED',
  'Somebody at a locked screen',
  'Not identified',
  'Nurse',
])('nobody is called %s', name => expect(looksReserved(name)).toBe(true))
it.each(['Maria Vigil', 'Nora Nurse', 'Ada'])('somebody may be called %s', name =>
  expect(looksReserved(name)).toBe(false),
)
