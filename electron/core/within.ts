/** Whether something is done within so long; what it rejects with is thrown. */
export function isDoneWithin(done: Promise<unknown>, limitMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, limitMs, false)
    done.then(() => resolve(true), reject).finally(() => clearTimeout(timer))
  })
}
