import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyPreset } from '../../shared/presets/clinic.ts'
import { withSources } from '../../shared/presets/figures.ts'
import { spravato84 } from '../../shared/presets/spravato.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { readImages, readLayout } from '../export/testing/read-pdf.ts'
import { storeScript } from '../import/testing/stored.ts'
import { writeHeader, writeRecord } from '../ports/capture/format.ts'
import { openStore, openStoreReadOnly } from '../store/index.ts'
import { enrol } from '../store/testing/enrol.ts'
import { at, closing, commitOne, mark, openSession, SESSION } from '../store/testing/record.ts'
import { bundleCommands } from './testing/bundled.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const node = join(root, 'node_modules/.bin/node')
const source = 'electron/commands/cli.ts'
let bundled: string
let dir: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-cli-'))
  bundled = await bundleCommands(root)
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function vigil(
  args: readonly string[],
  options: { input?: Uint8Array | string; env?: Record<string, string>; program?: string } = {},
) {
  // What serves begins other programs, which lie beside its source.
  const { program = args[0] === 'serve' ? source : bundled } = options
  const { status, stdout, stderr } = spawnSync(node, [program, ...args], {
    cwd: root,
    input: options.input ?? '',
    env: { ...process.env, VIGIL_DATA: join(dir, 'data'), ...options.env },
    timeout: 60_000,
  })
  return { code: status, out: stdout.toString(), bytes: stdout, err: stderr.toString() }
}
/** The first bytes of a stream that does not end by itself. */
async function firstBytes(stream: Readable, count: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= count) break
  }
  return Buffer.concat(chunks)
}
const lines = (out: string) =>
  out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Record<string, unknown>)

const script = [
  '{"t":-600,"sample":{"kind":"nibp","systolic":124,"diastolic":76,"mean":92,"pulseRate":70,"status":"ok"}}',
  '{"t":-60,"sample":{"kind":"vital","vital":"spo2","value":98,"quality":"good"},"every":1,"until":100}',
  '{"t":0,"do":"startDosing","by":"nurse-1"}',
  '{"t":60,"sample":{"kind":"nibp","systolic":184,"diastolic":90,"mean":121,"pulseRate":70,"status":"ok"}}',
  '{"t":95,"do":"acknowledge","alarm":"systolic-high","by":"clinician-1"}',
].join('\n')

/** Arguments, exit code, what stderr says, and perhaps standard input. */
const wrong: readonly (readonly [args: readonly string[], code: number, message: RegExp, input?: string])[] =
  [
    [[], 2, /usage: vigil COMMAND/],
    [['dance'], 2, /There is no command "dance"/],
    [['decode'], 2, /--driver is missing/],
    [['decode', '--driver', 'x'], 2, /There is no driver "x"; known are nonin-df2/],
    [
      ['decode', '--driver', 'nonin-df2', '/no/such/file'],
      1,
      /There is no file \/no\/such\/file: check the path/,
    ],
    [['decode', '--frobnicate'], 2, /frobnicate/],
    [['encode', '--driver', 'nonin-df2'], 1, /Line 1: it is not valid JSON/, 'nonsense'],
    [['simulate', '--driver', 'nonin-df2'], 2, /--port is missing/],
    [['simulate', '--driver', 'nonin-df2', '--port', '/dev/no-such-port'], 1, /no-such-port/],
    [
      ['simulate', '--driver', 'nonin-df2', '--port', '-', '--scenario', 'x'],
      2,
      /no scenario "x"; known are quiet-session/,
    ],
    [
      ['simulate', '--driver', 'nonin-df2', '--port', '-', '--speed', '90'],
      2,
      /--speed must be a number from 1 to 60/,
    ],
    [
      ['simulate', '--driver', 'nonin-df2', '--port', '-', '--fault', 'noise,x'],
      2,
      /no fault "x"; known are noise, dropped-bytes/,
    ],
    [
      ['simulate', '--driver', 'datex-dri', '--port', '-', '--fault', 'low-battery'],
      2,
      /low-battery is not for datex-dri: its protocol does not tell of a battery/,
    ],
    [
      ['monitor', '--device', 'nellcor-ascii:4800@/dev/y'],
      2,
      /not known to send at 4800: choose 9600 or 19200 or 2400 or 115200/,
    ],
    [['monitor'], 2, /at least one --device/],
    [['monitor', '--device', 'nonin-df2'], 2, /write DRIVER@PATH/],
    [['monitor', '--device', 'x@/dev/y'], 2, /no driver "x"/],
    [['replay'], 2, /Name the session script/],
    [['replay', '-', '--preset', 'x'], 2, /no preset "x"; known are SPRAVATO-56, SPRAVATO-84/],
    [['replay', '-', '--preset', '/no/such.json'], 1, /There is no file \/no\/such\.json: check the path/],
    [['replay', '-'], 1, /Line 2 of the script/, '{"t":0,"end":true}\n{"t":1,"do":"dance"}'],
    [['report', 'S-1', '--format', 'docx', '--out', 'x'], 2, /--format must be one of pdf/],
    [['report', 'S-1', '--format', 'pdf'], 2, /--out is missing/],
    [
      ['report', 'S-1', '--format', 'pdf', '--out', '/tmp/x.pdf', '--paper', 'a5'],
      2,
      /--paper must be one of a4, letter/,
    ],
    [['report', 'S-1', '--format', 'pdf', '--out', '/tmp/x.pdf'], 1, /There is no record in .*VIGIL_DATA/],
    [['verify'], 1, /There is no record in/],
    [['import'], 2, /Name the session file/],
    [['import', '-'], 2, /its size must be known before it is read/],
    [['import', '/no/such/file'], 1, /There is no file \/no\/such\/file: check the path/],
    [['import', '/dev/zero'], 1, /\/dev\/zero is no file: name a session file/],
    [['import', 'package.json'], 1, /This is no session file|not a session file/],
    [['serve', '--port', 'x'], 2, /--port must be a number/],
  ]

