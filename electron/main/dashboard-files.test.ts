import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentSecurityPolicy } from '../web/csp.ts'
import { serveDashboard } from './dashboard-files.ts'

let folder: string
let outside: string
let serve: (request: Request) => Promise<Response>
const get = (url: string) => serve(new Request(url))

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'vigil-files-'))
  folder = join(outside, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(outside, 'renderer-other'))
  writeFileSync(join(folder, 'index.html'), '<title>Vigil</title>')
  writeFileSync(join(folder, 'assets', 'a b.js'), 'export {}')
  writeFileSync(join(folder, 'notes.txt'), 'not of the dashboard')
  writeFileSync(join(outside, 'secret.json'), '{}')
  writeFileSync(join(outside, 'renderer-other', 'secret.json'), '{}')
  serve = serveDashboard(folder)
})
afterAll(() => rmSync(outside, { recursive: true }))

test.each([
  ['vigil://app/', 'text/html; charset=utf-8', '<title>Vigil</title>'],
  ['vigil://app/index.html?a=1#b', 'text/html; charset=utf-8', '<title>Vigil</title>'],
  ['vigil://app/assets/a%20b.js', 'text/javascript; charset=utf-8', 'export {}'],
])('serves %s with its type', async (url, type, body) => {
  const answer = await get(url)
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, type, body])
})

test.each(['vigil://app/', 'vigil://app/missing.js', 'vigil://other/'])(
  'sends the policy with %s',
  async url => {
    const { headers } = await get(url)
    expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  },
)

describe('gives nothing', () => {
  test.each([
    ['above its folder', 'vigil://app/../secret.json'],
    ['above its folder, escaped', 'vigil://app/..%2fsecret.json'],
    ['above its folder, escaped for Windows', 'vigil://app/..%5csecret.json'],
    ['above its folder, dots escaped', 'vigil://app/%2e%2e%2fsecret.json'],
    ['in a folder whose name starts alike', 'vigil://app/..%2frenderer-other%2fsecret.json'],
    ['by an absolute path', 'vigil://app//etc/passwd.json'],
    ['by a name with a zero byte', 'vigil://app/index.html%00.js'],
    ['by a name that is no text', 'vigil://app/%ff.js'],
    ['of a kind the dashboard does not have', 'vigil://app/notes.txt'],
    ['that is a folder', 'vigil://app/assets'],
    ['of another host', 'vigil://elsewhere/index.html'],
    ['of another scheme', 'https://app/index.html'],
  ])('%s', async (_, url) => {
    expect((await get(url)).status).toBe(404)
  })

  test('to anything but GET', async () => {
    expect((await serve(new Request('vigil://app/', { method: 'POST' }))).status).toBe(405)
  })
})
