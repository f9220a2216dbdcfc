import type { Driver } from './driver.ts'

/** Every driver Vigil has, in the order shown to people. */
export const drivers: readonly Driver[] = []

/** The driver with this id, or undefined. */
export function findDriver(id: string): Driver | undefined {
  return drivers.find(driver => driver.id === id)
}
