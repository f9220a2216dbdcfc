/**
 * Resolves once a person ends this program (Ctrl+C, `kill`). To be called before what it begins: a watchdog takes one that goes without a
 * word for a fault, and begins it again. A second signal ends it at once.
 */
export function endSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
