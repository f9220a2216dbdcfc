import { currentPerson } from './acts.ts'
import { attempt, openSheet } from './ui.ts'

/** Asks the core for something as the current person, or asks first who that is; a refusal is told as a notice. */
export function withPerson(run: (by: string) => Promise<unknown>): void {
  const by = currentPerson()
  if (by === null) openSheet('person')
  else void attempt(() => run(by))
}
