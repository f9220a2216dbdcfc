import type { Driver } from '../../../devices/driver.ts'
import { drivers } from '../../../devices/index.ts'
import type { Sample } from '../../../shared/reading.ts'
import { type Capture, isCapture, readCapture } from '../../ports/capture/format.ts'
import { createDriverFit, type DriverFit, share, type Verdict } from '../../ports/driver-fit.ts'
import { listAsks } from './asks.ts'

/** Bytes that came, and when; a recording without times has none. */
export interface Chunk {
  readonly bytes: Uint8Array
  readonly atMs: number | undefined
}

/** What a capture, or a file of raw bytes, is worth. Lines are objects, ready to be printed. */
export interface CaptureCheck {
  readonly lines: readonly object[]
  /** Of the driver that was meant, or of the one that fits best. */
  readonly verdict: Verdict
}

/** So many other drivers are named at most. */
const OTHERS_AT_MOST = 5
/** So many runs of bytes that fit nothing are shown, and of each so many bytes. */
const MISFITS_AT_MOST = 20
const HEX_AT_MOST = 32

/**
 * @param meant the driver of whoever calls, before the one that a capture names
 * @param find finds a driver by the name in a capture; throws where there is none
 * @throws CaptureError where a capture cannot be read
 */
export function checkCapture(
  file: Uint8Array,
  name: string,
  meant: Driver | undefined,
  find: (id: string) => Driver,
): CaptureCheck {
  const capture = isCapture(file) ? readCapture(file) : null
  const chunks = capture ? chunksOf(capture) : [{ bytes: file, atMs: undefined }]
  const named = meant ?? (capture ? find(capture.header.driver) : undefined)
  const fits = weighAll(chunks)
  const best = named ? fits.find(({ driver }) => driver === named) : fits[0]
  const driver = named ?? (best && best.weigh().goodFrames > 0 ? best.driver : undefined)
  const seen = driver ? readAll(driver, chunks) : null
  // Short frames without a checksum are found in any noise: they matter only where nothing else is.
  const isFound = fits.some(fit => fit.verdict() === 'fits')
  const others = fits
    .filter(fit => fit !== best && (isFound ? fit.verdict() !== 'no' : fit.weigh().goodFrames > 0))
    .slice(0, OTHERS_AT_MOST)
  return {
    verdict: best?.verdict() ?? 'no',
    lines: [
      { check: 'file', ...describeFile(file, name, capture, chunks) },
      ...(best && driver ? [describeFit(best, seen?.samples ?? [])] : []),
      ...others.map(fit => describeFit(fit, [])),
      ...(driver && seen ? describeSamples(driver, seen.samples) : []),
      ...(seen ? seen.misfits.slice(0, MISFITS_AT_MOST) : []),
      ...(driver ? [{ check: 'personal', driver: driver.id, carries: driver.words.personal ?? null }] : []),
      ...listAsks(driver, capture, seen?.samples ?? []).map(ask => ({ check: 'ask', ...ask })),
    ],
  }
}

function chunksOf({ records }: Capture): readonly Chunk[] {
  return records.filter(({ kind }) => kind === 'in')
}

function describeFile(
  file: Uint8Array,
  name: string,
  capture: Capture | null,
  chunks: readonly Chunk[],
): object {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0)
  if (!capture) return { file: name, kind: 'bytes', bytes }
  const { header, records, wholeBytes } = capture
  const sent = records.reduce((sum, { kind, bytes }) => (kind === 'out' ? sum + bytes.length : sum), 0)
  return {
    file: name,
    kind: 'capture',
    bytes,
    sent,
    lengthS: (records.at(-1)?.atMs ?? 0) / 1000,
    driver: header.driver,
    line: header.line,
    software: header.software,
    /** Bytes at the end of the file that a crash has cut off from their record. */
    cutBytes: file.length - wholeBytes,
  }
}

