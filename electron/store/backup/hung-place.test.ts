import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore } from '../index.ts'
import { at, commitOne, openSession, SESSION } from '../testing/record.ts'
import { lookForNewest } from './newest-there.ts'

/* A second place that lets whoever reads it wait for ever: here a named pipe that nobody writes to, in the place of a manifest. */

let all: string
let place: string
beforeEach(() => {
  all = mkdtempSync(join(tmpdir(), 'vigil-hung-'))
  place = join(all, 'place')
})
afterEach(() => rmSync(all, { recursive: true, force: true }))

it('keeps no record from opening, nor its backup and code from being made', async () => {
  const dir = join(all, 'data')
  mkdirSync(place)
  const first = openStore(dir, { version: 'test' })
  openSession(first)
  first.setSetting('backupPlace', place)
  await first.backup(at(0))
  first.close()
  const hung = join(place, 'vigil-2031-05-05T090000Z')
  mkdirSync(hung)
  execFileSync('mkfifo', [join(hung, 'manifest.json')])
  const before = performance.now()
  expect(lookForNewest(place, 500)).toBe('silent')
  // Whoever asks waits for its patience, and not for the program to end.
  expect(performance.now() - before).toBeLessThan(30_000)

  const store = openStore(dir, { version: 'test' })
  try {
    commitOne(store, 1)
    expect(await store.backup(at(60_000))).toContain(dir)
    expect(store.makeRecoveryCode().code).toMatch(/./)
    expect(store.readings(SESSION)).toHaveLength(1)
  } finally {
    store.close()
  }
})
