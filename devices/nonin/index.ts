import type { Driver } from '../driver.ts'
import { noninAscii } from './ascii.ts'
import { noninDf1 } from './df1.ts'
import { noninDf2 } from './df2.ts'
import { noninDf7 } from './df7.ts'
import { noninDf8 } from './df8.ts'
import { noninDf13 } from './df13.ts'

/** The six formats of one maker, in the order shown to people. */
export const nonin: readonly Driver[] = [noninDf2, noninDf7, noninDf8, noninDf1, noninDf13, noninAscii]
