import { say } from '../process/say.ts'
import { type KeySources, osStore, ownSources } from '../store/index.ts'

/** What headless commands open a record with: its key file, or the key store of this login. */
export const headlessKeys: KeySources = { ...ownSources, os: osStore, tell: say }