/** The best first. */
function weighAll(chunks: readonly Chunk[]): readonly DriverFit[] {
  const fits = drivers.map(driver => createDriverFit(driver, driver.line.baudRate, false))
  for (const { bytes, atMs } of chunks) for (const fit of fits) fit.hear(bytes, atMs)
  const rank = { fits: 0, perhaps: 1, no: 2 } as const
  return fits.toSorted(
    (a, b) =>
      rank[a.verdict()] - rank[b.verdict()] ||
      share(b.weigh()) - share(a.weigh()) ||
      b.weigh().goodFrames - a.weigh().goodFrames,
  )
}

function describeFit(fit: DriverFit, samples: readonly Sample[]): object {
  const { driver, goodFrames, fitBytes, bytes } = fit.weigh()
  const bad: Record<string, number> = {}
  for (const sample of samples)
    if (sample.kind === 'badFrame') bad[sample.reason] = (bad[sample.reason] ?? 0) + 1
  const shareOf = Math.round(share(fit.weigh()) * 1000) / 1000
  return { check: 'fit', driver, verdict: fit.verdict(), goodFrames, bytes, fitBytes, share: shareOf, bad }
}

const SILENCE_MS = 1000

/** Byte by byte, so that what does not fit has its place. */
function readAll(driver: Driver, chunks: readonly Chunk[]) {
  const parser = driver.createParser()
  const samples: Sample[] = []
  const misfits: object[] = []
  const recent = new Uint8Array(HEX_AT_MOST)
  let offset = 0
  let endMs: number | undefined
  for (const { bytes, atMs } of chunks) {
    endMs = atMs
    for (const byte of bytes) {
      recent.copyWithin(0, 1)
      recent[HEX_AT_MOST - 1] = byte
      for (const sample of parser.push(Uint8Array.of(byte), atMs)) {
        samples.push(sample)
        if (sample.kind !== 'badFrame') continue
        const { reason, bytes: lost } = sample
        // What was dropped before a frame is told at that frame's end: these are the newest bytes then.
        const hex = Buffer.from(recent.subarray(-Math.min(HEX_AT_MOST, offset + 1))).toString('hex')
        misfits.push({ check: 'misfit', driver: driver.id, reason, bytes: lost, offset, upTo: hex })
      }
      offset += 1
    }
  }
  // Nothing more comes: what ends in silence is whole now.
  if (endMs !== undefined) samples.push(...parser.push(new Uint8Array(0), endMs + SILENCE_MS))
  return { samples, misfits }
}

/** What its screen and Vigil can be compared by. */
function describeSamples(driver: Driver, samples: readonly Sample[]): readonly object[] {
  const line = (what: string, rest: object) => ({ check: 'gave', driver: driver.id, what, ...rest })
  const vitals = Map.groupBy(
    samples.filter(sample => sample.kind === 'vital'),
    ({ vital }) => vital,
  )
  const cuffs = samples.filter(sample => sample.kind === 'nibp')
  const waves = samples.filter(sample => sample.kind === 'wave')
  const states = Map.groupBy(
    samples.filter(sample => sample.kind === 'device'),
    ({ state, detail }) => JSON.stringify({ state, detail }),
  )
  return [
    ...[...vitals].map(([vital, all]) => {
      const values = all.flatMap(({ value }) => (value === null ? [] : [value]))
      const poor = all.filter(({ quality }) => quality === 'poor').length
      return line(vital, {
        values: values.length,
        without: all.length - values.length,
        poor,
        lowest: values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b)),
        highest: values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b)),
      })
    }),
    ...(cuffs.length === 0
      ? []
      : [
          line('nibp', {
            results: cuffs.filter(({ status }) => status === 'ok').length,
            failed: cuffs.filter(({ status }) => status === 'failed').length,
            standing: cuffs.filter(({ standing }) => standing).length,
          }),
        ]),
    ...[...Map.groupBy(waves, ({ wave }) => wave)].map(([wave, all]) =>
      line(wave, { values: all.reduce((sum, { values }) => sum + values.length, 0) }),
    ),
    ...[...states].map(([state, all]) => line('device', { ...JSON.parse(state), times: all.length })),
  ]
}
