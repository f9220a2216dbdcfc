import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { type Priority, priorities } from '../../shared/alarm/ids.ts'
import { root } from '../hosts/processes.ts'
import { expect, test } from '../vigil.ts'

/*
 * The bursts as a browser makes them: the product's own code renders each into an OfflineAudioContext, and what comes out is
 * measured sample by sample (IEC 60601-1-8 tables 3 and 4, as the alarm standard's 4.1 gives them).
 */

const RATE = 48_000

/** The product's renderer as one script with a global `Sound`. */
async function bundle(): Promise<string> {
  const built = (await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, 'renderer/sound/render.ts'), name: 'Sound', formats: ['iife'] },
    },
  })) as Rolldown.RolldownOutput[]
  const code = built[0]?.output[0].code
  if (!code) throw new Error('The renderer of sound could not be bundled.')
  return code
}

interface Pulse {
  readonly fromMs: number
  readonly toMs: number
  readonly peak: number
  readonly riseMs: number
}

/** The loudness, a value a millisecond: the highest sample of the 4 ms about it, more than a period of every fundamental. */
function envelopeOf(samples: readonly number[]): readonly number[] {
  const step = RATE / 1000
  return Array.from({ length: Math.floor(samples.length / step) }, (_, ms) =>
    samples
      .slice(Math.max(0, (ms - 2) * step), (ms + 2) * step)
      .reduce((most, one) => Math.max(most, Math.abs(one)), 0),
  )
}

/** Pulses between the half-way points of their rise and fall. */
function findPulses(samples: readonly number[]): readonly Pulse[] {
  const envelope = envelopeOf(samples)
  const peak = Math.max(...envelope)
  const half = envelope.map(level => level > peak / 2)
  const pulses: Pulse[] = []
  for (let index = 0; index < half.length; index++) {
    if (!half[index] || half[index - 1]) continue
    let end = index
    while (half[end + 1]) end += 1
    const own = Math.max(...envelope.slice(index, end + 1))
    const crossing = (share: number) => {
      let at = index
      while ((envelope[at - 1] ?? 0) > own * share) at -= 1
      while ((envelope[at] ?? 0) <= own * share) at += 1
      return at
    }
    const riseMs = crossing(0.9) - crossing(0.1)
    pulses.push({ fromMs: index, toMs: end + 1, peak: own, riseMs })
    index = end
  }
  return pulses
}

/** How strong one frequency is in these samples, by the discrete Fourier transform at it (with a Hann window). */
function strength(samples: readonly number[], hz: number): number {
  let real = 0
  let imaginary = 0
  for (const [index, sample] of samples.entries()) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (samples.length - 1))
    const angle = (2 * Math.PI * hz * index) / RATE
    real += sample * window * Math.cos(angle)
    imaginary -= sample * window * Math.sin(angle)
  }
  return Math.hypot(real, imaginary)
}

const within = (value: number, least: number, most: number) => {
  expect(value).toBeGreaterThanOrEqual(least)
  expect(value).toBeLessThanOrEqual(most)
}

test.skip(({ host }) => host !== 'browser', 'an empty page of its own is only to be had in a plain browser')

