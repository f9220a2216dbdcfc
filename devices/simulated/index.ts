export type { Dose, Drug, Route } from './absorption.ts'
export { type Fault, type FaultId, faults, findFault, refuseFault } from './faults.ts'
export { createFaultyPlayer } from './faulty-player.ts'
export {
  createPatient,
  drawSensitivity,
  type Patient,
  type PatientProfile,
  type PatientState,
  typicalProfile,
} from './patient.ts'
export { createPlayer, type Player, type PlayerOptions } from './player.ts'
export { createRandom, type Random } from './random.ts'
export { findScenario, type Scenario, type ScenarioId, scenarios } from './scenarios.ts'
