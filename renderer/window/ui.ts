import { create } from 'zustand'
import type { PresetName } from '../../shared/ipc.ts'
import { askWho, stayLocked } from './lock.ts'
import { forgetPin } from './prove.ts'

/** What is open in this window. Lost with the window; nothing depends on it. */
export type Page =
  | { readonly name: 'start' }
  | { readonly name: 'room'; readonly roomId: string }
  | { readonly name: 'devices' }
  /** `chosen`: which version of which preset is shown. */
  | { readonly name: 'presets'; readonly chosen?: PresetName }
  /** `version`: which one of the clinic's own words is shown. */
  | { readonly name: 'clinicSet'; readonly version?: string }
  | { readonly name: 'review'; readonly sessionId: string }
  /** Backups and keys. */
  | { readonly name: 'recordCare' }

/** Every sheet by its name: the list of the roof (`app/sheets.ts`) fills this in, so that a name is written there alone. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in where the list stands
export interface Sheets {}
export type SheetName = keyof Sheets

export interface UiState {
  readonly page: Page
  readonly sheet: SheetName | null
  /** Of which session the report sheet makes a report; null: of the open one. */
  readonly reportSessionId: string | null
  /** The large banner of this unanswered alarm, put aside on this screen at `atMs` of its own clock. */
  readonly aside: { readonly key: string; readonly atMs: number } | null
  /** One sentence for the person: an error, or what has just been done. */
  readonly notice: { readonly text: string; readonly isError: boolean } | null
}

export const useUi = create<UiState>(() => ({
  page: { name: 'start' },
  sheet: null,
  reportSessionId: null,
  aside: null,
  notice: null,
}))

export function openPage(page: Page): void {
  forgetPin()
  if (isFreePage(page)) stayLocked()
  else if (askWho(() => openPage(page))) return
  useUi.setState({ page, sheet: null, notice: null })
}

/**
 * Notes where a person is when they ask for something. Gives whether they are still there: an answer that comes late must not
 * take them away from where they have gone meanwhile, to an alarm as it may be.
 */
export function notePlace(): () => boolean {
  const { page, sheet } = useUi.getState()
  return () => {
    const now = useUi.getState()
    return now.page === page && now.sheet === sheet
  }
}

export function openSheet(sheet: SheetName | null): void {
  forgetPin()
  if (isFreeSheet(sheet)) stayLocked()
  else if (askWho(() => openSheet(sheet))) return
  useUi.setState({ sheet, reportSessionId: null, notice: null })
}

/** What a locked screen still shows: no names, and nothing that could be changed. */
export const isFreePage = ({ name }: Page) => name === 'start' || name === 'room'
export const isFreeSheet = (sheet: SheetName | null) =>
  sheet === null || sheet === 'acknowledge' || sheet === 'alarms' || sheet === 'help'

export function putAside(key: string): void {
  useUi.setState({ aside: { key, atMs: performance.now() } })
}

/** The report sheet for a recorded session. */
export function openReport(sessionId: string): void {
  if (askWho(() => openReport(sessionId))) return
  useUi.setState({ sheet: 'report', reportSessionId: sessionId, notice: null })
}

export function tell(text: string, isError = false): void {
  useUi.setState({ notice: { text, isError } })
}

/** Runs something that asks the core, and tells the person when it was refused. Gives whether it went well. */
export async function attempt(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error), true)
    return false
  }
}
