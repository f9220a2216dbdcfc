import { describe, expect, it } from 'vitest'
import type { NibpSample, Sample, VitalSample } from '../../shared/reading.ts'
import type { Driver } from '../driver.ts'
import { createCuff } from './cuff.ts'
import { createPatient, typicalProfile } from './patient.ts'
import { createPlayer, type Player, type PlayerOptions } from './player.ts'
import { createRandom } from './random.ts'
import { findScenario, type ScenarioId } from './scenarios.ts'

/** A monitor whose protocol is one line of JSON a frame, so that a test sees what the player sends. */
const plainDriver: Driver = {
  id: 'plain',
  words: { label: 'Plain lines', cable: '', setUp: '' },
  vitals: ['spo2', 'pulseRate', 'perfusionIndex', 'systolic', 'diastolic', 'mean'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: [],
  quietAfterMs: 3000,
  trustAfterFrames: 1,
  stream: { everyMs: 500, plethPerS: 60 },
  createParser() {
    let rest = ''
    let goodFrames = 0
    return {
      push(bytes) {
        const lines = (rest + String.fromCharCode(...bytes)).split('\n')
        rest = lines.pop() ?? ''
        goodFrames += lines.length
        return lines.flatMap(line => JSON.parse(line) as Sample[])
      },
      get goodFrames() {
        return goodFrames
      },
    }
  },
  createEncoder: () => ({
    encode: samples => Uint8Array.from(`${JSON.stringify(samples)}\n`, character => character.charCodeAt(0)),
  }),
}

/** One frame a second and no waveform, for long watching. */
const slowDriver: Driver = { ...plainDriver, stream: { everyMs: 1000, plethPerS: 0 } }

/** The same, asked: `?` gives what was shown last, `!` starts the cuff, `.` stops it. */
const askedDriver: Driver = {
  ...plainDriver,
  id: 'asked',
  createMonitorSide() {
    const encoder = plainDriver.createEncoder()
    let shown: Sample[] = []
    return {
      show(samples) {
        shown = [...shown.filter(sample => sample.kind === 'nibp'), ...samples]
        return new Uint8Array(0)
      },
      hear(bytes) {
        const text = String.fromCharCode(...bytes)
        const reply = text.includes('?') ? encoder.encode(shown) : new Uint8Array(0)
        if (text.includes('!')) return { reply, commands: ['startNibp'] }
        return { reply, commands: text.includes('.') ? ['stopNibp'] : [] }
      },
    }
  },
}

function play(scenario: ScenarioId, more: Partial<PlayerOptions> = {}): Player {
  const found = findScenario(scenario)
  if (!found) throw new Error(scenario)
  const patient = createPatient(typicalProfile)
  return createPlayer({ driver: plainDriver, patient, scenario: found, seed: 1, startedAtMs: 0, ...more })
}

/** Samples with the second in which they came, from the start to `untilS`. */
function watch(player: Player, untilS: number): { s: number; sample: Sample }[] {
  const parser = plainDriver.createParser()
  return Array.from({ length: untilS + 1 }, (_, s) =>
    parser.push(player.step(s * 1000).bytes).map(sample => ({ s, sample })),
  ).flat()
}

function vitalsOf(seen: readonly { s: number; sample: Sample }[], vital: VitalSample['vital']) {
  return seen.flatMap(({ s, sample }) =>
    sample.kind === 'vital' && sample.vital === vital ? [{ s, ...sample }] : [],
  )
}

function cuffsOf(seen: readonly { s: number; sample: Sample }[]): (NibpSample & { s: number })[] {
  return seen.flatMap(({ s, sample }) => (sample.kind === 'nibp' ? [{ s, ...sample }] : []))
}

const ask = (text: string): Uint8Array => Uint8Array.from(text, character => character.charCodeAt(0))

describe('bytes', () => {
  it('are the same for the same seed, however the steps are cut, and others for another seed', () => {
    const oneGo = play('quiet-session').step(120_000).bytes
    const other = play('quiet-session', { seed: 2 }).step(120_000).bytes
    const player = play('quiet-session')
    const cut: number[] = []
    for (let nowMs = 0; nowMs <= 120_000; nowMs += 37) cut.push(...player.step(nowMs).bytes)
    cut.push(...player.step(120_000).bytes)
    expect(Uint8Array.from(cut)).toEqual(oneGo)
    expect(other).not.toEqual(oneGo)
  })

  it("come in the driver's own pace", () => {
    const player = play('quiet-session', { startedAtMs: 1000 })
    expect(player.step(999)).toEqual({ bytes: new Uint8Array(0), connected: true, nextAtMs: 1000 })
    expect(player.step(1000).nextAtMs).toBe(1500)
    expect(player.step(1499).bytes).toHaveLength(0)
    expect(player.step(1500).bytes.length).toBeGreaterThan(0)
  })

  it('for three hours come at one go', () => {
    const one = play('quiet-session').step(3600 * 1000).bytes.length
    const three = play('quiet-session').step(3 * 3600 * 1000).bytes.length
    expect(three / one).toBeCloseTo(3, 1)
  })
})

describe('oximeter', () => {
  it("shows the patient's saturation and pulse, rounded, and a waveform with as many beats", () => {
    const seen = watch(play('probe-off'), 19)
    for (const { value, quality } of vitalsOf(seen, 'spo2')) {
      expect(Math.abs((value ?? 0) - 97.5)).toBeLessThan(1.6)
      expect(Number.isInteger(value)).toBe(true)
      expect(quality).toBe('good')
    }
    for (const { value } of vitalsOf(seen, 'pulseRate')) expect(Math.abs((value ?? 0) - 72)).toBeLessThan(8)
    const wave = seen.flatMap(({ sample }) => (sample.kind === 'wave' ? sample.values : []))
    expect(wave).toHaveLength(39 * 30)
    const beats = wave.filter((value, index) => value >= 0.5 && (wave[index - 1] ?? 1) < 0.5).length
    expect(Math.abs(beats - (72 / 60) * 19.5)).toBeLessThan(4)
  })

  it('in a desaturation shows less than 85 % from 35 to 140 s, then recovers, then falls again', () => {
    const shown = vitalsOf(watch(play('desaturation'), 700), 'spo2')
    for (const { s, value } of shown) {
      if (s <= 20) expect(value).toBeGreaterThanOrEqual(96)
      if (s >= 35 && s <= 139) expect(value).toBeLessThan(85)
      if (s >= 165 && s <= 620) expect(value).toBeGreaterThanOrEqual(95)
    }
    expect(shown.some(({ s, value }) => s > 635 && value !== null && value < 85)).toBe(true)
  })

  it('off the finger has no value, says so once, searches, and comes back', () => {
    const seen = watch(play('probe-off'), 120)
    for (const { s, value, quality } of vitalsOf(seen, 'spo2')) {
      const away = s > 20 && s < 86
      if (away) expect({ value, quality }).toEqual({ value: null, quality: 'noSignal' })
      if (s < 19 || s > 87) expect(value).not.toBeNull()
    }
    const states = seen.flatMap(({ s, sample }) =>
      sample.kind === 'device' && !sample.state.startsWith('cuff') ? [`${sample.state} ${s}`] : [],
    )
    expect(states).toEqual(['noSensor 20', 'searching 80', 'sensorOn 86'])
  })

  it('with cold hands calls its values poor and the perfusion low', () => {
    const seen = watch(play('cold-hands'), 60)
    const last = vitalsOf(seen, 'perfusionIndex').at(-1)
    expect(last?.value).toBeLessThan(1)
    expect(last?.quality).toBe('poor')
  })
})

describe('cuff', () => {
  it('measures by itself, first after 20 s, with states before and after', () => {
    const seen = watch(play('quiet-session'), 700)
    const story = seen.flatMap(({ s, sample }) => {
      if (sample.kind === 'nibp') return [`nibp ${s}`]
      return sample.kind === 'device' ? [`${sample.state} ${s}`] : []
    })
    expect(story.map(entry => entry.split(' ')[0])).toEqual([
      ...['cuffInflating', 'cuffIdle', 'nibp'],
      ...['cuffInflating', 'cuffIdle', 'nibp'],
      ...['cuffInflating', 'cuffIdle', 'nibp'],
    ])
    expect(story.filter(entry => entry.startsWith('cuffInflating'))).toEqual([
      'cuffInflating 20',
      'cuffInflating 320',
      'cuffInflating 620',
    ])
    const first = cuffsOf(seen)[0]
    expect(first?.s).toBeGreaterThanOrEqual(46)
    expect(first?.s).toBeLessThanOrEqual(55)
  })

  it("gives the patient's pressure with the scatter of a real cuff: 6 and 5 mmHg", () => {
    const rested = createPatient({ ...typicalProfile, variability: 0 }).at(0)
    const cuff = createCuff({
      random: createRandom(1),
      firstAtMs: 0,
      everyMs: 60_000,
      errorOf: () => undefined,
    })
    const seen = Array.from({ length: 60_000 }, (_, s) =>
      cuff.step(s * 1000, rested, 1).map(sample => ({ s, sample })),
    ).flat()
    const cuffs = cuffsOf(seen)
    const systolics = cuffs.map(({ systolic }) => (systolic ?? 0) - 124)
    const diastolics = cuffs.map(({ diastolic }) => (diastolic ?? 0) - 76)
    expect(cuffs).toHaveLength(1000)
    expect(Math.abs(meanOf(systolics))).toBeLessThan(0.6)
    expect(Math.abs(meanOf(diastolics))).toBeLessThan(0.5)
    expect(Math.abs(rootMeanSquare(systolics) - 6)).toBeLessThan(0.4)
    expect(Math.abs(rootMeanSquare(diastolics) - 5)).toBeLessThan(0.4)
    for (const { systolic, diastolic, mean } of cuffs) {
      expect(systolic).toBeGreaterThan(mean ?? 0)
      expect(mean).toBeGreaterThan(diastolic ?? 0)
    }
  })

  it('fails twice with a reason, then works', () => {
    const cuffs = cuffsOf(watch(play('cuff-failure'), 700))
    expect(cuffs.map(cuff => cuff.status)).toEqual(['failed', 'failed', 'ok'])
    expect(cuffs[0]).toMatchObject({ systolic: null, diastolic: null, mean: null, error: 'pump-up timeout' })
  })

  it('under a hypertensive peak reads normal, then 160 to 179, then 180 and more, for any seed', () => {
    for (let seed = 0; seed < 40; seed++) {
      const patient = createPatient({ ...typicalProfile, seed })
      const cuffs = cuffsOf(watch(play('hypertensive-peak', { driver: slowDriver, seed, patient }), 660))
      const [first, second, third] = cuffs.map(cuff => cuff.systolic ?? 0)
      expect(first).toBeLessThan(140)
      expect(second).toBeGreaterThanOrEqual(160)
      expect(second).toBeLessThan(180)
      expect(third).toBeGreaterThanOrEqual(180)
    }
  })

  it('says nothing of the time before it was switched on', () => {
    const hourMs = 3_600_000
    const player = play('quiet-session', { driver: slowDriver, switchedOnAtMs: 500 * hourMs })
    const step = player.step(500 * hourMs + 2000)
    const frames = String.fromCharCode(...step.bytes)
      .trim()
      .split('\n')
    expect(frames).toHaveLength(3)
    expect(step.nextAtMs).toBe(500 * hourMs + 3000)
    expect(frames[0]).toContain('"vital":"spo2"')
  })

  it('starts on command, breaks off on command, and is not started twice', () => {
    const player = play('quiet-session', { driver: askedDriver, cuffEveryMs: null })
    const parser = plainDriver.createParser()
    player.step(5000)
    player.hear(ask('!'), 5100)
    expect(parser.push(player.hear(ask('?'), 5200))).toEqual([{ kind: 'device', state: 'cuffInflating' }])
    player.hear(ask('!'), 20_000)
    player.step(41_000)
    const done = parser.push(player.hear(ask('?'), 41_000))
    expect(done.filter(sample => sample.kind === 'nibp')).toHaveLength(1)

    player.hear(ask('!'), 50_000)
    player.hear(ask('.'), 52_000)
    player.step(120_000)
    const after = parser.push(player.hear(ask('?'), 120_000))
    expect(after.filter(sample => sample.kind === 'nibp')).toHaveLength(1)
  })
})

describe('cable', () => {
  it('pulled out: nothing comes and nothing is heard for 40 s', () => {
    const player = play('unplug', { driver: askedDriver })
    expect(player.step(19_900).connected).toBe(true)
    expect(player.hear(ask('?'), 19_900).length).toBeGreaterThan(0)
    expect(player.step(20_000).connected).toBe(false)
    expect(player.hear(ask('?'), 30_000)).toHaveLength(0)
    expect(player.step(59_900).connected).toBe(false)
    expect(player.step(60_000).connected).toBe(true)
    expect(player.hear(ask('?'), 60_500).length).toBeGreaterThan(0)
  })

  it('pulled out of a monitor that streams: silence, then the next whole frame', () => {
    const seen = watch(play('unplug'), 70)
    const seconds = new Set(seen.map(({ s }) => s))
    expect(Array.from({ length: 71 }, (_, s) => s).filter(s => !seconds.has(s))).toEqual(
      Array.from({ length: 39 }, (_, index) => 21 + index),
    )
  })
})

it('a quiet session stays within the default alarm limits, for any seed', () => {
  for (let seed = 0; seed < 10; seed++) {
    const patient = createPatient({ ...typicalProfile, seed })
    patient.dose({ drug: 'ketamine', route: 'iv', mg: 35, durationMs: 2_400_000 }, 900_000)
    const seen = watch(play('quiet-session', { driver: slowDriver, seed, patient }), 5400)
    const cuffs = cuffsOf(seen)
    // Two readings before the dose are the lowest baseline that a session can have.
    const baseline = cuffs.slice(0, 2)
    for (const { systolic, diastolic } of cuffs) {
      expect(systolic).toBeLessThan(160)
      expect(diastolic).toBeLessThan(100)
      expect(systolic).toBeGreaterThanOrEqual(90)
      expect(diastolic).toBeGreaterThanOrEqual(50)
      expect((systolic ?? 0) - meanOf(baseline.map(cuff => cuff.systolic ?? 0))).toBeLessThan(40)
      expect((diastolic ?? 0) - meanOf(baseline.map(cuff => cuff.diastolic ?? 0))).toBeLessThan(25)
    }
    expect(longestRunS(vitalsOf(seen, 'spo2'), value => value < 93)).toBeLessThan(10)
    expect(longestRunS(vitalsOf(seen, 'pulseRate'), value => value >= 120 || value < 50)).toBe(0)
    expect(
      vitalsOf(seen, 'spo2').some(({ value, quality }) => (value ?? 100) < 93 && quality === 'poor'),
    ).toBe(true)
  }
})

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(meanOf(values.map(value => value ** 2)))
}

function longestRunS(
  seen: readonly { s: number; value: number | null }[],
  isIn: (value: number) => boolean,
): number {
  let longest = 0
  let sinceS: number | null = null
  for (const { s, value } of seen) {
    if (value === null || !isIn(value)) sinceS = null
    else {
      sinceS ??= s
      longest = Math.max(longest, s - sinceS + 1)
    }
  }
  return longest
}
