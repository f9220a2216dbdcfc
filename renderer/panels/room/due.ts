import type { DueItem } from '../../../shared/session/types.ts'

/** A measurement that has neither been taken nor excused; a missed one is still to be answered for. */
export function isOpen({ status }: DueItem): boolean {
  return status === 'upcoming' || status === 'due' || status === 'missed'
}

/** A measurement that somebody should see to now. */
export function isWaiting({ status }: DueItem): boolean {
  return status === 'due' || status === 'missed'
}
