import { beforeEach, expect, it, vi } from 'vitest'
import { notePlace, openPage, openSheet, useUi } from './ui.ts'

vi.mock('./lock.ts', () => ({ askWho: () => false, stayLocked: () => {} }))

beforeEach(() => openPage({ name: 'start' }))

it('a person is still where they asked for something until they go elsewhere, if only to the same page anew', () => {
  openSheet('person' as never)
  const isThere = notePlace()
  expect(isThere()).toBe(true)
  openSheet(null)
  expect(isThere()).toBe(false)
  const isOnPage = notePlace()
  openPage({ name: 'start' })
  expect([isOnPage(), useUi.getState().page]).toEqual([false, { name: 'start' }])
})
