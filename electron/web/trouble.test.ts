import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isMendable } from '../start/mendable.ts'
import { createRemedies } from '../start/remedies.ts'
import { openStore, ownSources } from '../store/index.ts'
import { at, commitOne, openSession, SESSION } from '../store/testing/record.ts'
import { serveTrouble, type TroubleEntry } from './trouble.ts'

let dir: string
let page: TroubleEntry

/** A record with a backup, whose database is gone, and the page that says so. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-trouble-'))
  const store = openStore(dir, { version: 'test' })
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  await store.backup(at(0))
  store.close()
  rmSync(join(dir, 'vigil.db'))
  page = await serveTrouble(0, whyClosed(), {
    ...createRemedies(dir, ownSources, 'test'),
    asksCode: () => false,
    open: () => Promise.reject(new Error('Nothing is opened here.')),
  })
})
afterEach(async () => {
  await page.close()
  rmSync(dir, { recursive: true, force: true })
})

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

const BACKUP = 'vigil-2031-05-04T090000Z'

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

  it('says what was wrong with what was asked, and shows no markup that was typed', async () => {
    const body = await post({ do: 'restore', backup: '<b>x</b>', code: '' })
    expect(body).toContain('There is no backup')
    expect(body).not.toContain('<b>x</b>')
    expect(await post({ do: 'restore', backup: BACKUP, code: 'AAAA' })).toContain(
      'recovery code has 40 letters',
    )
    expect(await post({ do: 'dance' })).toContain('Nothing was done')
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