/** Five seconds of a Nonin whose SpO2 is 84, as a capture. */
function makeCapture(): Uint8Array {
  const encoded = vigil(['encode', '--driver', 'nonin-df2'], {
    input: ['spo2', 'pulseRate']
      .map((vital, n) => JSON.stringify({ kind: 'vital', vital, value: [84, 72][n], quality: 'good' }))
      .join('\n'),
  }).bytes
  const line = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' } as const
  const header = {
    driver: 'nonin-df2',
    label: 'Nonin',
    port: '/dev/ttyUSB0',
    line,
    wallMs: 0,
    software: 'test',
  }
  const records = Array.from({ length: 60 }, () => writeRecord('in', 333, encoded))
  return Buffer.concat([writeHeader({ vigilCapture: 1, ...header }), ...records])
}

describe('a capture', () => {
  it('is decoded with the driver it names, with offsets and times', () => {
    const file = join(dir, 'a.vcap')
    writeFileSync(file, makeCapture())
    const result = vigil(['decode', file])
    expect(result.code).toBe(0)
    const spo2 = lines(result.out).filter(({ vital }) => vital === 'spo2')
    expect(spo2).toHaveLength(60)
    expect(spo2[0]).toMatchObject({ value: 84, offset: 124, t: 0.333 })
  })

  it('is replayed as the live session it was, up to where it was cut', () => {
    const file = join(dir, 'b.vcap')
    writeFileSync(file, makeCapture().subarray(0, -50))
    const result = vigil(['replay', file])
    expect(result.code).toBe(0)
    expect(lines(result.out)).toContainEqual(
      expect.objectContaining({ event: 'alarm', alarm: 'spo2-low', priority: 'high', transition: 'raised' }),
    )
  })

  it('that is damaged is refused in one sentence', () => {
    const file = join(dir, 'c.vcap')
    const bytes = Buffer.from(makeCapture())
    bytes.fill(0, 400, 500)
    writeFileSync(file, bytes)
    const result = vigil(['decode', file])
    expect(result).toMatchObject({ code: 1, out: '' })
    expect(result.err).toMatch(/damaged at byte \d+/)
  })
})

