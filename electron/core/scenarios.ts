import { scenarios } from '../../devices/simulated/index.ts'

/** The scenarios of the simulated monitor, for people to choose from. */
export function listScenarios() {
  return scenarios.map(({ id, label, description }) => ({ id, label, description }))
}
