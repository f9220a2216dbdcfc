import { findDriver } from '../../devices/index.ts'
import {
  createPatient,
  createPlayer,
  findScenario,
  type Patient,
  type Route as PatientRoute,
  type Player,
  typicalProfile,
} from '../../devices/simulated/index.ts'
import type { Route } from '../../shared/presets/preset.ts'
import type { Dose } from '../../shared/session/types.ts'
import type { Instant } from '../../shared/time.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'

/** What makes a simulated patient; stored with its devices, so that a restart brings the same person back. */
export interface SimulationConfig {
  readonly scenario: string
  readonly seed: number
  readonly speed: number
}

/** One simulated patient and the monitors on them. */
export interface Simulation {
  /** The same player for every opening of one device: a cable that is plugged in again finds the same monitor. */
  playerFor(driverId: string, at: Instant): Player
  give(dose: Dose): void
  stopInfusion(at: Instant): void
}

/** Under the skin it is taken up about as from a muscle: no model of its own is known here. */
const routes: Readonly<Record<Route, PatientRoute>> = {
  nasal: 'in',
  iv: 'iv',
  im: 'im',
  sublingual: 'sl',
  subcutaneous: 'im',
}

/**
 * A simulated patient for one room.
 *
 * @param startedAt when the scenario began, on the room's clock
 * @throws Error naming the scenario or driver when there is none of that name
 */
export function createSimulation(
  config: SimulationConfig,
  startedAt: Instant,
  weightKg: number | undefined,
): Simulation {
  const scenario = findScenario(config.scenario)
  if (!scenario) throw new Error(phrase.core.noScenario(config.scenario))
  const profile = { ...typicalProfile, seed: config.seed, ...(weightKg === undefined ? {} : { weightKg }) }
  const patient: Patient = createPatient(profile)
  const players = new Map<string, Player>()
  return {
    playerFor(driverId, at) {
      const known = players.get(driverId)
      if (known) return known
      const driver = findDriver(driverId)
      if (!driver) throw new Error(phrase.core.noDriver(driverId))
      const player = createPlayer({
        driver,
        patient,
        scenario,
        seed: config.seed + players.size,
        startedAtMs: startedAt.monoMs,
        switchedOnAtMs: at.monoMs,
        // One finger, one sensor: the first monitor on the patient has it.
        // Its own cuff hangs on the wall: the one beside it can be started.
        ...(driverId === scenario.monitor ? { cuffEveryMs: null } : {}),
        fingerSensor: players.size === 0 || !driver.vitals.includes('systolic'),
      })
      players.set(driverId, player)
      return player
    },
    give({ drug, route, mg, infusionMin, at }) {
      const durationMs = infusionMin === undefined ? {} : { durationMs: infusionMin * MINUTE_MS }
      patient.dose({ drug, route: routes[route], mg, ...durationMs }, at.monoMs)
    },
    stopInfusion: at => patient.stopInfusion(at.monoMs),
  }
}
