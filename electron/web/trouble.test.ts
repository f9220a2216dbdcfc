import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unknownClinic } from '../../shared/clinic.ts'
import { speak } from '../../shared/words/speaking.ts'
import { isMendable } from '../start/mendable.ts'
import { createRemedies } from '../start/remedies.ts'
import { openStore, ownSources } from '../store/index.ts'
import { enrol } from '../store/testing/enrol.ts'
import { at, commitOne, openSession, SESSION } from '../store/testing/record.ts'
import { serveTrouble, type TroubleEntry } from './trouble.ts'

const keepers = [
  ['Ada', 'admin', '471182'],
  ['Dora', 'director', '593026'],
] as const

let dir: string
let page: TroubleEntry
let whyClosedInEnglish: string

/** A record with a backup, whose database is gone, and the page that says so. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-trouble-'))
  await fill()
  rmSync(join(dir, 'vigil.db'))
  whyClosedInEnglish = whyClosed()
  page = await serve(whyClosedInEnglish)
})
afterEach(async () => {
  speak('en')
  await page.close()
  rmSync(dir, { recursive: true, force: true })
})

const serve = (sentence: string): Promise<TroubleEntry> =>
  serveTrouble(0, sentence, {
    ...createRemedies(dir, ownSources, 'test'),
    asksCode: () => false,
    open: () => Promise.reject(new Error('Nothing is opened here.')),
  })

/** The clinic speaks the language of tests, and its newest backup knows it; then the database is gone again. */
async function speakPseudo(): Promise<void> {
  await enrolKeepers()
  const store = openStore(dir, { version: 'test' })
  store.setSetting('clinic', JSON.stringify({ ...unknownClinic, language: 'pseudo' }))
  await store.backup(at(120_000))
  store.close()
  rmSync(join(dir, 'vigil.db'))
}

async function fill(): Promise<void> {
  const store = openStore(dir, { version: 'test' })
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  await store.backup(at(0))
  store.close()
}

/** Two who decide join the record, and stand in its newest backup; gives a recovery code that was typed back. */
async function enrolKeepers(): Promise<string> {
  await post({ do: 'restore', backup: BACKUP, code: '' })
  const store = openStore(dir, { version: 'test' })
  await enrol(store, keepers)
  const { code } = store.makeRecoveryCode()
  store.proveRecoveryCode(code)
  await store.backup(at(60_000))
  store.close()
  return code
}

function whyClosed(): string {
  try {
    openStore(dir, { version: 'test' }).close()
  } catch (error) {
    if (isMendable(error)) return error.message
    throw error
  }
  return 'It opens.'
}

const get = async (link: string, headers: Record<string, string> = {}) => {
  const response = await fetch(link, { headers })
  return { status: response.status, body: await response.text() }
}
const post = async (fields: Record<string, string>) =>
  (await fetch(page.link, { method: 'POST', body: new URLSearchParams(fields) })).text()

/** What can be read of a page: title and headings, sentences, labels, buttons, choices. */
const readTexts = (body: string): readonly string[] =>
  body
    .replace(/<style>.*<\/style>/s, '')
    .split(/<[^>]*>/)
    .map(text => text.trim())
    .filter(text => text !== '')

const BACKUP = 'vigil-2031-05-04T090000Z'
const NEWER = 'vigil-2031-05-04T090100Z'
const pins = { first: 'ada', firstPin: '471182', second: 'Dora', secondPin: '593026' }

const restoredNote = () => {
  const store = openStore(dir, { version: 'test' })
  const { restored } = store.careView(0)
  store.close()
  return restored
}

