import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Driver } from '../../../devices/driver.ts'
import { drivers, findDriver } from '../../../devices/index.ts'
import { writeHeader, writeRecord } from '../../ports/capture/format.ts'
import { checkCapture } from './check.ts'

const recording = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../../fixtures/captures/${path}.bin`, import.meta.url)))
const find = (id: string): Driver => {
  const driver = findDriver(id)
  if (!driver) throw new Error(`no ${id}`)
  return driver
}
const check = (bytes: Uint8Array, driver?: string) =>
  checkCapture(bytes, 'x.vcap', driver === undefined ? undefined : find(driver), find)
type Line = Readonly<Record<string, unknown>>
const linesOf = ({ lines }: { readonly lines: readonly object[] }, kind: string) =>
  (lines as readonly Line[]).filter(line => line['check'] === kind)

/** A capture of these bytes, a second between the pieces. */
function capture(
  driver: string,
  pieces: readonly Uint8Array[],
  sent: readonly Uint8Array[] = [],
): Uint8Array {
  const { line } = find(driver)
  const header = { driver, label: 'x', port: '/dev/x', line, wallMs: 0, software: 'test' }
  return Buffer.concat([
    writeHeader({ vigilCapture: 1, ...header }),
    ...sent.map(bytes => writeRecord('out', 0, bytes)),
    ...pieces.map(bytes => writeRecord('in', 1000, bytes)),
  ])
}

describe('a recording of raw bytes', () => {
  it('of a GE monitor fits its driver, gives what it gave, and misses what a recording lacks', () => {
    const checked = check(recording('datex-dri/s5-patient'))
    expect(checked.verdict).toBe('fits')
    expect(linesOf(checked, 'file')).toEqual([
      { check: 'file', file: 'x.vcap', kind: 'bytes', bytes: 173_192 },
    ])
    expect(linesOf(checked, 'fit')[0]).toMatchObject({
      driver: 'datex-dri',
      verdict: 'fits',
      goodFrames: 213,
    })
    expect(linesOf(checked, 'gave')).toContainEqual({
      check: 'gave',
      driver: 'datex-dri',
      what: 'etco2',
      values: 107,
      without: 0,
      poor: 0,
      lowest: 27,
      highest: 37,
    })
    const asks = linesOf(checked, 'ask').map(({ ask }) => ask)
    expect(asks).toContainEqual(expect.stringContaining('Begin raw capture'))
    expect(asks).toContainEqual(expect.stringContaining('whole cuff measurement'))
    for (const { settledBy } of find('datex-dri').about?.uncertain ?? []) expect(asks).toContain(settledBy)
  })

  it.each(drivers.filter(({ id }) => id !== 'nonin-df13').map(({ id }) => id))(
    'of %s has lines of every kind for its own driver',
    id => {
      const bytes = recordingOf(id)
      const checked = check(bytes, id)
      expect(linesOf(checked, 'fit')[0]).toMatchObject({ driver: id })
      expect(linesOf(checked, 'personal')).toHaveLength(1)
      expect(JSON.stringify(checked.lines)).not.toContain('undefined')
    },
  )

  it('shows what does not fit, and where', () => {
    const bytes = Buffer.concat([
      recording('nonin-df2/n1-ipod-packet'),
      recording('nonin-df2/n1-ipod-packet'),
    ])
    bytes[4 + 125] = (bytes[4 + 125] ?? 0) ^ 1
    const checked = check(bytes, 'nonin-df2')
    expect(linesOf(checked, 'misfit')[0]).toMatchObject({
      reason: 'checksum',
      bytes: 5,
      offset: expect.any(Number),
      upTo: expect.stringMatching(/^[0-9a-f]+$/),
    })
  })

  it('of nothing known fits nothing, and asks for the manual', () => {
    const checked = check(new Uint8Array(500).fill(0x55))
    expect(checked.verdict).toBe('no')
    expect(linesOf(checked, 'gave')).toEqual([])
    expect(linesOf(checked, 'ask').map(({ ask }) => ask)).toContainEqual(expect.stringContaining('manual'))
  })
})

describe('a capture', () => {
  const live = recording('contec-v7/aqwave-strength0')

  it('names its driver, tells its length, and what was cut off', () => {
    const file = capture('contec-v7', [live, live], [Uint8Array.of(1, 2, 3)])
    const checked = check(file.subarray(0, -10))
    expect(linesOf(checked, 'file')[0]).toMatchObject({
      kind: 'capture',
      driver: 'contec-v7',
      bytes: live.length,
      sent: 3,
      lengthS: 1,
      cutBytes: expect.any(Number),
    })
    expect(checked.verdict).toBe('fits')
  })

  it('in which a polled monitor was not asked is asked for again', () => {
    const asks = (sent: readonly Uint8Array[]) =>
      linesOf(check(capture('contec-v7', [live], sent)), 'ask').map(({ ask }) => ask)
    expect(asks([])).toContainEqual(expect.stringContaining('Vigil asks'))
    expect(asks([Uint8Array.of(1)])).not.toContainEqual(expect.stringContaining('Vigil asks'))
  })

  it('of the wrong driver says so, and which fits', () => {
    const checked = check(capture('nonin-df2', [live]))
    expect(checked.verdict).toBe('no')
    expect(linesOf(checked, 'fit').map(({ driver, verdict }) => [driver, verdict])).toEqual([
      ['nonin-df2', 'no'],
      ['contec-v7', 'fits'],
    ])
  })

  it('says what of the patient it may hold', () => {
    const carries = (id: string) => linesOf(check(recordingOf(id), id), 'personal')[0]?.['carries']
    expect(carries('omron-hbp')).toMatch(/ID/)
    expect(carries('contec-v7')).toBeNull()
  })
})

describe('vigil capture check', () => {
  const options = { encoding: 'utf8', timeout: 100_000 } as const
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
  const file = fileURLToPath(
    new URL('../../../fixtures/captures/contec-v7/aqwave-strength0.bin', import.meta.url),
  )

  it('prints a line an object, and fails where nothing fits', () => {
    const out = execFileSync(process.execPath, [cli, 'capture', 'check', file], options)
    const lines = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['file', 'fit', 'gave', 'personal', 'ask']),
    )
    const failed = spawnSync(process.execPath, [cli, 'capture', 'check', '-'], { ...options, input: 'xxxx' })
    expect(failed).toMatchObject({ status: 1, stderr: expect.stringContaining('fits no driver') })
    const wrong = spawnSync(process.execPath, [cli, 'capture', 'look', file], options)
    expect(wrong.status).toBe(2)
  })
})

/** Some recording that is held of this driver. */
function recordingOf(id: string): Uint8Array {
  const names: Readonly<Record<string, string>> = {
    'nonin-df2': 'n1-ipod-packet',
    'nonin-df7': 'n6-packet',
    'nonin-df8': 'n7-frames',
    'nonin-df1': 'n8-frames',
    'nonin-ascii': 'n10-lines',
    'contec-v7': 'contec-cms60c-2011',
    'contec-v5': 'a1-a5-states',
    'berrymed-bci': 'vectors-1-6',
    'masimo-ascii': 'm1-m2-rad8',
    'nellcor-ascii': 'n560-2017',
    'dinamap-host': 'one-determination',
    'datex-dri': 's5-patient-short',
    'ivy-ansar-b': 'ivy-450c',
    'suntech-nibp': 'one-measurement',
    'omron-hbp': 'format-5',
    'hl7-oru': 'mindray-vs900',
    'nibp-stx-ascii': 'one-measurement',
  }
  return recording(`${id}/${names[id] ?? 'vectors'}`)
}
