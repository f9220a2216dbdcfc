import type { ReportFile } from '../../shared/ipc.ts'

/** Hand a file of the core to the person, as a download. */
export function saveFile({ base64, mediaType, fileName }: ReportFile): void {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  link.download = fileName
  link.click()
  // The download has begun by then; the memory is wanted back.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
