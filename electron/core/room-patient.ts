import type { Player } from '../../devices/simulated/index.ts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { SessionEvent } from '../../shared/record/index.ts'
import type { Session } from '../../shared/session/types.ts'
import type { Instant } from '../../shared/time.ts'
import type { DeviceConfig } from './contracts/record.ts'
import { createSimulation, type Simulation } from './simulation.ts'

/** The simulated patient of a room, while it has one. */
export interface RoomPatient {
  /** Brings the patient of these devices in, if they are simulated; `doses` have been given already. */
  begin(
    configs: readonly DeviceConfig[],
    startedAt: Instant,
    session: Pick<Session, 'patient' | 'doses'>,
  ): void
  /** The simulated monitor of a device: one that was added without a session brings a patient of its own. */
  playerFor(config: DeviceConfig, now: Instant): Player
  /** Gives what the record says was given. */
  hear(event: AlarmEvent | SessionEvent, session: Pick<Session, 'doses'>, at: Instant): void
  end(): void
}

export function createRoomPatient(): RoomPatient {
  let simulation: Simulation | null = null
  return {
    begin(configs, startedAt, { patient, doses }) {
      const simulated = configs.find(config => config.sim)
      if (!simulated) return
      simulation = simulate(simulated, startedAt, patient.weightKg)
      for (const dose of doses) simulation.give(dose)
    },
    playerFor(config, now) {
      simulation ??= simulate(config, now, undefined)
      return simulation.playerFor(config.driver, now)
    },
    hear(event, { doses }, at) {
      if (!simulation || event.event !== 'session') return
      const dose = doses.at(-1)
      if (event.kind === 'dose' && dose) simulation.give(dose)
      else if (event.kind === 'infusion' && event.state !== 'resumed') simulation.stopInfusion(at)
    },
    end() {
      simulation = null
    },
  }
}

function simulate(config: DeviceConfig, startedAt: Instant, weightKg: number | undefined): Simulation {
  const scenario = config.port.slice('sim:'.length)
  return createSimulation(config.sim ?? { scenario, seed: 1, speed: 1 }, startedAt, weightKg)
}
