import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepErrorLog } from './error-log.ts'
import { say } from './say.ts'

const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-say-'))
  stderr.mockClear()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('says what, when and why, on stderr and in the log', () => {
  keepErrorLog(folder, () => new Date('2026-05-04T03:02:01.000Z'))
  expect(say('A window was lost.', 'crashed')).toBe(true)
  expect(say('Another.', new Error('Why.'))).toBe(true)
  const log = readFileSync(join(folder, 'errors.log'), 'utf8')
  expect(log).toContain('2026-05-04T03:02:01.000Z A window was lost. crashed\n')
  expect(log).toContain('Another. Error: Why.')
  expect(stderr).toHaveBeenCalledWith('A window was lost. crashed\n')
})

it('says the same thing once', () => {
  for (let n = 0; n < 1000; n++) say('The same problem.')
  expect(stderr).toHaveBeenCalledTimes(1)
})

it('never throws: neither for what cannot be told, nor where it cannot be written', () => {
  const nasty = {
    toString() {
      throw new Error('Not this either.')
    },
  }
  const nastier = Object.defineProperty(new Error('x'), 'stack', {
    get() {
      throw nasty
    },
  })
  expect(() => say('Nasty.', nasty)).not.toThrow()
  expect(() => say('Nastier.', nastier)).not.toThrow()
  rmSync(folder, { recursive: true })
  stderr.mockImplementationOnce(() => {
    throw new Error('write EIO')
  })
  expect(() => say('Nowhere to write.')).not.toThrow()
})
