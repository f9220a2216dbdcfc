import type { Region } from '../words/format.ts'

/** What a report is printed on. */
export const papers = ['a4', 'letter'] as const
export type Paper = (typeof papers)[number]

/** On what a place prints. */
export function paperOf(region: Region): Paper {
  return region === 'US' ? 'letter' : 'a4'
}
