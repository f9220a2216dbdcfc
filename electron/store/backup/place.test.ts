import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUpNow, openStore, ownSources, type Store } from '../index.ts'
import { at, commitOne, openSession } from '../testing/record.ts'

let all: string
let dir: string
const inAll = (name: string) => join(all, name)
const open = (): Store => openStore(dir, { version: 'test' })

beforeEach(() => {
  all = mkdtempSync(join(tmpdir(), 'vigil-second-'))
  dir = inAll('data')
  mkdirSync(inAll('stick'))
  writeFileSync(inAll('file.txt'), 'x')
  const store = open()
  openSession(store)
  commitOne(store, 1)
  store.close()
})
afterEach(() => rmSync(all, { recursive: true, force: true }))

describe('a second place', () => {
  it.each<[string, () => string, RegExp]>([
    ['a file', () => inAll('file.txt'), /file\.txt is a file, not a folder: name a folder\.$/],
    ['below a file', () => inAll('file.txt/x'), /There is no folder .*file\.txt\/x: connect its disk/],
    ['no folder at all', () => '/dev/null', /\/dev\/null is a file/],
    ['what cannot be made', () => '/proc/nope', /There is no folder \/proc\/nope/],
    [
      'where nothing can be written',
      () => '/proc/self',
      /Vigil cannot write to \/proc\/self|There is no folder/,
    ],
    ['half a path', () => 'relative/x', /relative\/x is no whole path/],
    ['the data folder', () => dir, /is not apart from the record/],
    ['its own backups', () => join(dir, 'backups'), /is not apart from the record/],
    ['what holds the data folder', () => all, /is not apart from the record/],
    ['the data folder by a link', () => inAll('link/backups'), /is not apart from the record/],
  ])('is never %s', async (_what, place, why) => {
    mkdirSync(join(dir, 'backups'), { recursive: true })
    symlinkSync(dir, inAll('link'))
    const store = open()
    try {
      await expect(store.checkPlace(place())).rejects.toThrow(why)
      await expect(store.checkPlace(inAll('stick'))).resolves.toBeUndefined()
    } finally {
      store.close()
    }
  })

  it.each<[string, () => string]>([
    ['a file', () => inAll('file.txt')],
    ['below a file', () => inAll('file.txt/x')],
    ['gone', () => inAll('gone')],
    ['the backups themselves', () => join(dir, 'backups')],
    ['half a path', () => 'relative/x'],
    [
      'closed to us',
      () => {
        chmodSync(inAll('stick'), 0o000)
        return inAll('stick')
      },
    ],
  ])('that is %s, in a record of before, keeps nothing closed', async (_what, place) => {
    const store = open()
    store.setSetting('backupPlace', place())
    store.close()
    const again = open()
    try {
      const backup = await again.backup(at(60_000))
      expect(existsSync(join(backup, 'manifest.json'))).toBe(true)
      const { place: named, placeIsThere, placeProblem } = again.careView(0)
      expect(named).toBe(place())
      if (process.getuid?.() !== 0 || !place().endsWith('stick'))
        expect(placeIsThere && placeProblem === null).toBe(false)
      expect(again.makeRecoveryCode().code).toMatch(/./)
      expect(await again.lookAtPlace()).toMatchObject({ problem: placeProblem })
    } finally {
      again.close()
    }
  })
})

describe('a backup by command', () => {
  it.each<[string, () => string, RegExp]>([
    ['a file', () => inAll('file.txt'), /file\.txt is a file, not a folder/],
    ['below a file', () => inAll('file.txt/x'), /file\.txt\/x is a file|no folder .*file\.txt\/x/],
    ['nowhere', () => '/proc/nope', /\/proc\/nope/],
  ])('names the folder that takes none: %s', (_what, to, why) => {
    const now = { version: 'test', sources: ownSources, wallMs: at(0).wallMs, to: to() }
    expect(() => backUpNow(dir, now)).toThrow(why)
    expect(() => backUpNow(dir, now)).not.toThrow(/VIGIL_DATA/)
  })
})
