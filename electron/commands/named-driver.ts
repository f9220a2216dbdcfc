import type { Driver } from '../../devices/driver.ts'
import { drivers, findDriver } from '../../devices/index.ts'
import { WrongUsage } from './outcome.ts'

export function requireDriverNamed(id: string): Driver {
  const driver = findDriver(id)
  if (!driver)
    throw new WrongUsage(
      `There is no driver "${id}"; known are ${drivers.map(known => known.id).join(', ')}.`,
    )
  return driver
}
