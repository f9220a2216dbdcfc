import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testPrograms } from '../record/testing/programs.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'

/* What is known of a patient stands readable in no file: not in the data folder, the temporary one, or a second place for backups. */

let all: string
let core: Core
const temporary = process.env['TMPDIR']
beforeEach(async () => {
  all = mkdtempSync(join(tmpdir(), 'vigil-planted-'))
  for (const name of ['data', 'tmp', 'place']) mkdirSync(join(all, name), { mode: 0o700 })
  process.env['TMPDIR'] = join(all, 'tmp')
  core = await startTestCore({
    dataDir: join(all, 'data'),
    entry: 'browser',
    version: 'test',
    beep: () => {},
    programs: testPrograms(),
  })
})
afterEach(async () => {
  await core.close()
  if (temporary === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = temporary
  rmSync(all, { recursive: true, force: true })
})

async function value<T>(name: string, payload: object): Promise<T> {
  const answer = await askAs(core, name, payload)
  if (!answer.ok) throw new Error(`${name}: ${answer.message}`)
  return answer.value as T
}

const files = (): readonly string[] =>
  readdirSync(all, { recursive: true, encoding: 'utf8' })
    .map(name => join(all, name))
    .filter(path => statSync(path, { throwIfNoEntry: false })?.isFile())

function readable(): readonly string[] {
  return files()
    .filter(path => {
      const content = readFileSync(path)
      return (['utf8', 'utf16le'] as const).some(form => content.includes(Buffer.from('PLANTED', form)))
    })
    .map(path => relative(all, path))
}

it('nothing planted in a session is readable, while Vigil runs, after a backup, a report and a search, and after its end', async () => {
  await value('addPerson', { name: 'Ada', role: 'admin' })
  await value('addPerson', { name: 'Nina', role: 'nurse' })
  await value('setBackupPlace', { by: 'Ada', place: join(all, 'place') })
  const patient = { initials: 'Q.PLANTED', birthYear: 1980, recordId: 'PLANTED-77' }
  const opening = { by: 'Nina', roomId: 'room-1', presetId: 'SPRAVATO-84', patient }
  const { sessionId } = await value<{ sessionId: string }>('openSession', opening)
  await value('recordMark', { by: 'Nina', roomId: 'room-1', mark: 'note', text: 'PLANTED said she is fine' })
  expect(readable()).toEqual([])
  await value('closeSession', { by: 'Nina', roomId: 'room-1', reason: 'PLANTED reason' })
  await value('findSessions', { by: 'Nina', text: 'planted' })
  for (const format of ['csv', 'html', 'json', 'fhir', 'pdf'])
    await value('makeReport', { by: 'Nina', sessionId, format })
  await value('makeReport', { by: 'Nina', sessionId, format: 'pdf', print: true })
  expect(readable()).toEqual([])
  await value('backUpNow', { by: 'Nina' })
  expect(readable()).toEqual([])
  await core.close()
  expect(readable()).toEqual([])
  const names = files().map(path => relative(all, path))
  expect(names.some(name => /^data\/backups\/.*vigil\.db$/.test(name))).toBe(true)
  expect(names.some(name => /^place\/.*vigil\.db$/.test(name))).toBe(true)
  if (process.platform !== 'win32')
    for (const path of files()) expect(statSync(path).mode & 0o077, path).toBe(0)
}, 240_000)
