import { testCuffHost } from '../cuff-host-test.ts'
import { suntechNibp } from './index.ts'

testCuffHost(suntechNibp)
