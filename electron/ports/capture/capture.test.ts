import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sameStories } from '../../../fixtures/test-size.ts'
import type { Instant } from '../../../shared/time.ts'
import { nameCapture } from './begin.ts'
import { openCaptureFile } from './file.ts'
import { type CaptureHeader, isCapture, readCapture, writeHeader, writeRecord } from './format.ts'
import { captureFolder, listCaptures, readCaptureFile } from './library.ts'
import { formCapture, type OnCaptureEnd } from './writer.ts'

fc.configureGlobal(sameStories)

const header: CaptureHeader = {
  vigilCapture: 1,
  driver: 'nonin-df2',
  label: 'Oximeter room 1',
  port: '/dev/ttyUSB0',
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  wallMs: 1_780_000_000_000,
  software: '0.1.0',
}
const bytesOf = (...parts: readonly Uint8Array[]) => new Uint8Array(parts.flatMap(part => [...part]))

const writeCapture = (path: string, start: Instant, onEnd: OnCaptureEnd) =>
  formCapture(onError => openCaptureFile(path, onError), header, start, onEnd)

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-capture-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('the capture file', () => {
  it('gives back every record with its time and direction', () => {
    const record = fc.record({
      kind: fc.constantFrom('in' as const, 'out' as const, 'note' as const),
      sinceMs: fc.integer({ min: 0, max: 2 ** 40 }),
      bytes: fc.uint8Array({ maxLength: 300 }),
    })
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), records => {
        const file = bytesOf(
          writeHeader(header),
          ...records.map(({ kind, sinceMs, bytes }) => writeRecord(kind, sinceMs, bytes)),
        )
        let atMs = 0
        const expected = records.map(({ kind, sinceMs, bytes }) => {
          atMs += sinceMs
          return { kind, atMs, bytes: [...bytes] }
        })
        const capture = readCapture(file)
        expect(capture.records.map(each => ({ ...each, bytes: [...each.bytes] }))).toEqual(expected)
        expect(capture).toMatchObject({ header, wholeBytes: file.length })
      }),
    )
  })

  it('is readable up to its last whole record, wherever a crash has cut it', () => {
    const records = [0, 300, 70_000].map(ms => writeRecord('in', ms, new Uint8Array(200).fill(7)))
    const file = bytesOf(writeHeader(header), ...records)
    const starts = [0, 1, 2, 3].map(n =>
      [writeHeader(header), ...records.slice(0, n)].reduce((sum, part) => sum + part.length, 0),
    )
    for (let cut = starts[0] ?? 0; cut <= file.length; cut += 1) {
      const whole = starts.findLastIndex(start => start <= cut)
      const capture = readCapture(file.subarray(0, cut))
      expect(capture.records).toHaveLength(whole)
      expect(capture.wholeBytes).toBe(starts[whole])
    }
  })

  it('says so when it is none, of another version, or damaged', () => {
    expect(() => readCapture(new TextEncoder().encode('hello\n'))).toThrow(/no capture of Vigil/)
    const newer = new TextEncoder().encode(`${JSON.stringify({ ...header, vigilCapture: 2 })}\n`)
    expect(() => readCapture(newer)).toThrow(/another version/)
    const damaged = bytesOf(writeHeader(header), Uint8Array.of(0, 0, 0))
    expect(() => readCapture(damaged)).toThrow(/damaged at byte/)
  })

  it('never throws anything but its own error, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), noise => {
        try {
          readCapture(bytesOf(writeHeader(header), noise))
        } catch (error) {
          expect(String(error)).toMatch(/damaged/)
        }
      }),
    )
  })
})

describe('a capture being written', () => {
  it('keeps bytes with their times, and never replaces another', async () => {
    const path = join(dir, 'a.vcap')
    const ends: unknown[] = []
    const start = { monoMs: 1000.4, wallMs: 0 }
    const writer = writeCapture(path, start, why => ends.push(why))
    writer.add('in', Uint8Array.of(1, 2), { monoMs: 1250, wallMs: 0 })
    writer.add('out', Uint8Array.of(3), { monoMs: 1300, wallMs: 0 })
    await writer.close()
    const file = readFileSync(path)
    expect(isCapture(file)).toBe(true)
    expect(readCapture(file).records.map(({ kind, atMs, bytes }) => [kind, atMs, ...bytes])).toEqual([
      ['in', 250, 1, 2],
      ['out', 300, 3],
    ])
    expect(writer.size()).toBe(file.length)
    const again = writeCapture(path, start, why => ends.push(why))
    await again.close()
    expect(readFileSync(path)).toEqual(file)
    expect(ends).toHaveLength(0)
  })
})

describe('the captures of an installation', () => {
  it('are listed newest first, with what is wrong with those that cannot be read', async () => {
    const folder = captureFolder(dir)
    const name = nameCapture('Öximeter / room 1', header.wallMs)
    expect(name).toMatch(/^[A-Za-z0-9-]+\.vcap$/)
    const writer = writeCapture(join(folder, name), { monoMs: 0, wallMs: 0 }, () => {})
    writer.add('in', Uint8Array.of(1), { monoMs: 5000, wallMs: 0 })
    await writer.close()
    writeFileSync(join(folder, 'broken.vcap'), 'nothing')
    const list = await listCaptures(dir)
    expect(list.find(({ id }) => id === name)).toMatchObject({
      driver: 'nonin-df2',
      lengthMs: 5000,
      error: null,
    })
    expect(list.find(({ id }) => id === 'broken.vcap')?.error).toMatch(/no capture/)
  })

  it('can be asked for by name only', async () => {
    await expect(readCaptureFile(dir, '../vigil.db')).rejects.toThrow(/names no capture/)
    await expect(readCaptureFile(dir, 'gone.vcap')).rejects.toThrow(/no capture “gone.vcap”/)
  })
})
