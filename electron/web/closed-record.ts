import { say } from '../process/say.ts'
import { createRemedies } from '../start/remedies.ts'
import { readVersion } from '../start/version.ts'
import { asksCode, keepByCode, loginKeys } from '../store/index.ts'
import { serveTrouble, type TroubleEntry } from './trouble.ts'

export interface ClosedRecord {
  readonly port: number
  readonly dataDir: string
  /** Why it was not opened. */
  readonly sentence: string
  /**
   * Begins again, now that the record opens; `release` gives the port back. Throws with one sentence where it still does not, and the page
   * stays then.
   */
  readonly begin: (release: () => Promise<number>) => Promise<TroubleEntry>
}

/** The page of a record that was not opened; where its code is asked for at each start it is typed there, and the dashboard follows. */
export async function serveClosed({ port, dataDir, sentence, begin }: ClosedRecord): Promise<TroubleEntry> {
  const sources = loginKeys(say)
  let begun: TroubleEntry | null = null
  const page = await serveTrouble(port, sentence, {
    ...createRemedies(dataDir, sources, readVersion()),
    asksCode: () => asksCode(dataDir),
    async open(code) {
      keepByCode(dataDir, sources, code)
      begun ??= await begin(page.release)
      return begun.link
    },
  })
  return {
    link: page.link,
    port: page.port,
    async close() {
      await page.close()
      await begun?.close()
    },
  }
}
