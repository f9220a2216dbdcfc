import { say } from '../process/say.ts'
import { type KeySources, loginKeys } from '../store/index.ts'

/** What headless commands open a record with. */
export const headlessKeys: KeySources = loginKeys(say)
