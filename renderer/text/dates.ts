/* Dates and times of day as this window writes them, by formatters made once: making one takes longer than using it. */

const day = new Intl.DateTimeFormat('en-GB')
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const minute = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })
const both = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium' })

/** 31/12/2026 */
export const formatDay = (wallMs: number): string => day.format(wallMs)
/** 14:05:09 */
export const formatTime = (wallMs: number): string => time.format(wallMs)
/** 14:05 */
export const formatMinute = (wallMs: number): string => minute.format(wallMs)
/** 31/12/2026, 14:05:09 */
export const formatDayTime = (wallMs: number): string => both.format(wallMs)