test.describe('The bursts', () => {
  let rendered: Record<Priority, readonly number[]>

  test.beforeEach(async ({ vigil: { page } }) => {
    const blank = await page.context().newPage()
    await blank.addScriptTag({ content: await bundle() })
    const encoded = await blank.evaluate(
      async ([names, rate]) => {
        const { renderBurst } = Reflect.get(globalThis, 'Sound') as {
          renderBurst: (context: BaseAudioContext, priority: string, startS: number) => number
        }
        const made: string[] = []
        for (const name of names) {
          const context = new OfflineAudioContext(1, rate * 5, rate)
          renderBurst(context, name, 0.1)
          const samples = (await context.startRendering()).getChannelData(0)
          const bytes = new Uint8Array(samples.buffer)
          let letters = ''
          for (let at = 0; at < bytes.length; at += 8192)
            letters += String.fromCharCode(...bytes.subarray(at, at + 8192))
          made.push(btoa(letters))
        }
        return made
      },
      [priorities, RATE] as const,
    )
    const read = (base64: string) => {
      const bytes = Buffer.from(base64, 'base64')
      return [...new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)]
    }
    const [low, medium, high] = encoded.map(read)
    if (!low || !medium || !high) throw new Error('A burst was not rendered.')
    rendered = { low, medium, high }
  })

  test('have the pulses, lengths, gaps and rise times that are prescribed', () => {
    const gapsOf = (pulses: readonly Pulse[]) =>
      pulses.slice(1).map(({ fromMs }, index) => fromMs - (pulses[index]?.toMs ?? 0))

    const high = findPulses(rendered.high)
    expect(high).toHaveLength(10)
    const td = (high[0]?.toMs ?? 0) - (high[0]?.fromMs ?? 0)
    const gaps = gapsOf(high)
    for (const x of [0, 1, 3, 5, 6, 8]) within(gaps[x] ?? 0, 50, 135)
    for (const long of [2, 7]) within(gaps[long] ?? 0, 2 * 100 + td - 30, 2 * 125 + td + 30)
    within(gaps[4] ?? 0, 350, 1300)

    const medium = findPulses(rendered.medium)
    expect(medium).toHaveLength(3)
    for (const y of gapsOf(medium)) within(y, 125, 250)
    expect(findPulses(rendered.low)).toHaveLength(1)

    for (const priority of priorities) {
      const pulses = findPulses(rendered[priority])
      const [shortest, longest] = priority === 'high' ? [75, 200] : [125, 250]
      for (const { fromMs, toMs, riseMs } of pulses) {
        within(toMs - fromMs, shortest, longest)
        // 10 to 20 % of the pulse; a step of measurement on either side.
        within(riseMs / (toMs - fromMs), 0.1 - 0.02, 0.2 + 0.02)
      }
      const peaks = pulses.map(({ peak }) => peak)
      within(20 * Math.log10(Math.max(...peaks) / Math.min(...peaks)), 0, 10)
    }
  })

  test('have a fundamental and at least four partials of 300 to 4000 Hz within 15 dB of it', () => {
    for (const priority of priorities) {
      const samples = rendered[priority]
      const pulse = findPulses(samples)[0]
      if (!pulse) throw new Error(`The ${priority} burst has no pulse.`)
      const middle = ((pulse.fromMs + pulse.toMs) / 2000) * RATE
      // A tenth of a second out of the middle of a pulse: lines 20 Hz wide.
      const piece = samples.slice(Math.round(middle - RATE * 0.05), Math.round(middle + RATE * 0.05))
      const spectrum = Array.from({ length: 400 }, (_, index) => {
        const hz = 100 + index * 10
        return { hz, level: strength(piece, hz) }
      })
      const isPeak = ({ level }: { level: number }, index: number) =>
        level > (spectrum[index - 1]?.level ?? 0) && level >= (spectrum[index + 1]?.level ?? 0)
      const loudest = Math.max(...spectrum.map(({ level }) => level))
      const lines = spectrum.filter((one, index) => isPeak(one, index) && one.level > loudest / 30)
      const fundamental = lines[0]
      if (!fundamental) throw new Error(`The ${priority} burst has no tone.`)
      within(fundamental.hz, 150, 1000)
      const partials = lines.filter(({ hz, level }) => {
        const decibels = 20 * Math.log10(level / fundamental.level)
        return hz >= 300 && hz <= 4000 && Math.abs(decibels) <= 15
      })
      expect(
        partials.length,
        `${priority}: ${partials.map(({ hz }) => hz).join(', ')} Hz`,
      ).toBeGreaterThanOrEqual(4)
      for (const { hz } of partials)
        within(Math.abs(hz / fundamental.hz - Math.round(hz / fundamental.hz)), 0, 0.05)
    }
  })

  test('get louder with their priority, and HIGH is never under 40 % of full scale', () => {
    const peak = (priority: Priority) => Math.max(...findPulses(rendered[priority]).map(one => one.peak))
    expect(peak('high')).toBeGreaterThanOrEqual(peak('medium'))
    expect(peak('medium')).toBeGreaterThanOrEqual(peak('low'))
    expect(peak('high')).toBeGreaterThanOrEqual(0.4)
    expect(peak('high')).toBeLessThanOrEqual(1)
  })
})
