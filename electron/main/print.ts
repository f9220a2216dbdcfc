import type { CoreEvent } from '../../shared/ipc.ts'

/**
 * Opens the PDF that was just made to be printed, in this computer's own program for PDFs. Which file that is says the record's
 * entry, never a page.
 *
 * @param open gives an empty sentence, or why it could not be opened
 * @param fail hears of a file that could not be
 */
export async function openToPrint(
  event: CoreEvent,
  open: (path: string) => Promise<string>,
  fail: (path: string, why: string) => void,
): Promise<void> {
  if (event.kind !== 'log' || event.entry.entry.event !== 'system') return
  const { printed, path } = event.entry.entry
  if (!printed || path === undefined) return
  const why = await open(path)
  if (why !== '') fail(path, why)
}
