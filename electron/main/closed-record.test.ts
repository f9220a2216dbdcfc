import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, ownSources } from '../store/index.ts'
import { keepKey } from '../store/keys/keep-key.ts'
import { keepMaster, keptMaster } from '../store/keys/kept-master.ts'
import { openSession } from '../store/testing/record.ts'
import { serveClosed } from './closed-record.ts'
import { DASHBOARD_URL } from './origin.ts'

let dir: string
let code: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-closed-'))
  const store = openStore(dir, { version: 'test' })
  openSession(store)
  code = store.makeRecoveryCode().code
  store.proveRecoveryCode(code)
  store.close()
  keepKey(dir, { where: 'asked' }, ownSources)
})
afterEach(() => {
  keepMaster('')
  rmSync(dir, { recursive: true, force: true })
})

it('a window of the desktop asks for the code, and loads the dashboard where it opens the record', async () => {
  let begun = 0
  let why: string | null = 'The core cannot be begun.'
  const answer = serveClosed({
    dataDir: dir,
    sentence: 'It is closed.',
    async begin() {
      if (why !== null) throw new Error(why)
      begun += 1
    },
  })
  const get = async (path = '') => answer(new Request(`${DASHBOARD_URL}${path}`))
  const post = async (fields: Readonly<Record<string, string>>) =>
    (await answer(new Request(DASHBOARD_URL, { method: 'POST', body: new URLSearchParams(fields) }))).text()

  const page = await get()
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).toContain('It is closed.')
  expect((await get('index.js')).status).toBe(404)
  const mistyped = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`
  expect(await post({ do: 'open', code: mistyped })).toContain('mistyped')
  expect(await post({ do: 'open', code: 'x'.repeat(5000) })).toContain('no form of Vigil')
  expect(keptMaster()).toEqual({})
  // The right one, but something else is wrong: the page stays, and says it.
  expect(await post({ do: 'open', code })).toContain('The core cannot be begun.')
  why = null
  const gone = await post({ do: 'open', code })
  expect(gone).toContain('http-equiv="refresh"')
  expect(gone).not.toContain('did not open its record')
  expect(begun).toBe(1)
  // What the processes that open the record are handed.
  const { master = '' } = keptMaster()
  const store = openStore(dir, {
    version: 'test',
    keys: { ...ownSources, master: Buffer.from(master, 'base64') },
  })
  store.close()
})