describe('bad input gives one clear sentence and the right exit code', () => {
  it.each(wrong.map(([args, code, message, input]) => ({ args, code, message, input })))(
    '$args',
    ({ args, code, message, input }) => {
      const result = vigil(args, { input: input ?? '' })
      expect(result.err).toMatch(message)
      expect(result.err).not.toMatch(/at .*\.[jt]s:\d+/)
      expect(result.code).toBe(code)
      expect(result.out).toBe('')
    },
  )

  it('says so when the port of the browser entry is in use', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const taken = vigil(['serve', '--port', port, '--no-open'], { env: { VIGIL_DATA: join(dir, 'taken') } })
    server.close()
    expect(taken.code).toBe(1)
    // On a checkout that was never built, that is said first.
    expect(taken.err).toMatch(/Port \d+ is in use: close the other program|is not built/)
  })

  it('leaves half a database file alone and says what to do', () => {
    const data = join(dir, 'half')
    openStore(data, { version: 'test' }).close()
    const file = join(data, 'vigil.db')
    truncateSync(file, 8000)
    const before = readFileSync(file)
    const result = vigil(['verify'], { env: { VIGIL_DATA: data } })
    expect(result).toMatchObject({ code: 1, out: '' })
    expect(result.err).toMatch(/is damaged and was left as it is: name another folder/)
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})

describe('import', () => {
  const name = 'S-20261123-abc123'
  /** A session file that another installation made with the command itself. */
  function makeFile(folder: string, out: string): void {
    const data = join(dir, folder)
    const store = openStore(data, { version: 'a' })
    store.addRoom({ id: 'room-1', name: 'Room 1' })
    storeScript(store, `${script}\n{"t":120,"do":"closeSession","by":"nurse-1","reason":"end"}`)
    store.close()
    const made = vigil(['report', name, '--format', 'json', '--out', out], { env: { VIGIL_DATA: data } })
    expect(made).toMatchObject({ code: 0 })
  }

  it('takes a session in on an empty store, and report gives the same file again', () => {
    const [file, again] = [join(dir, 'session.json'), join(dir, 'again.json')]
    makeFile('a', file)
    const env = { VIGIL_DATA: join(dir, 'b') }
    const taken = vigil(['import', file], { env })
    expect(taken).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^The record .* is encrypted; its key lies in [^\n]*\n$/),
    })
    expect(lines(taken.out)).toMatchObject([{ session: name, file, readings: 163 }])
    expect(vigil(['report', name, '--format', 'json', '--out', again], { env }).code).toBe(0)
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true)
    expect(lines(vigil(['verify'], { env }).out)).toMatchObject([{ ok: true, readings: 163 }])
    expect(vigil(['verify', name], { env }).code).toBe(0)
    const twice = vigil(['import', file], { env })
    expect(twice).toMatchObject({ code: 1, out: '' })
    expect(twice.err).toMatch(/is here already, in the same state .*there is nothing to import/)
    const store = openStoreReadOnly(env.VIGIL_DATA)
    expect(store.imported(name)?.by).toMatch(/^os:/)
    store.close()
  })

  it('lists people; an administrator with the PIN deactivates and resets, the login alone the only one who lost it', async () => {
    const env = { VIGIL_DATA: join(dir, 'people') }
    const store = openStore(env.VIGIL_DATA, { version: 'test' })
    await enrol(store, [
      ['Ina', 'admin', '471182'],
      ['Nora', 'nurse', '593026'],
      ['Dora', 'director', '628153'],
    ])
    store.close()
    const names = lines(vigil(['people', 'list'], { env }).out).map(
      person => (person as { name: string }).name,
    )
    expect(names).toEqual(['Dora', 'Ina', 'Nora'])
    const by = (name: string) => ['--by', name]
    for (const [args, input, code, message] of [
      [['deactivate', 'Ina', ...by('Ina')], '471182\n', 1, /the last administrator with a PIN/],
      [['deactivate', 'Dora', ...by('Ina')], '471182\n', 1, /the last medical director with a PIN/],
      [['deactivate', 'Nora'], '', 2, /An administrator changes people: --by NAME/],
      [['reset', 'Dora'], '', 2, /An administrator changes people: --by NAME/],
      [['reset', 'Dora', ...by('Nora')], '593026\n', 1, /Nora is no administrator/],
      [['reset', 'Dora', ...by('Ina')], '593026\n', 1, /not the PIN of Ina/],
      [['reset', 'Dora', ...by('Ina')], '', 1, /Give the PIN of Ina/],
    ] as const) {
      const done = vigil(['people', ...args], { env, input })
      expect(done.err, args.join(' ')).toMatch(message)
      expect(done.code).toBe(code)
    }
    expect(
      lines(vigil(['people', 'deactivate', 'nora', ...by('ina')], { env, input: '471182\n' }).out),
    ).toMatchObject([{ person: 'Nora', done: 'deactivate', by: 'Ina' }])
    expect(vigil(['people', 'reset', 'Nora', ...by('Ina')], { env, input: '471182\n' }).err).toMatch(
      /acts here no more/,
    )
    expect(lines(vigil(['people', 'reset', 'Ina'], { env }).out)).toMatchObject([
      { person: 'Ina', code: expect.stringMatching(/^\d{8}$/), by: expect.stringMatching(/^os:/) },
    ])
    // Whoever took a PIN away decides nothing in its owner's place.
    const alone = vigil(['keys', 'code'], { env, input: '' })
    expect(alone).toMatchObject({ code: 2, out: '' })
    expect(alone.err).toMatch(/Name the two people/)
    const after = openStore(env.VIGIL_DATA, { version: 'test' })
    const [, ina, nora] = after.personRecords()
    expect(ina?.credentials).toMatchObject({ code: { isReset: true }, notices: [{ times: 2 }], versions: 1 })
    expect(ina?.credentials.secret).toBeUndefined()
    expect(nora?.person.active).toBe(false)
    expect(after.verify()).toMatchObject({ ok: true })
    after.close()
    expect(vigil(['people', 'delete', 'Ina'], { env }).code).toBe(2)
  })

  it('deletes a session, and restores over a record that opens, on the PINs of two people alone', async () => {
    const env = { VIGIL_DATA: join(dir, 'two') }
    const store = openStore(env.VIGIL_DATA, { version: 'test' })
    await enrol(store, [
      ['Ada', 'admin', '471182'],
      ['Dora', 'director', '593026'],
    ])
    const state = openSession(store)
    commitOne(store, 1)
    const session = { ...state.session, phase: 'closed', closed: { by: 'Ana', at: at(9000) } } as const
    store.commit({
      sessionId: SESSION,
      state: { ...state, session },
      readings: [],
      log: [{ at: at(9000), entry: closing }],
    })
    const backup = await store.backup(at(9500))
    store.setSetting('keepYears', '1')
    store.close()

    // Held in 2031, and kept for a year.
    expect(lines(vigil(['delete'], { env }).out)).toEqual([])
    const two = ['--by', 'ada', '--by', 'Dora']
    const asked = ['delete', SESSION, ...two, '--reason', 'kept long enough']
    expect(vigil(asked, { env, input: '471182\n593026\n' }).err).toContain('keeps sessions for 1 year')
    const practice = openStore(env.VIGIL_DATA, { version: 'test' })
    practice.commit({
      sessionId: SESSION,
      state: { ...state, session: { ...session, speed: 60 } },
      readings: [],
      log: [{ at: at(9600), entry: mark }],
    })
    practice.close()
    for (const [args, input, code, message] of [
      [['delete', SESSION, ...two], '', 2, /--reason is missing/],
      [['delete', SESSION, '--by', 'Ada', '--reason', 'none'], '', 2, /Name the two people/],
      [['delete', SESSION, '--by', 'Ada', '--by', 'ada', '--reason', 'none'], '', 2, /Name the two people/],
      [asked, '', 1, /Give both PINs/],
      [asked, '471182\n471182\n', 1, /not the PIN of Dora/],
      [asked, '593026\n471182\n', 1, /not the PIN of Ada/],
      [['delete', 'S-9', ...two, '--reason', 'none'], '', 1, /There is no session/],
      [['restore', backup], '', 2, /Name the two people/],
      [['restore', backup, ...two], '471182\n000000\n', 1, /not the PIN of Dora/],
    ] as const) {
      const done = vigil(args, { env, input })
      expect(done.err, args.join(' ')).toMatch(message)
      expect(done.code).toBe(code)
    }
    expect(lines(vigil(asked, { env, input: '471182\n593026\n' }).out)).toEqual([
      { deleted: SESSION, by: 'Ada and Dora', reason: 'kept long enough', left: [] },
    ])
    expect(lines(vigil(['verify'], { env }).out)).toMatchObject([
      { ok: true, deleted: [{ sessionId: SESSION, by: 'Ada and Dora' }] },
    ])
    const restored = vigil(['restore', backup, ...two], { env, input: '471182\n593026\n' })
    expect(lines(restored.out)).toMatchObject([{ restored: true, was: expect.any(Number) }])
    const after = openStore(env.VIGIL_DATA, { version: 'test' })
    expect(after.session(SESSION)).toBeNull()
    expect(after.verify()).toMatchObject({ ok: true, deleted: [{ sessionId: SESSION }] })
    const { code } = after.makeRecoveryCode()
    after.close()

    // Without the record those of the backup are asked, or its recovery code, as on the page of a start.
    const forget = () => rmSync(join(env.VIGIL_DATA, 'vigil.db'))
    forget()
    expect(vigil(['restore', backup], { env })).toMatchObject({ code: 2, out: '' })
    const wrong = vigil(['restore', backup, ...two], { env, input: '471182\n000000\n' })
    expect(wrong.err).toMatch(/not the PIN of Dora/)
    const asTwo = vigil(['restore', backup, ...two], { env, input: '471182\n593026\n' })
    expect(lines(asTwo.out)).toMatchObject([{ restored: true }])
    forget()
    expect(lines(vigil(['restore', backup, '--code', code], { env }).out)).toMatchObject([{ restored: true }])
  }, 300_000)

  it('refuses what is too large by its size alone', () => {
    const file = join(dir, 'large.json')
    writeFileSync(file, '')
    // 2 GB of one line, without a disk that holds it.
    truncateSync(file, 2 ** 31)
    const env = { VIGIL_DATA: join(dir, 'large') }
    // To read it as text is more than Node can: only its size can be what this sentence comes from.
    const refused = vigil(['import', file], { env })
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toBe(
      'The file is larger (2048 MB) than any session of Vigil (64 MB): choose a session file.\n',
    )
    expect(existsSync(join(dir, 'large'))).toBe(false)
  })

  it('says so when Vigil is running on the record', () => {
    const file = join(dir, 'locked.json')
    makeFile('c', file)
    const data = join(dir, 'd')
    const running = openStore(data, { version: 'test' })
    const refused = vigil(['import', file], { env: { VIGIL_DATA: data } })
    running.close()
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toMatch(/Vigil is already running on .*: use its window/)
  })
})

