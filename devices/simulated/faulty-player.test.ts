import { describe, expect, it } from 'vitest'
import type { NibpSample, Sample, VitalSample } from '../../shared/reading.ts'
import type { Driver } from '../driver.ts'
import { drivers, findDriver } from '../index.ts'
import { type FaultId, faults, findFault, refuseFault } from './faults.ts'
import { createFaultyPlayer } from './faulty-player.ts'
import { createPatient, typicalProfile } from './patient.ts'
import { createPlayer, type PlayerOptions } from './player.ts'
import { findScenario } from './scenarios.ts'

const STEP_MS = 20
/** The first spell of each fault begins after 20 s; the second only after 140 s. */
const SPELL_S = 20
const UNTIL_S = 139
/** What a host needs, once a spell is over, to be in talk again. */
const RECOVERY_S = 16
/** A value may be shown for so long after it was measured. */
const OLD_S = 12

interface At<T> {
  readonly s: number
  readonly sample: T
}

function optionsFor(driver: Driver): PlayerOptions {
  const scenario = findScenario('hypertensive-peak')
  if (!scenario) throw new Error('no scenario')
  const patient = createPatient(typicalProfile)
  return { driver, patient, scenario, seed: 3, startedAtMs: 0, cuffEveryMs: 60_000 }
}

type Session = ReturnType<typeof play>
const sessions = new Map<string, Session>()

/** A monitor with a fault and its host on one line, played once for all tests. */
function listen(driver: Driver, fault: FaultId | null): Session {
  const key = `${driver.id} ${fault}`
  const session = sessions.get(key) ?? play(driver, fault === null ? [] : [fault])
  sessions.set(key, session)
  return session
}

/** What was measured, and what the host's parser made of it. */
function play(driver: Driver, faultIds: readonly FaultId[]) {
  const sent: At<Sample>[] = []
  let s = 0
  /** The driver's monitor, which notes what it is given to send. */
  const noted: Driver = {
    ...driver,
    createEncoder() {
      const encoder = driver.createEncoder()
      return { encode: samples => encoder.encode(note(samples)) }
    },
    ...(driver.createMonitorSide && {
      createMonitorSide() {
        const side = driver.createMonitorSide?.()
        if (!side) throw new Error('no monitor side')
        return { show: (samples, nowMs) => side.show(note(samples), nowMs), hear: side.hear }
      },
    }),
  }
  function note(samples: readonly Sample[]): readonly Sample[] {
    sent.push(...samples.map(sample => ({ s, sample })))
    return samples
  }

  const player = createFaultyPlayer(optionsFor(noted), faultIds)
  const parser = driver.createParser()
  const host = driver.createHost?.()
  const heard: At<Sample>[] = []
  let waiting: Uint8Array[] = []
  let wakeAtMs = 0
  for (let nowMs = 0; nowMs <= UNTIL_S * 1000; nowMs += STEP_MS) {
    s = nowMs / 1000
    const chunks = [...waiting, player.step(nowMs).bytes].filter(chunk => chunk.length > 0)
    waiting = []
    const framesBefore = parser.goodFrames
    const nothing = driver.endsInSilence ? [new Uint8Array(0)] : []
    const samples = [...chunks, ...nothing].flatMap(chunk => parser.push(chunk, nowMs))
    for (const chunk of chunks) host?.hear?.(chunk, nowMs)
    heard.push(...samples.map(sample => ({ s, sample })))
    if (!host || (chunks.length === 0 && nowMs < wakeAtMs)) continue
    const step = host.step(nowMs, samples, parser.goodFrames > framesBefore)
    wakeAtMs = step.wakeAtMs
    waiting = step.send.map(request => player.hear(request, nowMs))
  }
  return { sent, heard }
}

const isVital = (at: At<Sample>): at is At<VitalSample> => at.sample.kind === 'vital'
const isCuff = (at: At<Sample>): at is At<NibpSample> => at.sample.kind === 'nibp'

