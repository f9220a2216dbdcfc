import { accutorr3Words } from './accutorr-3.ts'
import { andUa767pcWords } from './and-ua767pc.ts'
import { berryPm6750Words } from './berry-pm6750.ts'
import { berrymedBciWords } from './berrymed-bci.ts'
import { capnostreamWords } from './capnostream.ts'
import { contecV5Words } from './contec-v5.ts'
import { contecV7Words } from './contec-v7.ts'
import { datexDriWords } from './datex-dri.ts'
import { dinamapHostWords } from './dinamap-host.ts'
import { hl7OruWords } from './hl7-oru.ts'
import { ivyAnsarBWords } from './ivy-ansar-b.ts'
import { masimoAsciiWords } from './masimo-ascii.ts'
import { nellcorAsciiWords } from './nellcor-ascii.ts'
import { nibpStxAsciiWords } from './nibp-stx-ascii.ts'
import { noninWords } from './nonin.ts'
import { omronHbpWords } from './omron-hbp.ts'
import { philipsIntellivueWords } from './philips-intellivue.ts'
import { suntechNibpWords } from './suntech-nibp.ts'

/** What each driver is called, what people must know of its monitor, and what its parser and host say: by its id. */
export const driverWords = {
  ...accutorr3Words,
  ...andUa767pcWords,
  ...berryPm6750Words,
  ...berrymedBciWords,
  ...capnostreamWords,
  ...contecV5Words,
  ...contecV7Words,
  ...datexDriWords,
  ...dinamapHostWords,
  ...hl7OruWords,
  ...ivyAnsarBWords,
  ...masimoAsciiWords,
  ...nellcorAsciiWords,
  ...nibpStxAsciiWords,
  ...noninWords,
  ...omronHbpWords,
  ...philipsIntellivueWords,
  ...suntechNibpWords,
} as const
