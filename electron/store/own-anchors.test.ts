import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAnchors } from './anchors.ts'
import { openKeys, openStore, openStoreReadOnly, ownSources, type ReadStore } from './index.ts'
import { at, commitOne, openSession } from './testing/record.ts'

/* What stands in files of the data folder, or in a text that somebody gives, is an anchor only where Vigil wrote it. */

let dir: string
let backup: string
let reader: ReadStore
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-anchors-'))
  const store = openStore(dir, { version: 'test' })
  openSession(store)
  commitOne(store, 1)
  backup = await store.backup(at(10_000))
  store.close()
  reader = openStoreReadOnly(dir)
})
afterEach(() => {
  reader.close()
  rmSync(dir, { recursive: true, force: true })
})

const markPath = () => join(dir, 'vigil.mark')
const manifestPath = () => join(backup, 'manifest.json')
const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(path, change(readFileSync(path, 'utf8')))
const toNothing = (text: string) =>
  text.replace(/"seq":\s*\d+/, '"seq": 0').replace(/"hash":\s*"\w+"/, `"hash": "${'0'.repeat(64)}"`)

it('Mark and manifests as Vigil wrote them are its own', () => {
  expect(reader.checkOwnAnchors()).toBeNull()
})

it.each<readonly [string, string, () => void, string]>([
  ['a mark of entry 0', 'vigil.mark', () => edit(markPath(), toNothing), 'is not what Vigil has signed'],
  ['an emptied mark', 'vigil.mark', () => writeFileSync(markPath(), ''), 'is missing or cannot be read'],
  ['a removed mark', 'vigil.mark', () => rmSync(markPath()), 'is missing or cannot be read'],
  [
    'a manifest of entry 0',
    'manifest',
    () => edit(manifestPath(), toNothing),
    'is not what Vigil has signed',
  ],
  [
    'a manifest as if under keys of before',
    'manifest',
    () => edit(manifestPath(), text => text.replace(/"keys": "\w+"/, '"keys": "0123456789abcdef"')),
    'is not what Vigil has signed',
  ],
  ['a removed manifest', 'manifest', () => rmSync(manifestPath()), 'is missing or cannot be read'],
])('Is named as none of this record: %s', (_what, file, change, reason) => {
  change()
  expect(reader.checkOwnAnchors()).toMatchObject({
    table: 'anchors',
    reason: expect.stringMatching(new RegExp(`${file}.* ${reason}`)),
  })
})

describe('a text with anchors', () => {
  it('is read line by line, those of JSON and those of paper', () => {
    const mixed = `${readFileSync(manifestPath(), 'utf8')}\nRecord 99-0123456789abcdef\n`
    const anchors = readAnchors(mixed)
    expect(anchors).toHaveLength(2)
    expect(anchors[1]).toEqual({ seq: 99, hash: '0123456789abcdef' })
    expect(reader.verify(undefined, anchors).firstBroken).toMatchObject({
      reason: expect.stringContaining('anchor 99-0123456789abcdef'),
    })
  })

  it('has no anchor in a fingerprint, named so or not', () => {
    const { fingerprint } = openKeys(dir, ownSources).signing
    expect(readAnchors(`{"recoveryCode":"ABCD","fingerprint":"${fingerprint}"}`)).toEqual([])
    expect(readAnchors(`Fingerprint: ${fingerprint}`)).toEqual([])
    expect(reader.withoutFingerprints(readAnchors(fingerprint))).toEqual([])
    const another = readAnchors('0123 4567 89ab cdef')
    expect(reader.withoutFingerprints(another)).toEqual(another)
  })
})
