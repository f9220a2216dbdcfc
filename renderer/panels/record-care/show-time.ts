/** A moment by this computer's clock, to the minute. */
export function showTime(wallMs: number): string {
  const at = new Date(wallMs)
  return `${at.toLocaleDateString('en-GB')} ${at.toLocaleTimeString('en-GB', { timeStyle: 'short' })}`
}
