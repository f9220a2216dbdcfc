/** Runs one thing after another, in the order they were asked for; one that fails holds no other up. */
export type InTurn = <T>(run: () => Promise<T>) => Promise<T>

/** For what reads the record and then writes it: nothing may come between the two. */
export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return run => {
    const mine = last.then(run)
    last = mine.catch(() => {})
    return mine
  }
}