describe('the page of a record that was not opened', () => {
  it('says in one sentence what is wrong, and names the ways on', async () => {
    const { status, body } = await get(page.link)
    expect(status).toBe(200)
    expect(body).toContain('is missing, though its mark is there: nothing was begun anew')
    for (const way of [BACKUP, 'Another folder', 'Begin anew']) expect(body).toContain(way)
  })

  it('tries a backup, and restores it', async () => {
    expect(await post({ do: 'try', backup: BACKUP, code: '' })).toMatch(
      /opens and is whole: 1 session, 4 entries/,
    )
    expect(whyClosed()).toContain('is missing')
    expect(await post({ do: 'restore', backup: BACKUP, code: '' })).toContain('was restored')
    const store = openStore(dir, { version: 'test' })
    expect(store.readings(SESSION)).toHaveLength(3)
    expect(store.verify()).toMatchObject({ ok: true, records: 5 })
    store.close()
  })

  it('begins anew on the word of two people only', async () => {
    expect(await post({ do: 'anew', first: 'Ana', second: 'ana' })).toContain(
      'Two different names are needed',
    )
    expect(whyClosed()).toContain('is missing')
    expect(await post({ do: 'anew', first: 'Ana', second: 'Ben' })).toContain('was begun anew')
    expect(whyClosed()).toBe('It opens.')
  })

  it('asks two people of the record for their PINs where it can be read, as the command does', async () => {
    await enrolKeepers()
    const mark = join(dir, 'vigil.mark')
    writeFileSync(mark, readFileSync(mark, 'utf8').replace(/"seq":\d+/, '"seq":900'))
    expect(whyClosed()).toContain('which was changed')
    const { body } = await get(page.link)
    expect(body).toContain('of this record decide it')
    for (const [asked, said] of [
      [{ do: 'restore', backup: BACKUP }, 'type both names, each with their PIN'],
      [{ do: 'restore', backup: BACKUP, ...pins, firstPin: '000000' }, 'not the PIN of Ada'],
      [{ do: 'restore', backup: BACKUP, ...pins, second: 'Ada' }, 'name one of each'],
      [{ do: 'anew', first: 'Ada', second: 'Dora' }, 'type both names, each with their PIN'],
      [{ do: 'anew', ...pins, secondPin: '000000' }, 'not the PIN of Dora'],
    ] as const) {
      const answer = await post(asked)
      expect(answer).toContain(said)
      expect(answer).not.toContain('471182')
    }
    expect(whyClosed()).toContain('which was changed')
    expect(await post({ do: 'restore', backup: BACKUP, ...pins })).toContain('was restored')
    expect(restoredNote()).toMatchObject({ by: 'Ada and Dora' })
  })

  it('begins anew beside a backup that knows two people on their PINs alone', async () => {
    await enrolKeepers()
    writeFileSync(join(dir, 'vigil.db'), '')
    expect((await get(page.link)).body).toContain('of the newest backup decide it')
    for (const [asked, said] of [
      [{ do: 'anew', first: 'Mal', second: 'Lory' }, 'type both names, each with their PIN'],
      [{ do: 'anew', first: 'Mal', firstPin: '1', second: 'Lory', secondPin: '2' }, 'nobody called'],
      [{ do: 'anew', ...pins, secondPin: '000000' }, 'not the PIN of Dora'],
    ] as const)
      expect(await post(asked)).toContain(said)
    expect(whyClosed()).toContain('is empty')
    expect(await post({ do: 'anew', ...pins })).toContain('was begun anew')
    expect(whyClosed()).toBe('It opens.')
  })

  it('counts wrong tries for as long as it is there', async () => {
    await enrolKeepers()
    rmSync(join(dir, 'vigil.db'))
    const asked = { do: 'restore', backup: NEWER, ...pins, firstPin: '000000' }
    for (let tries = 0; tries < 5; tries++) expect(await post(asked)).toContain('not the PIN of Ada')
    expect(await post({ ...asked, firstPin: '471182' })).toContain('Too many wrong tries for Ada')
  })

  it('asks those of the backup where the record is gone, or takes its recovery code for both', async () => {
    const code = await enrolKeepers()
    rmSync(join(dir, 'vigil.db'))
    expect((await get(page.link)).body).toContain('of the backup decide it')
    expect(await post({ do: 'restore', backup: NEWER })).toContain('type both names, each with their PIN')
    expect(whyClosed()).toContain('is missing')
    expect(await post({ do: 'restore', backup: NEWER, ...pins })).toContain('was restored')
    expect(restoredNote()).toMatchObject({ by: 'Ada and Dora' })

    rmSync(join(dir, 'vigil.db'))
    expect(await post({ do: 'restore', backup: NEWER, code })).toContain('was restored')
    expect(restoredNote()).toMatchObject({
      by: expect.stringMatching(/^os:/),
      sentence: expect.stringContaining('on its recovery code'),
    })
    // That of before the two were enrolled names nobody: whoever is at this computer, and the record says it.
    rmSync(join(dir, 'vigil.db'))
    expect(await post({ do: 'restore', backup: BACKUP })).toContain('was restored')
    expect(restoredNote()).toMatchObject({ sentence: expect.stringContaining('no PIN could be asked for') })
  })

  it('says what was wrong with what was asked, and shows no markup that was typed', async () => {
    const body = await post({ do: 'restore', backup: '<b>x</b>', code: '' })
    expect(body).toContain('There is no backup')
    expect(body).not.toContain('<b>x</b>')
    expect(await post({ do: 'restore', backup: BACKUP, code: 'AAAA' })).toContain(
      'recovery code has 40 letters',
    )
    expect(await post({ do: 'dance' })).toContain('Nothing was done')
  })

  it('is said in the language of the clinic, which the newest backup tells, and so is what comes of it', async () => {
    await speakPseudo()
    await page.close()
    page = await serve(whyClosedInEnglish)
    const { body } = await get(page.link)
    expect(body).toContain('<html lang="en-XA">')
    const asked = [
      { do: 'try', backup: 'vigil-2031-05-04T090200Z' },
      { do: 'restore', backup: 'none' },
      // A refusal, whose own message is the log's.
      { do: 'anew', ...pins, firstPin: '000000' },
      { do: 'dance' },
    ]
    const answers = await Promise.all(asked.map(post))
    // Why it was not opened was said before anybody could know the language.
    for (const text of [body, ...answers].flatMap(readTexts).filter(text => text !== whyClosedInEnglish))
      expect(text.replace(/^vigil-[\dTZ-]+$/, '')).toMatch(/^(?:‹.*›|\P{L}*)$/su)
    expect(answers.map(answer => /role="status">([^<]*)/.exec(answer)?.[1])).toEqual(
      asked.map(() => expect.stringMatching(/^‹.*›$/s)),
    )
  })

  it('is there for nobody without its link, and for no other page', async () => {
    const root = new URL('/', page.link).href
    expect((await get(root)).status).toBe(404)
    expect((await get(page.link, { origin: 'http://example.com' })).status).toBe(404)
    const large = await fetch(page.link, {
      method: 'POST',
      body: new URLSearchParams({ do: 'x'.repeat(5000) }),
    })
    expect(large.status).toBe(400)
    const json = await fetch(page.link, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'text/plain' },
    })
    expect(json.status).toBe(400)
    expect((await fetch(page.link, { method: 'DELETE' })).status).toBe(405)
  })
})
