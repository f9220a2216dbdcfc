import type { Session } from './types.ts'

/** Is oxygen being given, as the marks say? A mark of severity `none` says that it was stopped. */
export function isOnOxygen({ marks }: Session): boolean {
  const last = marks.findLast(mark => mark.mark === 'oxygen' && !mark.withdrawn)
  return last !== undefined && last.severity !== 'none'
}
