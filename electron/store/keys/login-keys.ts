import { type KeySources, ownSources } from './keys.ts'
import { osStore } from './os-store.ts'

/**
 * What a record is opened with in this login: its key file, or the key store of the login.
 *
 * @param tell told what a person must know, such as where a new key lies
 */
export const loginKeys = (tell: (sentence: string) => void): KeySources => ({
  ...ownSources,
  os: osStore,
  tell,
})
