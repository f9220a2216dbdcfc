import { describe, expect, it } from 'vitest'
import type { Sample } from '../../shared/reading.ts'
import type { Driver, Host, Parser } from '../driver.ts'
import { drivers, findDriver } from '../index.ts'
import { createPatient, type Patient, typicalProfile } from './patient.ts'
import { createPlayer } from './player.ts'
import { findScenario, type ScenarioId } from './scenarios.ts'

interface Heard {
  readonly s: number
  readonly sample: Sample
}

/** A monitor and its host on one line, both on a virtual clock: what the parser makes of it, with the second it came. */
function monitor(
  driver: Driver,
  scenarioId: ScenarioId,
  untilS: number,
  patient: Patient = createPatient(typicalProfile),
  at: (s: number, host: Host) => void = () => {},
): Heard[] {
  const scenario = findScenario(scenarioId)
  if (!scenario) throw new Error(scenarioId)
  const player = createPlayer({ driver, patient, scenario, seed: 1, startedAtMs: 0 })
  const heard: Heard[] = []
  let line: { parser: Parser; host: Host | undefined; waiting: Uint8Array[]; wakeAtMs: number } | null = null

  const open = () => ({
    parser: driver.createParser(),
    host: driver.createHost?.(),
    waiting: [] as Uint8Array[],
    wakeAtMs: 0,
  })

  for (let nowMs = 0; nowMs <= untilS * 1000; nowMs += 20) {
    const { bytes, connected } = player.step(nowMs)
    if (!connected) {
      line = null
      continue
    }
    line ??= open()
    const { parser, host } = line
    const framesBefore = parser.goodFrames
    const chunks = [...line.waiting.splice(0), bytes].filter(chunk => chunk.length > 0)
    const nothing = driver.endsInSilence ? [new Uint8Array(0)] : []
    const samples = [...chunks, ...nothing].flatMap(chunk => parser.push(chunk, nowMs))
    for (const chunk of chunks) host?.hear?.(chunk, nowMs)
    heard.push(...samples.map(sample => ({ s: nowMs / 1000, sample })))
    if (!host) continue
    if (nowMs % 1000 === 0) at(nowMs / 1000, host)
    const hasHeard = parser.goodFrames > framesBefore
    if (!hasHeard && nowMs < line.wakeAtMs && nowMs % 1000 !== 0) continue
    const { send, wakeAtMs } = host.step(nowMs, samples, hasHeard)
    line.wakeAtMs = wakeAtMs
    line.waiting.push(...send.map(request => player.hear(request, nowMs)))
  }
  return heard
}

interface Listened {
  readonly untilS: number
  readonly heard: Heard[]
}
const listened = new Map<string, Listened>()

/** The same for the typical patient, whom nobody does anything to: played once for all that ask for no longer. */
function listen(driver: Driver, scenarioId: ScenarioId, untilS: number): Heard[] {
  const key = `${driver.id} ${scenarioId}`
  const known = listened.get(key)
  const long =
    known && known.untilS >= untilS ? known : { untilS, heard: monitor(driver, scenarioId, untilS) }
  listened.set(key, long)
  return long.heard.filter(({ s }) => s <= untilS)
}

function valuesOf(
  heard: readonly Heard[],
  vital: 'spo2' | 'pulseRate',
): { s: number; value: number | null }[] {
  return heard.flatMap(({ s, sample }) =>
    sample.kind === 'vital' && sample.vital === vital ? [{ s, value: sample.value }] : [],
  )
}

function cuffsOf(heard: readonly Heard[]) {
  return heard.flatMap(({ s, sample }) => (sample.kind === 'nibp' ? [{ s, ...sample }] : []))
}

const statesOf = (heard: readonly Heard[], among: readonly string[]): string[] =>
  heard.flatMap(({ sample }) =>
    sample.kind === 'device' && among.includes(sample.state) ? [sample.state] : [],
  )

const named = drivers.map(driver => [driver.id, driver] as const)
/** Monitors that speak only when they have measured: of these nothing can be said second by second. */
const streaming = named.filter(([, driver]) => driver.quietAfterMs < Number.POSITIVE_INFINITY)
const oximeters = streaming.filter(([, driver]) => driver.vitals.includes('spo2'))
/** Protocols that have no word for a sensor that is off: there is just no value. */
const silentOnSensor = ['nonin-ascii', 'ivy-ansar-b', 'datex-dri', 'philips-intellivue', 'hl7-oru']
const cuffMonitors = named.filter(([, driver]) => driver.vitals.includes('systolic'))
/** Protocols that show a failed measurement as no measurement. */
const silentOnFailure = ['ivy-ansar-b']
/** Their cuff is started, and seen at work, over the line. */
const cuffHosts = cuffMonitors.filter(([, driver]) => driver.createHost?.().commands.includes('startNibp'))

it('there are drivers to play, of both kinds', () => {
  expect(oximeters.length).toBeGreaterThanOrEqual(4)
  expect(cuffMonitors.length).toBeGreaterThanOrEqual(1)
})

describe.each(named)('%s, any monitor', (_, driver) => {
  it('no byte is bad', () => {
    const bad = listen(driver, 'probe-off', 120).filter(({ sample }) => sample.kind === 'badFrame')
    expect(bad).toEqual([])
  })

  it('an unplugged cable is silent from 20 to 60 s', () => {
    expect(listen(driver, 'unplug', 70).some(({ s }) => s > 20 && s < 60)).toBe(false)
  })
})

