import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { launchStandIn, type StandIn } from './launch.ts'

/** What the small test program puts into its pages. */
declare global {
  var bridge: {
    readonly version: number
    readonly nested: { readonly list: readonly unknown[] }
    ask(channel: string, ...args: unknown[]): Promise<unknown>
    onEvent(listener: (value: unknown) => void): () => void
    copy(value: unknown): { given: unknown; kind: string }
    makeFunction(): () => string
    takeBack(given: unknown): boolean
    makeSymbol(): unknown
    fail(): void
    failLater(): Promise<void>
    useMissing(): void
    requireFs(): void
  }
  var atStart: string
  var violations: string[]
  var got: unknown[]
}

export interface Demo extends StandIn {
  readonly userData: string
  /** The pages, each with its script run. */
  windows(count: number): Promise<readonly Page[]>
}

/** Starts the small program; `open`: without the guards that Vigil has, to show what they keep out. */
export async function launchDemo({ open = false } = {}): Promise<Demo> {
  const userData = mkdtempSync(join(tmpdir(), 'stand-in-demo-'))
  const program = await launchStandIn({
    main: fileURLToPath(new URL('fixtures/main.ts', import.meta.url)),
    env: { USER_DATA: userData, GUARD: open ? 'none' : 'all' },
  })
  const clean = () => rmSync(userData, { recursive: true, force: true })
  return {
    ...program,
    userData,
    async windows(count) {
      const pages = await program.pages(count)
      for (const page of pages) await page.locator('#mark', { hasText: 'run' }).waitFor()
      return pages
    },
    close: () => program.close().finally(clean),
    kill: () => program.kill().finally(clean),
  }
}

/** The one page, ready. */
export async function firstWindow(demo: Demo): Promise<Page> {
  const [page] = await demo.windows(1)
  if (!page) throw new Error('The program has no window.')
  return page
}