/** Values that were heard and had not been measured in the last seconds. */
function findWrong({ sent, heard }: Session): At<Sample>[] {
  const vitals = sent.filter(isVital)
  const cuffs = sent.filter(isCuff)
  const wrongVitals = heard.filter(isVital).filter(({ s, sample: { vital, value } }) => {
    if (value === null) return false
    const near = vitals.filter(other => other.s <= s && other.s >= s - OLD_S && other.sample.vital === vital)
    // Temperature and perfusion lose a digit on some lines.
    return !near.some(other => Math.abs((other.sample.value ?? Number.NaN) - value) < 0.06)
  })
  const wrongCuffs = heard.filter(isCuff).filter(({ s, sample }) => {
    if (sample.status === 'failed') return true
    return !cuffs.some(
      other =>
        other.s <= s &&
        other.sample.systolic === sample.systolic &&
        other.sample.diastolic === sample.diastolic &&
        (sample.mean === null || other.sample.mean === sample.mean),
    )
  })
  return [...wrongVitals, ...wrongCuffs]
}

const isIn = (fault: FaultId, s: number, afterS = 0) =>
  s >= SPELL_S && s <= SPELL_S + (findFault(fault)?.lastsS ?? 0) + afterS

const possible = (id: FaultId) => {
  const fault = findFault(id)
  return drivers.filter(driver => fault && refuseFault(fault, driver) === null)
}
const cases = faults.flatMap(({ id }) => possible(id).map(driver => ({ fault: id, id: driver.id, driver })))
const pick = (...ids: FaultId[]) => cases.filter(({ fault }) => ids.includes(fault))

const damaging = pick('noise', 'dropped-bytes', 'truncated-frames', 'wrong-checksum', 'stall', 'power-cycle')

describe.each(damaging)('$fault at $id', ({ fault, driver }) => {
  const session = listen(driver, fault)

  if (driver.about?.checksum) it('lets no wrong value through', () => expect(findWrong(session)).toEqual([]))

  it('is over when it is over: good values, and no more bad frames', () => {
    const late = session.heard.filter(({ s }) => s > SPELL_S && !isIn(fault, s, RECOVERY_S))
    // What is left of a damaged frame shows with the next one, however late that comes.
    const after = late.slice(late.findIndex(({ sample }) => sample.kind !== 'badFrame'))
    expect(after.filter(({ sample }) => sample.kind === 'badFrame')).toEqual([])
    const speaksSeldom = driver.quietAfterMs === Number.POSITIVE_INFINITY
    if (driver.vitals.includes('spo2')) {
      const values = after
        .filter(isVital)
        .filter(({ sample }) => sample.vital === 'spo2' && sample.value !== null)
      const everyS = speaksSeldom ? 60 : Math.max(2, driver.stream.everyMs / 1000) * 2
      for (let s = 80; s < 130; s += everyS)
        expect(
          values.some(at => at.s >= s && at.s < s + everyS),
          `a saturation after ${s} s`,
        ).toBe(true)
      expect(findWrong({ sent: session.sent, heard: values })).toEqual([])
    }
    if (driver.vitals.includes('systolic')) expect(after.filter(isCuff).length).toBeGreaterThan(0)
  })
})

/** Of a monitor that speaks once in a while, one may come through. */
const damaged = pick('noise', 'dropped-bytes', 'truncated-frames', 'wrong-checksum').filter(
  ({ driver }) => driver.quietAfterMs < Number.POSITIVE_INFINITY,
)

describe.each(damaged)('$fault at $id', ({ fault, driver }) => {
  it('is seen: frames are counted as bad', () => {
    const bad = listen(driver, fault).heard.filter(({ sample }) => sample.kind === 'badFrame')
    expect(bad.length).toBeGreaterThan(0)
    expect(bad.every(({ s }) => s >= SPELL_S)).toBe(true)
  })
})

describe.each(pick('stall', 'power-cycle'))('$fault at $id', ({ fault, driver }) => {
  it('is silent', () => {
    // The power goes with the bytes that come next.
    const fromS = SPELL_S + (fault === 'stall' ? 0.1 : driver.stream.everyMs / 1000 + 5)
    const toS = SPELL_S + (findFault(fault)?.lastsS ?? 0)
    expect(listen(driver, fault).heard.filter(({ s }) => s > fromS && s < toS)).toEqual([])
  })
})

describe.each(pick('repeated-cuff'))('$fault at $id', ({ fault, driver }) => {
  it('is told from a new result: each measurement is given once', () => {
    const results = ({ sent, heard }: Session) => ({
      measured: sent.filter(isCuff).filter(({ sample }) => sample.ageS === undefined).length,
      repeated: sent.filter(isCuff).filter(({ sample }) => sample.ageS !== undefined).length,
      heard: heard.filter(isCuff),
    })
    const clean = results(listen(driver, null))
    const faulty = results(listen(driver, fault))
    expect(faulty.repeated).toBeGreaterThanOrEqual(5)
    expect(clean.repeated).toBe(0)
    const pressures = ({ sample }: At<NibpSample>) => [sample.systolic, sample.diastolic]
    expect(faulty.heard.map(pressures)).toEqual(clean.heard.map(pressures))
    expect(faulty.heard).toHaveLength(faulty.measured)
  })
})