describe.each(oximeters)('%s, oximeter', (id, driver) => {
  it('gives values again once its cable is back', () => {
    const heard = listen(driver, 'unplug', 70)
    expect(valuesOf(heard, 'spo2').some(({ s, value }) => s > 60 && value !== null)).toBe(true)
  })

  it("saturation and pulse are the patient's, at least once in two seconds", () => {
    const heard = listen(driver, 'unplug', 19)
    for (const vital of ['spo2', 'pulseRate'] as const) {
      const values = valuesOf(heard, vital).filter(({ s }) => s > 3)
      // Once in two seconds, or as often as the protocol lets it.
      expect(values.length).toBeGreaterThanOrEqual(Math.floor(16_000 / Math.max(2000, driver.stream.everyMs)))
      for (const { value } of values) {
        const truth = typicalProfile.baseline[vital]
        expect(Math.abs((value ?? 0) - truth)).toBeLessThan(vital === 'spo2' ? 2 : 8)
      }
    }
  })

  it('a desaturation is below 85 % from 37 to 139 s', () => {
    const values = valuesOf(listen(driver, 'desaturation', 180), 'spo2')
    for (const { s, value } of values) {
      if (s > 37 && s < 139) expect(value).toBeLessThan(85)
      if (s > 3 && (s < 20 || s > 168)) expect(value).toBeGreaterThanOrEqual(95)
    }
  })

  it('a probe that is off has no value and says why', () => {
    const heard = listen(driver, 'probe-off', 110)
    for (const { s, value } of valuesOf(heard, 'spo2')) {
      if (s > 22 && s < 80) expect(value).toBeNull()
      if ((s > 3 && s < 20) || s > 89) expect(value).not.toBeNull()
    }
    const states = statesOf(heard, ['sensorOn', 'noSensor', 'searching'])
    if (silentOnSensor.includes(id)) {
      // HL7 says in its first seconds that it does not know yet what is of now.
      const later = heard.filter(({ s }) => s > 5)
      return expect(statesOf(later, ['sensorOn', 'noSensor', 'searching'])).toEqual([])
    }
    expect(states[0]).toBe('noSensor')
    expect(states.at(-1)).toBe('sensorOn')
  })
})

describe.each(cuffMonitors)('%s, cuff', (id, driver) => {
  it('cuff results come once each', () => {
    const heard = listen(driver, 'quiet-session', 700)
    expect(cuffsOf(heard)).toHaveLength(3)
    for (const { systolic, diastolic, mean, status } of cuffsOf(heard)) {
      expect(status).toBe('ok')
      expect(Math.abs((systolic ?? 0) - 124)).toBeLessThan(18)
      expect(Math.abs((diastolic ?? 0) - 76)).toBeLessThan(15)
      if (mean !== null) expect(mean).toBeLessThan(systolic ?? 0)
    }
  })

  it('two cuff failures come with their reason, then a result', () => {
    const cuffs = cuffsOf(listen(driver, 'cuff-failure', 700))
    const failures = silentOnFailure.includes(id) ? [] : ['failed', 'failed']
    expect(cuffs.map(({ status }) => status)).toEqual([...failures, 'ok'])
    if (failures.length > 0) expect(cuffs[0]?.error).toBeTruthy()
  })

  it('a hypertensive peak passes 160, then 180', () => {
    const [, second, third] = cuffsOf(listen(driver, 'hypertensive-peak', 700))
    expect(second?.systolic).toBeGreaterThanOrEqual(160)
    expect(third?.systolic).toBeGreaterThanOrEqual(180)
  })
})

describe.each(cuffHosts)('%s, cuff that is asked', (_, driver) => {
  it('is seen to be busy before each result', () => {
    const heard = listen(driver, 'quiet-session', 700)
    expect(statesOf(heard, ['cuffInflating', 'cuffIdle'])).toEqual([
      ...['cuffInflating', 'cuffIdle'],
      ...['cuffInflating', 'cuffIdle'],
      ...['cuffInflating', 'cuffIdle'],
    ])
  })

  it("the host's order starts the cuff at once", () => {
    const heard = monitor(driver, 'quiet-session', 170, createPatient(typicalProfile), (s, host) => {
      if (s === 100) expect(host.command('startNibp', 100_000)).toEqual({ ok: true })
    })
    const inflating = heard.find(
      ({ s, sample }) => s > 90 && sample.kind === 'device' && sample.state === 'cuffInflating',
    )
    expect(inflating?.s).toBeLessThan(105)
    expect(cuffsOf(heard)).toHaveLength(2)
  })
})

it('two monitors on one patient agree: the pulse of the oximeter and of the cuff', () => {
  const oximeter = findDriver('nonin-df2')
  const cuff = findDriver('dinamap-host')
  if (!oximeter || !cuff) throw new Error('The drivers of this test are gone.')
  const patient = createPatient({ ...typicalProfile, sensitivity: 3 })
  patient.dose({ drug: 'ketamine', route: 'iv', mg: 35, durationMs: 300_000 }, 10_000)
  const seen = valuesOf(monitor(oximeter, 'unplug', 400, patient), 'pulseRate')
  const cuffs = cuffsOf(monitor(cuff, 'probe-off', 400, patient))
  const last = cuffs.at(-1)
  const nearby = seen.filter(({ s }) => Math.abs(s - (last?.s ?? 0)) < 5).map(({ value }) => value ?? 0)
  const mean = nearby.reduce((sum, value) => sum + value, 0) / nearby.length
  expect(mean).toBeGreaterThan(78)
  expect(Math.abs(mean - (patient.at((last?.s ?? 0) * 1000).pulseRate ?? 0))).toBeLessThan(5)
})
