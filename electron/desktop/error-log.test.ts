import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { openErrorLog } from './error-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'vigil-log-'))
const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
afterEach(() => stderr.mockClear())

test('writes what, when and why, one after another', () => {
  const report = openErrorLog(join(folder, 'new'), () => new Date('2026-05-04T03:02:01.000Z'))
  report('A window was lost.', 'crashed (5)')
  report('Another.', new Error('Why.'))
  const lines = readFileSync(join(folder, 'new', 'errors.log'), 'utf8')
  expect(lines).toContain('2026-05-04T03:02:01.000Z A window was lost. crashed (5)\n')
  expect(lines).toContain('Another. Error: Why.')
})

test('does not throw where nothing can be written, and says it on stderr all the same', () => {
  writeFileSync(join(folder, 'file'), '')
  const report = openErrorLog(join(folder, 'file'), () => new Date(0))
  expect(() => report('A window was lost.', 'crashed')).not.toThrow()
  expect(stderr).toHaveBeenCalledWith(expect.stringContaining('A window was lost.'))
  rmSync(folder, { recursive: true })
})
