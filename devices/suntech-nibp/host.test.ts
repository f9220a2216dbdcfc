import { testCuffHost } from '../kit/testing/cuff-host-test.ts'
import { suntechNibp } from './index.ts'

testCuffHost(suntechNibp)
