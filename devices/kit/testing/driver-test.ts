import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createRandom, type Random } from '../../../fixtures/random.ts'
import { testSize } from '../../../fixtures/test-size.ts'
import type { Sample } from '../../../shared/reading.ts'
import type { Driver, Parser } from '../../driver.ts'
import { concatBytes } from '../bytes.ts'

export interface DriverTestOptions {
  /**
   * Samples as the parser would give them for one or more whole frames: device changes first, then wave, then vitals;
   * values on the wire's own steps. Begins and ends with a sensor on, a good battery and an idle cuff.
   */
  randomGroup(random: Random): Sample[]
  /** Names of the recordings in `fixtures/captures/<id>/`, without `.bin`; `.ndjson` beside each has the samples. */
  readonly captures: readonly string[]
  /** Has every frame a checksum? Where there is none, a flipped bit may pass as a value, and no test can say otherwise. */
  readonly checksum: boolean
  /** A byte that fills the line between frames and is no loss. */
  readonly idleByte?: number
  /**
   * So many last bytes of noise may be neither good nor dropped: a frame of which only a packet of many counts as good, since a
   * line may well be opened in the middle of a packet; or a line's end that may stand before an answer.
   */
  readonly looseFrameBytes?: number
}

const FRAMES = testSize === 'nightly' ? 100_000 : 2_000
const TRIALS = FRAMES / 10
/** Longer than any cuff takes to tell one record twice. */
const PAUSE_MS = 30_000
const capturesFolder = new URL('../../../fixtures/captures/', import.meta.url)

/** What every driver must pass, whatever its protocol. */
export function testDriver(driver: Driver, options: DriverTestOptions): void {
  describe(`${driver.id}: what every driver must do`, () => {
    it('gives back what was encoded, however the bytes are cut', () => testRoundTrip(driver, options))
    it('gives the same samples for any cuts, on a line full of noise too', () => testCuts(driver, options))
    it('loses no frame to noise in front of it', () => testNoise(driver, options))
    if (options.checksum)
      it('gives no wrong value for a flipped bit, and counts it', () => testFlippedBits(driver, options))
    else
      it('is back in step right after a flipped bit (there is no checksum)', () => testStep(driver, options))
    if (driver.createHost)
      it('keeps values flowing between its host and its monitor side', () => testTalk(driver, options))

    it('has exactly the captures it names', () => {
      const names = readdirSync(new URL(`${driver.id}/`, capturesFolder)).filter(name =>
        name.endsWith('.bin'),
      )
      expect(names.sort()).toEqual(options.captures.map(name => `${name}.bin`).sort())
    })
    it.each(options.captures)('reads the capture %s', name => {
      const bytes = readFileSync(new URL(`${driver.id}/${name}.bin`, capturesFolder))
      const lines = readFileSync(new URL(`${driver.id}/${name}.ndjson`, capturesFolder), 'utf8')
      const expected: unknown[] = lines
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line))
      expectSame(decode(driver, bytes), expected, 0)
      const samples = expected.map(sample => ({ ...(sample as Sample), offset: undefined }))
      const whole = driver.createParser().push(bytes)
      expectSame(whole.map(withoutOffset), samples, 0)
      for (let seed = 1; seed <= 20; seed += 1) {
        const parser = driver.createParser()
        const pieces = cut(bytes, createRandom(seed))
        expectSame(pieces.flatMap(piece => parser.push(piece)).map(withoutOffset), samples, seed)
      }
    })
  })
}

function withoutOffset(sample: Sample): unknown {
  return { ...sample, offset: undefined }
}

/** Samples as `decode` prints them: each with the offset of its frame's last byte, from 0. */
function decode(driver: Driver, bytes: Uint8Array): unknown[] {
  const parser = driver.createParser()
  return [...bytes].flatMap((byte, offset) =>
    parser.push(Uint8Array.of(byte)).map(sample => ({ ...sample, offset })),
  )
}

function testRoundTrip(driver: Driver, { randomGroup }: DriverTestOptions): void {
  const random = createRandom(1)
  const parser = driver.createParser()
  const encoder = driver.createEncoder()
  for (let group = 1; parser.goodFrames < FRAMES; group += 1) {
    const samples = randomGroup(random)
    const pieces = cut(encoder.encode(samples), random)
    expectSame(
      pieces.flatMap(piece => parser.push(piece)),
      samples,
      group,
    )
  }
}

