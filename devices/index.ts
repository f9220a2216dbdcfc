import { contecV5 } from './contec-v5/index.ts'
import { contecV7 } from './contec-v7/index.ts'
import { dinamapHost } from './dinamap-host/index.ts'
import type { Driver } from './driver.ts'
import { noninDf2 } from './nonin-df2/index.ts'

/** Every driver Vigil has, in the order shown to people. */
export const drivers: readonly Driver[] = [noninDf2, contecV7, contecV5, dinamapHost]

/** The driver with this id, or undefined. */
export function findDriver(id: string): Driver | undefined {
  return drivers.find(driver => driver.id === id)
}
