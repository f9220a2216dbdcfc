import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tightenFolder } from './tighten.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-modes-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const modeOf = (name: string) => (statSync(join(dataDir, name)).mode & 0o7777).toString(8)
function put(name: string, mode = 0o644): void {
  mkdirSync(join(dataDir, dirname(name)), { recursive: true, mode: 0o755 })
  writeFileSync(join(dataDir, name), 'x')
  chmodSync(join(dataDir, name), mode)
}

/** All that an installation of before has, and may have soon. */
const names = [
  'vigil.db',
  'vigil.db-wal',
  'vigil.db-shm',
  'vigil.lock',
  'vigil.keys',
  'vigil.mark',
  'session.keys',
  'alive.json',
  'alive.json.new',
  'errors.log',
  'errors.log.1',
  'alarm-high.wav',
  'backups/vigil-2026-05-04.db',
  'backups/vigil-layout-1.db.part',
  'captures/Nonin-2026-05-04-030201.vcap',
  'reports/vigil-s-1.pdf',
  'sessions/2026/s-1.vses',
]

describe.skipIf(process.platform === 'win32')('a data folder of before', () => {
  it('is closed to other logins: folders 0700, files 0600', () => {
    for (const name of names) put(name, 0o664)
    mkdirSync(join(dataDir, 'windows'))
    for (const folder of ['.', 'backups', 'captures', 'reports', 'sessions', 'sessions/2026', 'windows'])
      chmodSync(join(dataDir, folder), 0o755)
    expect(tightenFolder(dataDir)).toEqual([])
    expect(names.map(modeOf)).toEqual(names.map(() => '600'))
    const folders = ['.', 'backups', 'captures', 'reports', 'sessions', 'sessions/2026', 'windows']
    expect(folders.map(modeOf)).toEqual(folders.map(() => '700'))
  })

  it('keeps what is stricter already, and what is not Vigil’s', () => {
    put('vigil.db', 0o400)
    put('notes.txt', 0o644)
    put('pictures/cat.png', 0o644)
    put('pw-play', 0o755)
    expect(tightenFolder(dataDir)).toEqual([])
    expect(['vigil.db', 'notes.txt', 'pictures/cat.png', 'pw-play'].map(modeOf)).toEqual([
      '400',
      '644',
      '644',
      '755',
    ])
  })

  it('follows no link out of the folder', () => {
    const outside = mkdtempSync(join(tmpdir(), 'vigil-outside-'))
    writeFileSync(join(outside, 'file'), '', { mode: 0o644 })
    chmodSync(join(outside, 'file'), 0o644)
    symlinkSync(join(outside, 'file'), join(dataDir, 'vigil.mark'))
    symlinkSync(outside, join(dataDir, 'reports'))
    expect(tightenFolder(dataDir)).toEqual([])
    expect((statSync(join(outside, 'file')).mode & 0o777).toString(8)).toBe('644')
    rmSync(outside, { recursive: true })
  })

  it('that is a folder for many is left open, and said; the files in it are closed', () => {
    put('vigil.db')
    chmodSync(dataDir, 0o1777)
    expect(tightenFolder(dataDir)).toEqual([expect.stringContaining('open to other logins')])
    expect(modeOf('.')).toBe('1777')
    expect(modeOf('vigil.db')).toBe('600')
  })
})

it('that is not there is none to close', () => {
  expect(tightenFolder(join(dataDir, 'none'))).toEqual([])
})
