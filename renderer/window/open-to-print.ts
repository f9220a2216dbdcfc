/**
 * Opens a PDF to be printed, and tells where: the desktop's shell has opened it in this computer's program for PDFs; else it is in a
 * tab; or the browser has allowed none.
 */
export function openToPrint(link: string): 'program' | 'tab' | 'blocked' {
  if (window.vigil) return 'program'
  return window.open(link, '_blank') ? 'tab' : 'blocked'
}
