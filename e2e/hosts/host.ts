import type { Page } from 'playwright/test'

/** Where a flow runs. `electron` only where its program is on the machine. */
export type HostName = 'browser' | 'stand-in' | 'electron'

/** Vigil running on one host, with a window open. */
export interface RunningHost {
  /** The first window. */
  readonly page: Page
  /** Another window on the same core. */
  newWindow(): Promise<Page>
  /** Ends everything at once, as a power cut would. */
  kill(): Promise<void>
  /** Ends it in good order. */
  close(): Promise<void>
}

export interface HostOptions {
  readonly dataDir: string
  /** What the flow wants to see of the processes' words when something fails. */
  readonly say: (line: string) => void
}

export type StartHost = (options: HostOptions) => Promise<RunningHost>
