import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Page } from 'playwright'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { text } from '../../electron/main/text.ts'
import { buildIfStale } from '../../electron/start/build-if-stale.ts'
import { databasePath } from '../../electron/store/files.ts'
import { readAlive } from '../../electron/watchdog/alive-file.ts'
import type { Bridge, CoreEvent, Payload } from '../../shared/ipc.ts'
import { speak } from '../../shared/words/speaking.ts'
import { node, root } from '../hosts/processes.ts'
import { launchStandIn, type StandIn } from './launch.ts'

/* The built desktop shell itself: what it lets its windows do, and what it does while a session is open. */

declare global {
  var vigil: Bridge
  var heard: CoreEvent[]
}

const MAIN = join(root, 'dist/main/main.js')
let dataDir: string
let running: StandIn[] = []

beforeAll(() => buildIfStale(root), 120_000)
afterEach(async () => {
  for (const shell of running) await shell.close()
  running = []
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

async function launch({
  again = false,
  modules = [],
}: {
  again?: boolean
  modules?: readonly string[]
} = {}): Promise<StandIn> {
  if (!again) dataDir = mkdtempSync(join(tmpdir(), 'vigil-shell-'))
  // A player that only writes down that it was called: what sounds without a window, in the shell or after it.
  writeFileSync(join(dataDir, 'pw-play'), `#!/bin/sh\necho played >> '${join(dataDir, 'played')}'\n`)
  chmodSync(join(dataDir, 'pw-play'), 0o755)
  const PATH = `${dataDir}${delimiter}${process.env['PATH'] ?? ''}`
  const shell = await launchStandIn({ main: MAIN, env: { VIGIL_DATA: dataDir, PATH }, modules })
  running.push(shell)
  return shell
}

/** Starts Vigil on the same data where it is expected to end by itself. */
function runToEnd(data = dataDir) {
  return spawnSync(node, ['--import', join(root, 'e2e/stand-in/register.ts'), MAIN], {
    env: { ...process.env, VIGIL_DATA: data },
    encoding: 'utf8',
    timeout: 60_000,
  })
}

async function dashboards(shell: StandIn, count = 1): Promise<readonly Page[]> {
  const pages = await shell.pages(count)
  for (const page of pages) await page.getByRole('heading').first().waitFor({ timeout: 90_000 })
  return pages
}

async function dashboard(shell: StandIn): Promise<Page> {
  const [page] = await dashboards(shell)
  if (!page) throw new Error('Vigil has no window.')
  return page
}

/** Opens a session with a patient who has no alarms, so that a test raises its own. */
async function openSession(page: Page, speed = 1): Promise<void> {
  const payload: Payload<'openSession'> = {
    roomId: 'room-1',
    presetId: 'SPRAVATO-84',
    patient: { initials: 'AB', birthYear: 1980, recordId: 'r-1' },
    simulate: { scenario: 'quiet-session', seed: 1, speed },
  }
  await page.evaluate(() => globalThis.vigil.request('justSimulate', {}))
  const answer = await page.evaluate(given => globalThis.vigil.request('openSession', given), payload)
  expect(answer).toMatchObject({ ok: true })
}

const raiseAlarm = (page: Page) =>
  page.evaluate(() =>
    globalThis.vigil.request('recordManual', {
      roomId: 'room-1',
      spo2: 78,
      confirmed: true,
    }),
  )

/** How often something has sounded without a window. */
function timesPlayed(): number {
  const path = join(dataDir, 'played')
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0
}

const listen = (page: Page) =>
  page.evaluate(() => {
    globalThis.heard = []
    globalThis.vigil.onEvent(event => globalThis.heard.push(event))
  })

/** The simulated cuff measures once at the start, and then only after five minutes of the room's time. */
const measuredOnce = (page: Page) =>
  page.waitForFunction(() =>
    globalThis.heard.some(
      event => event.kind === 'readings' && event.readings.some(({ kind }) => kind === 'nibp'),
    ),
  )

describe('a window', () => {
  test('shows the dashboard under its policy, which nothing in it breaks', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    const broken: string[] = []
    page.on('console', message => {
      if (message.type() === 'error') broken.push(message.text())
    })
    await page.reload()
    await page.getByRole('heading').first().waitFor({ timeout: 90_000 })
    expect(broken).toEqual([])
    expect(await page.evaluate(() => Object.keys(globalThis.vigil))).toEqual([
      'request',
      'onEvent',
      'onConnection',
    ])
    expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined')
  })

  test('prints a report by the record’s own file, in the computer’s program for PDFs', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await openSession(page)
    const answer = await page.evaluate(async () => {
      const told = (await globalThis.vigil.request('snapshot', {})) as unknown as {
        value: { rooms: { session: { id: string } }[] }
      }
      const sessionId = told.value.rooms[0]?.session.id ?? ''
      return globalThis.vigil.request('makeReport', { sessionId, format: 'pdf', print: true })
    })
    const { value: file } = answer as unknown as { value: { path: string } }
    expect(file.path).toContain(join(dataDir, 'reports', 'to-print'))
    await expect.poll(async () => (await shell.desktop()).opened).toEqual([file.path])
  })

  test('cannot leave the dashboard, open a window, get a permission or reach the network', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    await page.evaluate(() => {
      location.href = '/assets/elsewhere.html'
    })
    await page.evaluate(() => void window.open('https://example.com/'))
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
    const failed = await page.evaluate(() => fetch('https://example.com/').catch(error => String(error)))
    expect(failed).toContain('Failed to fetch')
    const code = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.injected = true'
      document.head.append(script)
      return Reflect.get(globalThis, 'injected')
    })
    expect(code).toBeUndefined()
    // The core still answers this document, and there is no second one.
    expect(await page.evaluate(() => globalThis.vigil.request('snapshot', {}))).toMatchObject({ ok: true })
    expect(await shell.pages(1)).toEqual([page])
  })

  test('is answered in words where it asks for what is not or may not be', async () => {
    const page = await dashboard(await launch())
    const ask = (name: unknown, payload: unknown) =>
      page.evaluate(
        ([given, body]) => Reflect.apply(globalThis.vigil.request, null, [given, body]) as Promise<unknown>,
        [name, payload] as const,
      )
    expect(await ask('eraseEverything', {})).toMatchObject({ ok: false, code: 'invalid' })
    expect(await ask('snapshot', { extra: 1 })).toMatchObject({ ok: false, code: 'invalid' })
    expect(await ask(7, {})).toMatchObject({ ok: false, code: 'invalid' })
    expect(await ask('addRoom', { name: 'Room 2' })).toMatchObject({
      ok: false,
      code: 'locked',
    })
  })

  test('is loaded anew when its page is lost, and is whole again', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await openSession(page)
    const session = await page.context().newCDPSession(page)
    const crashed = page.waitForEvent('crash')
    session.send('Page.crash').catch(() => undefined)
    await crashed
    const fresh = await shell.reattach()
    await fresh.getByRole('heading').first().waitFor()
    expect(await fresh.evaluate(() => globalThis.vigil.request('snapshot', {}))).toMatchObject({
      value: { rooms: [{ id: 'room-1', session: { patient: { initials: 'AB' } } }] },
    })
    expect(readFileSync(join(dataDir, 'errors.log'), 'utf8')).toContain(
      'A window was lost and is loaded anew.',
    )
  })

  test('is one of several that hear the same', async () => {
    const shell = await launch()
    await dashboard(shell)
    await shell.desktop({ do: 'chooseMenu', path: [text.menu.file, text.menu.newWindow] })
    const pages = await dashboards(shell, 2)
    for (const page of pages) await listen(page)
    const [first, second] = pages
    if (!first || !second) throw new Error('There are not two windows.')
    await openSession(first)
    await second.waitForFunction(() => globalThis.heard.some(event => event.kind === 'readings'))
    // One of two may go without a question.
    const { questions, windows } = await shell.desktop({ do: 'closeWindow', id: 1 })
    expect([questions, windows.length]).toEqual([[], 1])
  })
})