describe.each(pick('probe-off', 'searching'))('$fault at $id', ({ fault, driver }) => {
  it('gives no saturation while it lasts, says why where the protocol can, and good ones after', () => {
    const { heard } = listen(driver, fault)
    const isLate = driver.quietAfterMs === Number.POSITIVE_INFINITY
    const values = heard.filter(isVital).filter(({ sample }) => sample.vital === 'spo2')
    const during = values.filter(({ s }) => s > 26 && s < 59)
    if (!isLate) expect(during.length).toBeGreaterThan(0)
    expect(during.filter(({ sample }) => sample.value !== null)).toEqual([])
    expect(values.some(({ s, sample }) => s > 66 && s < 139 && sample.value !== null)).toBe(true)
    const states = heard.flatMap(({ sample }) => (sample.kind === 'device' ? [sample.state] : []))
    if (fault === 'searching') expect(states).toContain('searching')
  })
})

describe.each(pick('low-battery'))('$fault at $id', ({ fault, driver }) => {
  it('comes and goes, and costs no value', () => {
    const session = listen(driver, fault)
    const states = session.heard.flatMap(({ sample }) =>
      sample.kind === 'device' && sample.state.includes('attery') ? [sample.state] : [],
    )
    expect(states.slice(0, 2)).toEqual(['lowBattery', 'batteryOk'])
    expect(findWrong(session)).toEqual([])
    expect(session.heard.filter(({ sample }) => sample.kind === 'badFrame')).toEqual([])
  })
})

describe('faults on order', () => {
  const bytesOf = (stepMs: number, seed = 3) => {
    const driver = findDriver('nonin-df2')
    if (!driver) throw new Error('no nonin-df2')
    const player = createFaultyPlayer({ ...optionsFor(driver), seed }, [
      'noise',
      'dropped-bytes',
      'power-cycle',
    ])
    const bytes: number[] = []
    for (let nowMs = 0; nowMs <= 90_000; nowMs += stepMs) bytes.push(...player.step(nowMs).bytes)
    return bytes
  }

  it('are the same for the same seed, however the calls are cut, and others for another', () => {
    expect(bytesOf(1000)).toEqual(bytesOf(50))
    expect(bytesOf(1000, 4)).not.toEqual(bytesOf(1000))
  })

  it('are none where none is ordered', () => {
    for (const driver of drivers) {
      const plain = createPlayer(optionsFor(driver))
      const faulty = createFaultyPlayer(optionsFor(driver), [])
      for (let nowMs = 0; nowMs <= 30_000; nowMs += 500) expect(faulty.step(nowMs)).toEqual(plain.step(nowMs))
    }
  })

  it.each([
    [
      'wrong-checksum',
      'nonin-df1',
      'The fault wrong-checksum is not for nonin-df1: its protocol has no checksum.',
    ],
    ['repeated-cuff', 'nonin-df2', 'The fault repeated-cuff is not for nonin-df2: its monitor has no cuff.'],
    [
      'probe-off',
      'suntech-nibp',
      'The fault probe-off is not for suntech-nibp: its monitor has no finger sensor.',
    ],
    [
      'searching',
      'datex-dri',
      'The fault searching is not for datex-dri: its protocol has no word for a search; use probe-off.',
    ],
    [
      'low-battery',
      'contec-v5',
      'The fault low-battery is not for contec-v5: its protocol does not tell of a battery.',
    ],
  ] as const)('%s is refused for %s', (fault, id, sentence) => {
    const driver = findDriver(id)
    const known = findFault(fault)
    expect(known && driver && refuseFault(known, driver)).toBe(sentence)
  })

  it('can be had by the monitors whose protocol has a word for them', () => {
    const ids = (fault: FaultId) => possible(fault).map(({ id }) => id)
    expect(ids('low-battery')).toEqual(['nonin-df2', 'nonin-df7', 'nonin-df8', 'nonin-df13', 'nellcor-ascii'])
    expect(ids('noise')).toHaveLength(drivers.length)
  })
})
