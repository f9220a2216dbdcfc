import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { errorLogPath, openErrorLog } from './error-log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('writes line after line into a folder that need not be there, for its owner alone', () => {
  const dataDir = join(folder, 'new')
  const write = openErrorLog(dataDir)
  write('one\n')
  write('two\n')
  expect(readFileSync(errorLogPath(dataDir), 'utf8')).toBe('one\ntwo\n')
  if (process.platform !== 'win32')
    expect([dataDir, errorLogPath(dataDir)].map(path => (statSync(path).mode & 0o777).toString(8))).toEqual([
      '700',
      '600',
    ])
})

it('does not throw where nothing can be written', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => openErrorLog(join(folder, 'file'))('lost\n')).not.toThrow()
  mkdirSync(errorLogPath(folder))
  expect(() => openErrorLog(folder)('lost\n')).not.toThrow()
})

it('keeps two files at the most, however much comes', () => {
  const write = openErrorLog(folder)
  for (let n = 0; n < 20; n++) write(`${n}`.padEnd(500_000, '.'))
  expect(readdirSync(folder).sort()).toEqual(['errors.log', 'errors.log.1'])
  expect(statSync(errorLogPath(folder)).size).toBeLessThanOrEqual(2_000_000)
  expect(readFileSync(errorLogPath(folder), 'utf8')).toContain('19')
})