function testCuts(driver: Driver, { randomGroup }: DriverTestOptions): void {
  const random = createRandom(2)
  for (let trial = 1; trial <= TRIALS / 10; trial += 1) {
    const encoder = driver.createEncoder()
    const parts = Array.from({ length: 8 }, () => {
      const bytes = encoder.encode(randomGroup(random))
      if (random.chance(0.4)) return random.bytes(random.int(1, 100))
      return random.chance(0.5)
        ? bytes
        : bytes.subarray(random.int(0, bytes.length), random.int(0, bytes.length))
    })
    const stream = concatBytes(parts)
    const whole = driver.createParser().push(stream)
    const cutting = driver.createParser()
    expectSame(
      cut(stream, random).flatMap(piece => cutting.push(piece)),
      whole,
      trial,
    )
    const bytewise = driver.createParser()
    expectSame(
      [...stream].flatMap(byte => bytewise.push(Uint8Array.of(byte))),
      whole,
      trial,
    )
  }
}

function testNoise(
  driver: Driver,
  { randomGroup, checksum, idleByte, looseFrameBytes }: DriverTestOptions,
): void {
  const random = createRandom(3)
  for (let trial = 1; trial <= TRIALS; trial += 1) {
    const samples = randomGroup(random)
    const noise = random.bytes(random.int(1, 150))
    const sent = driver.createEncoder().encode(samples)
    const parser = driver.createParser()
    const given = hear(driver, parser, [concatBytes([noise, sent])])
    const expected = samples.filter(isValue)
    const values = given.filter(isValue)
    // Without a checksum, five bytes of noise can be a frame. It may then come first, but costs none of the real ones.
    expectSame(checksum ? values : values.slice(-expected.length), expected, trial)
    const lost = noise.filter(byte => byte !== idleByte).length
    const kept = lost - droppedBytes(given)
    // A checksum of one byte fits noise once in hundreds: those bytes then count as a frame, not as dropped.
    const clean = driver.createParser()
    clean.push(sent)
    expect(kept, `bytes of noise kept in trial ${trial}`).toBeGreaterThanOrEqual(0)
    if (checksum && parser.goodFrames === clean.goodFrames)
      expect([0, looseFrameBytes], `bytes of noise kept in trial ${trial}`).toContain(kept)
  }
}

function testFlippedBits(driver: Driver, { randomGroup }: DriverTestOptions): void {
  const random = createRandom(4)
  for (let trial = 1; trial <= TRIALS; trial += 1) {
    const encoder = driver.createEncoder()
    const groups = [randomGroup(random), randomGroup(random), randomGroup(random)] as const
    const [before, hit, after] = groups.map(group => encoder.encode(group)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]
    const at = random.int(0, hit.length - 1)
    hit[at] = (hit[at] ?? 0) ^ (1 << random.int(0, 7))
    const given = driver.createParser().push(concatBytes([before, hit, after]))
    expect(droppedBytes(given), `bytes dropped in trial ${trial}`).toBeGreaterThan(0)
    // Cuff results apart: one whose message was hit may be read from a later repetition.
    for (const isOne of [isStreamed, isCuff]) {
      const values = given.filter(isOne)
      expect(findUnmatched(values, groups.flat().filter(isOne)), `wrong value in trial ${trial}`).toBeNull()
      const last = groups[2].filter(isOne)
      const tail = values.slice(values.length - last.length)
      expect(tail.length, `values after the damage in trial ${trial}`).toBe(last.length)
      expect(findUnmatched(tail, last), `lost after the damage in trial ${trial}`).toBeNull()
    }
  }
}

/** What a parser makes of these: one after the other, or, of a monitor whose records end in silence, with a pause behind each. */
function hear({ endsInSilence }: Driver, parser: Parser, parts: readonly Uint8Array[]): Sample[] {
  if (!endsInSilence) return parser.push(concatBytes(parts))
  return parts.flatMap((part, at) => [
    ...parser.push(part, at * 2 * PAUSE_MS),
    ...parser.push(new Uint8Array(0), (at * 2 + 1) * PAUSE_MS),
  ])
}

function testStep(driver: Driver, { randomGroup }: DriverTestOptions): void {
  const random = createRandom(5)
  for (let trial = 1; trial <= TRIALS; trial += 1) {
    const encoder = driver.createEncoder()
    const hit = encoder.encode(randomGroup(random))
    // The frame after a damaged one may be taken for its rest; the one after that may not.
    const cushion = encoder.encode(randomGroup(random))
    const samples = randomGroup(random)
    const at = random.int(0, hit.length - 1)
    hit[at] = (hit[at] ?? 0) ^ (1 << random.int(0, 7))
    const given = hear(driver, driver.createParser(), [hit, cushion, encoder.encode(samples)])
    const expected = samples.filter(isValue)
    expectSame(given.filter(isValue).slice(-expected.length), expected, trial)
  }
}

