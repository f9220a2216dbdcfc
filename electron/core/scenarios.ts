import { scenarios } from '../../devices/simulated/index.ts'
import { phrase } from '../../shared/words/host.ts'

/** The scenarios of the simulated monitor, for people to choose from. */
export function listScenarios() {
  return scenarios.map(({ id }) => {
    const { label, description } = phrase.simulated.scenarios[id]
    return { id, label, description }
  })
}