describe('without an open session', () => {
  test('the computer may sleep, and closing the window ends Vigil', async () => {
    const shell = await launch()
    await dashboard(shell)
    expect((await shell.desktop()).awake).toEqual([])
    await shell.desktop({ do: 'closeWindow', id: 1 })
    expect(await shell.ended).toBe(0)
  })
})

describe('with an open session (alarm rule AR-15)', () => {
  test('the computer stays awake, and closing the last window is a question', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await openSession(page)
    await shell.waitForDesktop(({ awake }) => awake.length === 1)
    const { questions, windows, awake } = await shell.desktop({ do: 'closeWindow', id: 1 })
    expect(awake).toEqual(['prevent-display-sleep'])
    expect(questions).toMatchObject([{ message: text.sessionOpen(['Room 1']) }])
    expect(windows).toHaveLength(1)
    await shell.desktop({ do: 'answer', button: text.keepWindow })
    expect(await page.evaluate(() => globalThis.vigil.request('snapshot', {}))).toMatchObject({ ok: true })
  })

  test('a hidden window goes on hearing, and comes back with the next alarm', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await openSession(page)
    await shell.waitForDesktop(({ awake }) => awake.length === 1)
    await shell.desktop({ do: 'closeWindow', id: 1 })
    await shell.desktop({ do: 'answer', button: text.hideWindow })
    await shell.waitForDesktop(({ windows }) => windows[0]?.visible === false)
    await listen(page)
    await page.waitForFunction(() => globalThis.heard.some(event => event.kind === 'readings'))
    expect(await raiseAlarm(page)).toMatchObject({ ok: true })
    await shell.waitForDesktop(({ windows }) => windows[0]?.visible === true)
    expect(await page.evaluate(() => globalThis.heard.filter(({ kind }) => kind === 'alarm'))).not.toEqual([])
  })

  test('an alarm that nobody answers calls a second person, without the patient’s name', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await listen(page)
    await openSession(page, 60)
    await measuredOnce(page)
    const by = { roomId: 'room-1' }
    await page.evaluate(
      who => globalThis.vigil.request('startDosing', { ...who, lot: 'L-1', reason: 'test' }),
      by,
    )
    const answer = await page.evaluate(
      who =>
        globalThis.vigil.request('recordManual', { ...who, systolic: 190, diastolic: 95, confirmed: true }),
      by,
    )
    expect(answer).toMatchObject({ ok: true })
    const { notifications } = await shell.waitForDesktop(desktop => desktop.notifications.length > 0)
    expect(notifications[0]).toEqual({
      title: text.unanswered('Room 1'),
      body: 'Systolic high: second contact to be called',
    })
  })

  test('what the shell says is in the language of the clinic, as soon as another one is chosen', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await page.evaluate(async () => {
      await globalThis.vigil.request('setUpClinic', { name: 'Ina', secret: '471182' })
      const provider = { name: '', phone: '', email: '' } as const
      const clinic = { name: '', address: '', provider, language: 'pseudo' } as const
      await globalThis.vigil.request('setClinic', { clinic })
    })
    await page.locator('html[lang="en-XA"]').waitFor()
    try {
      speak('pseudo')
      expect(text.menu.file).toBe('‹File~~›')
      // The menu that there is now, and no more the one in English.
      await shell.desktop({ do: 'chooseMenu', path: [text.menu.file, text.menu.newWindow] })
      await dashboards(shell, 2)
      await listen(page)
      await openSession(page, 60)
      await measuredOnce(page)
      await page.evaluate(() =>
        globalThis.vigil.request('startDosing', { roomId: 'room-1', lot: 'L-1', reason: 'test' }),
      )
      await page.evaluate(() =>
        globalThis.vigil.request('recordManual', {
          roomId: 'room-1',
          systolic: 190,
          diastolic: 95,
          confirmed: true,
        }),
      )
      const { notifications } = await shell.waitForDesktop(desktop => desktop.notifications.length > 0)
      expect(notifications[0]).toEqual({
        title: text.unanswered('Room 1'),
        body: expect.stringMatching(/^‹Systolic high[ ~]+›: ‹second contact to be called[ ~]+›$/),
      })
      await shell.desktop({ do: 'quit' })
      const { questions } = await shell.waitForDesktop(desktop => desktop.questions.length === 1)
      expect(questions).toEqual([
        {
          message: text.sessionOpen(['Room 1']),
          detail: text.sessionOpenDetail,
          buttons: [text.keepWindow, text.hideWindow, text.endVigil],
        },
      ])
      expect(questions[0]?.message).toMatch(/^‹.*›$/)
    } finally {
      speak('en')
    }
  })

  test('Vigil ends only when a person says so, and finds the session open at the next start', async () => {
    const shell = await launch()
    await openSession(await dashboard(shell))
    await shell.waitForDesktop(({ awake }) => awake.length === 1)
    await shell.desktop({ do: 'quit' })
    await shell.waitForDesktop(({ questions }) => questions.length === 1)
    await shell.desktop({ do: 'answer', button: text.endVigil })
    expect(await shell.ended).toBe(0)

    const next = await launch({ again: true })
    await dashboard(next)
    const { awake } = await next.waitForDesktop(desktop => desktop.awake.length === 1)
    expect(awake).toEqual(['prevent-display-sleep'])
  })

  test('a window that is taken away is opened again', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await openSession(page)
    await shell.waitForDesktop(({ awake }) => awake.length === 1)
    await page.close()
    await dashboard(shell)
  })
})