/** Two minutes of talk on a virtual clock: every vital sign that the monitor side shows comes through, without a gap. */
function testTalk(driver: Driver, { randomGroup }: DriverTestOptions): void {
  const host = driver.createHost?.()
  const side = driver.createMonitorSide?.()
  if (!host || !side)
    throw new Error(`${driver.id} has a host without a monitor side, or the other way round.`)
  const parser = driver.createParser()
  const random = createRandom(6)
  const shown = randomGroup(random).filter(sample => sample.kind === 'vital' && sample.value !== null)
  const seenAtMs = new Map<string, number>()
  // Of a monitor that speaks every few seconds, one word may be late.
  const patienceMs = Math.max(3000, 2.5 * driver.stream.everyMs)
  let showAtMs = 0
  let wakeAtMs = 0
  for (let nowMs = 0; nowMs < 120_000; nowMs += 5) {
    let bytes: Uint8Array = new Uint8Array(0)
    if (nowMs >= showAtMs) {
      bytes = side.show(withWave(driver, shown), nowMs)
      showAtMs += driver.stream.everyMs
    }
    if (bytes.length === 0 && nowMs < wakeAtMs) continue
    for (;;) {
      const goodBefore = parser.goodFrames
      const samples = parser.push(bytes, nowMs)
      expect(samples.filter(sample => sample.kind === 'badFrame')).toEqual([])
      for (const sample of samples) if (sample.kind === 'vital') seenAtMs.set(sample.vital, nowMs)
      if (bytes.length > 0) host.hear?.(bytes, nowMs)
      const step = host.step(nowMs, samples, parser.goodFrames > goodBefore)
      wakeAtMs = step.wakeAtMs
      expect(wakeAtMs, 'the host must not ask to be called in the past').toBeGreaterThan(nowMs)
      bytes = side.hear(concatBytes(step.send), nowMs).reply
      if (bytes.length === 0) break
    }
    for (const vital of ['spo2', 'pulseRate'].filter(known => driver.vitals.some(id => id === known)))
      if (nowMs > patienceMs)
        expect(nowMs - (seenAtMs.get(vital) ?? 0), `gap of ${vital}`).toBeLessThan(patienceMs)
  }
}

function withWave(driver: Driver, samples: readonly Sample[]): Sample[] {
  const { plethPerS, everyMs } = driver.stream
  if (plethPerS === 0) return [...samples]
  const values = Array.from({ length: Math.round((plethPerS * everyMs) / 1000) }, () => 0)
  return [{ kind: 'wave', wave: 'pleth', ratePerS: plethPerS, values }, ...samples]
}

/** The bytes in pieces of random length, some of them empty. */
function cut(bytes: Uint8Array, random: Random): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let from = 0; from < bytes.length; ) {
    const to = from + random.int(0, random.chance(0.5) ? 3 : 200)
    pieces.push(bytes.subarray(from, to))
    from = to
  }
  return pieces
}

function isStreamed(sample: Sample): boolean {
  return sample.kind === 'vital' || sample.kind === 'wave'
}
function isCuff(sample: Sample): boolean {
  return sample.kind === 'nibp'
}
function isValue(sample: Sample): boolean {
  return isStreamed(sample) || isCuff(sample)
}

function droppedBytes(samples: readonly Sample[]): number {
  return samples.reduce((sum, sample) => sum + (sample.kind === 'badFrame' ? sample.bytes : 0), 0)
}

/** The first of `given` that is not, in order, among `expected`. */
function findUnmatched(given: readonly Sample[], expected: readonly Sample[]): Sample | null {
  let next = 0
  for (const sample of given) {
    const found = expected.findIndex((other, index) => index >= next && isWithin(sample, other))
    if (found < 0) return sample
    next = found + 1
  }
  return null
}

/** Says `given` nothing but what `expected` says? It may say less, or later (a repeated result is older). */
function isWithin(given: Sample, expected: Sample): boolean {
  const allowed = new Map(Object.entries(expected))
  return Object.entries(given).every(
    ([key, value]) =>
      value === null || key === 'ageS' || key === 'standing' || isDeepStrictEqual(value, allowed.get(key)),
  )
}

/** As `toEqual`, but quick on long lists and pointing at the first difference. */
function expectSame(given: readonly unknown[], expected: readonly unknown[], trial: number): void {
  if (isDeepStrictEqual(given, expected)) return
  const at = given.findIndex((sample, index) => !isDeepStrictEqual(sample, expected[index]))
  const from = Math.max(0, at < 0 ? given.length - 2 : at - 2)
  expect(given.slice(from, from + 6), `trial ${trial}, from sample ${from}`).toEqual(
    expected.slice(from, from + 6),
  )
  expect(given.length, `samples in trial ${trial}`).toBe(expected.length)
}