describe('the commands', () => {
  it('are the same in one bundle, as these tests begin them, as from their source', () => {
    // All of them are read for it.
    expect(vigil(['help'], { program: source })).toEqual(vigil(['help']))
  })

  it('drivers: one line each, with its line settings', () => {
    const drivers = lines(vigil(['drivers']).out)
    expect(drivers.map(driver => driver['id'])).toEqual(
      expect.arrayContaining(['nonin-df2', 'contec-v5', 'contec-v7', 'dinamap-host']),
    )
    for (const driver of drivers)
      expect(Object.keys(driver)).toEqual(['id', 'label', 'vitals', 'line', 'usb'])
  })

  it('decode tells the offset of each frame’s last byte, and encode takes its output back', () => {
    const frame = Uint8Array.from([0x85, 0x33, 0x06, 0x41, 0x61])
    const decoded = vigil(['decode', '--driver', 'contec-v5', '-'], {
      input: Uint8Array.from([0x41, ...frame]),
    })
    expect(lines(decoded.out).at(-1)).toEqual({
      offset: 5,
      kind: 'vital',
      vital: 'pulseRate',
      value: 65,
      quality: 'good',
    })
    const samples = lines(decoded.out).filter(line => line['kind'] !== 'badFrame')
    const encoded = vigil(['encode', '--driver', 'contec-v5'], {
      input: samples.map(s => JSON.stringify(s)).join('\n'),
    })
    const again = vigil(['decode', '--driver', 'contec-v5', '-'], { input: encoded.bytes })
    expect(lines(again.out).map(({ offset: _offset, ...rest }) => rest)).toEqual(
      samples.map(({ offset: _offset, ...rest }) => rest),
    )
  })

  it('replay prints alarm and session events, the same each time', () => {
    const file = join(dir, 'script.ndjson')
    writeFileSync(file, script)
    const first = vigil(['replay', file])
    expect(first.code).toBe(0)
    const alarms = lines(first.out).filter(
      line => line['event'] === 'alarm' && line['alarm'] === 'systolic-high',
    )
    expect(alarms).toEqual([
      {
        t: 60,
        event: 'alarm',
        alarm: 'systolic-high',
        occurrence: 1,
        priority: 'high',
        transition: 'raised',
        value: 184,
        limit: 180,
      },
      {
        t: 95,
        event: 'alarm',
        alarm: 'systolic-high',
        occurrence: 1,
        priority: 'high',
        transition: 'acknowledged',
        value: 184,
        limit: 180,
        by: 'clinician-1',
      },
    ])
    expect(vigil(['replay', file]).out).toBe(first.out)
    expect(vigil(['replay', file], { program: source })).toEqual(first)
  })

  it('take a preset as a file, or an approved one of the clinic by its id', () => {
    const run = (preset: string, env: Record<string, string> = {}) =>
      vigil(['replay', '-', '--preset', preset], { input: script, env })
    const severity = (out: string) =>
      lines(out).find(({ alarm, transition }) => alarm === 'systolic-high' && transition === 'raised')?.[
        'priority'
      ]
    const copy = copyPreset([], spravato84, 'Ours')
    const row = copy.limits['systolic-high']
    const levels = { medium: [160, 0], high: [190, 0] } as const
    const own = withSources(
      { ...copy, limits: { ...copy.limits, 'systolic-high': { ...row, levels } } },
      copy,
      spravato84,
      'test',
      words,
    )
    const file = join(dir, 'own.json')
    writeFileSync(file, JSON.stringify(own))
    // 184 mmHg: HIGH under the shipped preset, MEDIUM under this one.
    expect(severity(run('SPRAVATO-84').out)).toBe('high')
    expect(severity(run(file).out)).toBe('medium')

    writeFileSync(file, JSON.stringify({ ...own, dischargeAfterMin: 60 }))
    expect(run(file)).toMatchObject({ code: 1, out: '' })
    expect(run(file).err).toMatch(/own\.json is no preset that can be used: dischargeAfterMin: must be from/)
    writeFileSync(file, JSON.stringify({ ...own, id: 'SPRAVATO-84' }))
    expect(run(file).err).toMatch(/other figures than SPRAVATO-84, which ships with Vigil: give it an id/)
    writeFileSync(file, '{"id":')
    expect(run(file)).toMatchObject({ code: 1 })
    expect(run(file).err).toMatch(/own\.json is not JSON/)

    const env = { VIGIL_DATA: join(dir, 'clinic') }
    const store = openStore(env.VIGIL_DATA, { version: 'test' })
    const write = (state: 'draft' | 'approved') =>
      store.commit({
        sessionId: null,
        readings: [],
        log: [{ at: { monoMs: 0, wallMs: 0 }, entry: { event: 'system', kind: 'preset' } }],
        preset: { state, by: 'Dr D', wallMs: 0, reason: null, preset: own },
      })
    write('draft')
    expect(run(own.id, env).err).toMatch(/is a draft: the medical director must approve it first/)
    write('approved')
    store.close()
    expect(severity(run(own.id, env).out)).toBe('medium')
  }, 60_000)

  it('report makes a PDF whose text holds the alarm and its acknowledgement, and never overwrites', () => {
    const file = join(dir, 'for-report.ndjson')
    writeFileSync(file, script)
    const out = join(dir, 'report.pdf')
    const made = vigil(['report', file, '--format', 'pdf', '--out', out])
    expect(made.code).toBe(0)
    const pdf = readFileSync(out)
    const text = readLayout(pdf)
    expect(text).toMatch(/HIGH\s+Systolic high 184 ≥ 180 mmHg/)
    expect(text).toMatch(/clinician-1 after 35 s/)
    expect(readImages(pdf)).toEqual([])
    const again = vigil(['report', file, '--format', 'pdf', '--out', out])
    expect(again).toMatchObject({ code: 1 })
    expect(again.err).toMatch(/is there already and was not touched/)
  })

  it.each([
    { fault: [], kinds: [] },
    { fault: ['--fault', 'wrong-checksum,low-battery'], kinds: ['badFrame checksum', 'device lowBattery'] },
  ])(
    'simulate $fault writes the monitor’s bytes to stdout, until it is stopped',
    async ({ fault, kinds }) => {
      const args = ['simulate', '--driver', 'nonin-df2', '--port', '-', '--speed', '60', ...fault]
      const monitor = spawn(node, [source, ...args], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      // Two minutes of the monitor's time: 75 frames of 5 bytes a second.
      const stdout = await firstBytes(monitor.stdout, 120 * 75 * 5)
      expect(monitor.exitCode).toBeNull()
      monitor.kill()
      const decoded = lines(vigil(['decode', '--driver', 'nonin-df2', '-'], { input: stdout }).out)
      expect(decoded.filter(sample => sample['vital'] === 'spo2').length).toBeGreaterThan(20)
      const said = new Set(decoded.map(({ kind, reason, state }) => `${kind} ${reason ?? state}`))
      for (const kind of kinds) expect(said).toContain(kind)
      if (kinds.length === 0) expect([...said].filter(each => each.startsWith('badFrame'))).toEqual([])
    },
  )

  it('report makes a FHIR document, with the patient or pseudonymised', () => {
    const script = join('fixtures', 'sessions', 'short-session.ndjson')
    const [named, hidden] = [join(dir, 'named.fhir.json'), join(dir, 'hidden.fhir.json')]
    const report = ['report', script, '--format', 'fhir', '--out']
    expect(vigil([...report, named]).code).toBe(0)
    expect(vigil([...report, hidden, '--pseudonymised']).code).toBe(0)
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
    const patients = [named, hidden].map(path => read(path).entry[1].resource)
    expect(patients[0]).toMatchObject({ resourceType: 'Patient', identifier: [{ value: 'replay' }] })
    expect(patients[1]).toMatchObject({ resourceType: 'Patient' })
    for (const part of ['identifier', 'name', 'birthDate']) expect(patients[1]).not.toHaveProperty(part)
    expect(vigil([...report, named])).toMatchObject({ code: 1 })
  })

  it('report prints on Letter, and pseudonymises every format', () => {
    const script = join('fixtures', 'sessions', 'short-session.ndjson')
    const [pdf, html] = [join(dir, 'letter.pdf'), join(dir, 'hidden.html')]
    expect(vigil(['report', script, '--format', 'pdf', '--paper', 'letter', '--out', pdf]).code).toBe(0)
    expect(readFileSync(pdf, 'latin1')).toMatch(/MediaBox \[0 0 612 792\]/)
    expect(vigil(['report', script, '--format', 'html', '--pseudonymised', '--out', html]).code).toBe(0)
    const text = readFileSync(html, 'utf8')
    expect(text).toContain('PSEUDONYMISED')
    expect(text).not.toMatch(/Ångström|Łukasz|born 1980/)
  })

  it('report writes a CSV for programs, and with --bom for spreadsheets', () => {
    const script = join('fixtures', 'sessions', 'short-session.ndjson')
    const [plain, marked] = [join(dir, 'plain.csv'), join(dir, 'marked.csv')]
    expect(vigil(['report', script, '--format', 'csv', '--out', plain]).code).toBe(0)
    expect(vigil(['report', script, '--format', 'csv', '--bom', '--out', marked]).code).toBe(0)
    expect(readFileSync(marked, 'utf8')).toBe(`\uFEFF${readFileSync(plain, 'utf8')}`)
  })

  it('simulate --help lists its scenarios and faults', () => {
    const { code, err } = vigil(['simulate', '--help'])
    expect(code).toBe(0)
    expect(err).toMatch(
      /\[--fault NAME,\.\.\.\][\s\S]*probe-off, cold-hands[\s\S]*\n {2}power-cycle: the power fails/,
    )
  })
})
