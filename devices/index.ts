import { accutorr3 } from './accutorr-3/index.ts'
import { andUa767pc } from './and-ua767pc/index.ts'
import { berryPm6750 } from './berry-pm6750/index.ts'
import { berrymedBci } from './berrymed-bci/index.ts'
import { capnostream } from './capnostream/index.ts'
import { contecV5 } from './contec-v5/index.ts'
import { contecV7 } from './contec-v7/index.ts'
import { datexDri } from './datex-dri/index.ts'
import { dinamapHost } from './dinamap-host/index.ts'
import type { Driver } from './driver.ts'
import { hl7Oru } from './hl7-oru/index.ts'
import { ivyAnsarB } from './ivy-ansar-b/index.ts'
import { masimoAscii } from './masimo-ascii/index.ts'
import { nellcorAscii } from './nellcor-ascii/index.ts'
import { nibpStxAscii } from './nibp-stx-ascii/index.ts'
import { nonin } from './nonin/index.ts'
import { omronHbp } from './omron-hbp/index.ts'
import { philipsIntellivue } from './philips-intellivue/index.ts'
import { suntechNibp } from './suntech-nibp/index.ts'

/** Every driver Vigil has, in the order shown to people. */
export const drivers: readonly Driver[] = [
  ...nonin,
  contecV7,
  contecV5,
  berrymedBci,
  masimoAscii,
  nellcorAscii,
  capnostream,
  dinamapHost,
  berryPm6750,
  datexDri,
  philipsIntellivue,
  ivyAnsarB,
  suntechNibp,
  omronHbp,
  nibpStxAscii,
  accutorr3,
  andUa767pc,
  hl7Oru,
]

/** The driver with this id, or undefined. */
export function findDriver(id: string): Driver | undefined {
  return drivers.find(driver => driver.id === id)
}

/**
 * The monitor whose cuff is on a simulated patient: the first that can be told to start a measurement, and be played.
 *
 * @throws Error when there is none
 */
export function simulatedCuff(): Driver {
  const found = drivers.find(
    driver => driver.createMonitorSide && driver.createHost?.().commands.includes('startNibp'),
  )
  if (!found) throw new Error('No driver can be told to start a cuff and be simulated.')
  return found
}
