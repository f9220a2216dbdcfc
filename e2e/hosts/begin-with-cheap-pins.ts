import { cheapPins } from './cheap-pins.ts'

/* In the processes that a test begins, and not in its own. */
Object.assign(process.env, cheapPins)
