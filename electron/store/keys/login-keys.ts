import { keepMaster, keptMaster } from './kept-master.ts'
import { type KeySources, openKeys, ownSources } from './keys.ts'
import { osStore } from './os-store.ts'

/**
 * What a record is opened with in this login: its key file, the key store of the login, or the code that was typed for this start.
 *
 * @param tell told what a person must know, such as where a new key lies
 */
export function loginKeys(tell: (sentence: string) => void): KeySources {
  const { master } = keptMaster()
  return {
    ...ownSources,
    os: osStore,
    tell,
    ...(master === undefined ? {} : { master: Buffer.from(master, 'base64') }),
  }
}

/** Opens the record by a code for as long as this process runs. @throws StoreError where it does not open it */
export function keepByCode(dataDir: string, sources: KeySources, code: string): void {
  const { master } = openKeys(dataDir, { ...sources, code })
  keepMaster(Buffer.from(master).toString('base64'))
}
