import type { Role } from '../../../shared/roles.ts'
import { createSecrets, type Store } from '../index.ts'

/** Numbers themselves as they join, each with a PIN that costs next to nothing. */
export async function enrol(
  store: Store,
  people: readonly (readonly [name: string, role: Role, pin: string])[],
): Promise<void> {
  const secrets = createSecrets(store.pepper, { costLog2: 4 })
  for (const [index, [name, role, pin]] of people.entries()) {
    const id = `person-${index + 1}`
    store.setPerson({ id, name, role, active: true })
    const hash = await secrets.hash(pin)
    store.setCredentials(id, { secret: { hash, version: 1, chosenWallMs: 0 }, versions: 1 })
  }
}