describe.skipIf(process.platform !== 'linux')('with an open session, Vigil sounds without a window', () => {
  test('while the only one hangs, which is loaded anew', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await openSession(page)
    await shell.waitForDesktop(({ awake }) => awake.length === 1)
    const before = timesPlayed()
    // The answer must be on its way before the page stops to give any.
    await page.evaluate(() => {
      setTimeout(() => {
        for (;;);
      })
    })
    await expect.poll(timesPlayed).toBeGreaterThan(before)
    const fresh = await shell.reattach()
    await fresh.getByRole('heading').first().waitFor()
    expect(await fresh.evaluate(() => globalThis.vigil.request('snapshot', {}))).toMatchObject({ ok: true })
    expect(readFileSync(join(dataDir, 'errors.log'), 'utf8')).toContain('A window did not respond')
  })

  test('when it is killed, by the watchdog', async () => {
    const shell = await launch()
    await openSession(await dashboard(shell))
    await expect.poll(() => readAlive(dataDir)?.open).toBe(true)
    const before = timesPlayed()
    await shell.kill()
    await expect.poll(timesPlayed).toBeGreaterThan(before)
  })
})

/** The process that runs this program for the shell. */
function pidOf(parent: number, program: string): number {
  const found = globSync('/proc/[0-9]*').find(folder => {
    try {
      const parentOf = readFileSync(`${folder}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]
      return Number(parentOf) === parent && readFileSync(`${folder}/cmdline`, 'utf8').includes(program)
    } catch {
      return false
    }
  })
  if (!found) throw new Error(`There is no ${program}.`)
  return Number(found.slice('/proc/'.length))
}

describe.skipIf(process.platform !== 'linux')('whatever becomes of the shell’s processes', () => {
  const MARK = { roomId: 'room-1', mark: 'nausea' } as const
  const marks = async (page: Page) => {
    const answer = await page.evaluate(() => globalThis.vigil.request('snapshot', {}))
    return answer.ok ? (answer.value.rooms[0]?.session?.marks ?? []).length : 0
  }

  /** A mark, until it is in the record: a busy computer answers that it is not yet, and what is not goes with the core. */
  const markStored = (page: Page) =>
    page.evaluate(
      mark =>
        new Promise<void>((resolve, reject) => {
          const stop = globalThis.vigil.onEvent(event => {
            if (event.kind !== 'log' || event.entry.entry.event !== 'session') return
            if (event.entry.entry.kind !== 'mark') return
            stop()
            resolve()
          })
          globalThis.vigil
            .request('recordMark', mark)
            .then(answer => answer.ok || reject(new Error(JSON.stringify(answer))), reject)
        }),
      MARK,
    )

  test('an alarm is in the window while the main process stands still', async () => {
    const shell = await launch({ modules: [join(root, 'e2e/stand-in/fixtures/hold-on-signal.ts')] })
    const page = await dashboard(shell)
    await openSession(page)
    await listen(page)
    process.kill(shell.pid, 'SIGUSR2')
    const asked = performance.now()
    expect(await raiseAlarm(page)).toMatchObject({ ok: true })
    await page.getByRole('button', { name: /SpO2/ }).first().waitFor()
    await expect
      .poll(() => page.evaluate(() => globalThis.heard.some(event => event.kind === 'alarm')))
      .toBe(true)
    // It stands still for ten.
    expect(performance.now() - asked).toBeLessThan(9000)
  })

  test('the core is begun again when it is killed, and the window goes on with the session', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await openSession(page)
    await markStored(page)
    process.kill(pidOf(shell.pid, 'core.js'), 'SIGKILL')
    await expect.poll(() => marks(page), { timeout: 60_000 }).toBe(1)
    await markStored(page)
    expect(await marks(page)).toBe(2)
  })

  test('the record is begun again when it is killed', async () => {
    const shell = await launch()
    const page = await dashboard(shell)
    await openSession(page)
    process.kill(pidOf(pidOf(shell.pid, 'core.js'), 'record.js'), 'SIGKILL')
    expect(await page.evaluate(mark => globalThis.vigil.request('recordMark', mark), MARK)).toMatchObject({
      ok: true,
    })
    await expect.poll(() => marks(page), { timeout: 60_000 }).toBe(1)
  })
})

describe.skipIf(process.platform !== 'linux')('an error that nothing catches', () => {
  const modules = [join(root, 'electron/process/testing/throw-on-signal.ts')]
  const log = () => readFileSync(join(dataDir, 'errors.log'), 'utf8')
  const beats = async (count: number) => {
    const first = readAlive(dataDir)?.beat ?? 0
    await expect.poll(() => readAlive(dataDir)?.beat ?? 0).toBeGreaterThanOrEqual(first + count)
  }

  test('is written down once, with the terminal closed, and Vigil watches on', async () => {
    const shell = await launch({ modules })
    const page = await dashboard(shell)
    shell.closeStderr()
    for (let n = 0; n < 3; n++) {
      process.kill(shell.pid, 'SIGUSR2')
      await beats(1)
    }
    expect(log().split('Error: thrown on purpose').length - 1).toBe(1)
    expect(log().length).toBeLessThan(5000)
    expect(await page.evaluate(() => globalThis.vigil.request('snapshot', {}))).toMatchObject({ ok: true })
  })

  test('that keeps coming ends Vigil in order, and over an open session the watchdog sounds', async () => {
    const shell = await launch({ modules })
    await openSession(await dashboard(shell))
    await expect.poll(() => readAlive(dataDir)?.open).toBe(true)
    const before = timesPlayed()
    const throwing = setInterval(() => process.kill(shell.pid, 'SIGUSR2'), 20)
    void shell.ended.then(() => clearInterval(throwing))
    expect(await shell.ended).toBe(1)
    expect(log()).toContain('Vigil ends; start it again')
    await expect.poll(timesPlayed).toBeGreaterThan(before)
  })
})

test.skipIf(process.platform === 'win32')(
  'all that the shell makes and finds is closed to other logins',
  async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'vigil-shell-'))
    const old = ['errors.log', 'captures', 'captures/old.vcap']
    mkdirSync(join(dataDir, 'captures'))
    for (const name of [old[0] ?? '', old[2] ?? '']) writeFileSync(join(dataDir, name), '')
    for (const name of ['.', ...old]) chmodSync(join(dataDir, name), name.includes('.') ? 0o755 : 0o777)
    const shell = await launch({ again: true })
    await openSession(await dashboard(shell))
    await expect.poll(() => readAlive(dataDir)?.open).toBe(true)
    const open = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
      .filter(name => name !== 'pw-play' && name !== 'played')
      .filter(name => (lstatSync(join(dataDir, name)).mode & 0o077) !== 0)
      // Links and sockets have no modes of their own.
      .filter(name => lstatSync(join(dataDir, name)).isFile() || lstatSync(join(dataDir, name)).isDirectory())
    expect(open).toEqual([])
    expect(statSync(dataDir).mode & 0o077).toBe(0)
  },
)

describe('starting', () => {
  test('a second time on the same data shows the first one’s window', async () => {
    const shell = await launch()
    await openSession(await dashboard(shell))
    await shell.waitForDesktop(({ awake }) => awake.length === 1)
    await shell.desktop({ do: 'closeWindow', id: 1 })
    await shell.desktop({ do: 'answer', button: text.hideWindow })
    await shell.waitForDesktop(({ windows }) => windows[0]?.visible === false)
    expect(runToEnd().status).toBe(0)
    await shell.waitForDesktop(({ windows }) => windows[0]?.visible === true)
  })

  test('on a record that is none shows in its window what is wrong, and begins none', async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'vigil-shell-'))
    writeFileSync(databasePath(dataDir), 'no database')
    const shell = await launch({ again: true })
    const [page] = await shell.pages(1)
    if (!page) throw new Error('Vigil has no window.')
    await expect
      .poll(() => page.textContent('body'), { timeout: 60_000 })
      .toContain('did not open its record')
    expect(readFileSync(databasePath(dataDir), 'utf8')).toBe('no database')
  })

  test('where there can be no data folder says so and ends', async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'vigil-shell-'))
    const taken = join(dataDir, 'taken')
    writeFileSync(taken, '')
    const { status, stderr } = runToEnd(join(taken, 'data'))
    expect(status).toBe(1)
    expect(stderr).toContain(text.cannotStart)
  })
})
