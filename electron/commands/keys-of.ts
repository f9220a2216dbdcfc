import { say } from '../process/say.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { asksCode, type KeySources, keepByCode, loginKeys } from '../store/index.ts'

const own: { -readonly [K in keyof KeySources]: KeySources[K] } = { ...loginKeys(say) }

/** What headless commands open a record with. */
export const headlessKeys: KeySources = own

/**
 * From now on a code opens the record too, in this process and in those that it begins where the record is opened by nothing else.
 *
 * @throws StoreError where it does not open it
 */
export function openByCode(code: string): void {
  own.code = code
  if (!asksCode(defaultDataDir())) return
  keepByCode(defaultDataDir(), own, code)
}
