import { testCuffHost } from '../cuff-host-test.ts'
import { nibpStxAscii } from './index.ts'

testCuffHost(nibpStxAscii)
