import type { LinkView } from '../../../shared/link.ts'
import { text } from '../../text/text.ts'

const words = text.devices.cable

/** How long a cable is listened to. */
export const CABLE_TEST_MS = 10_000
/** A line with more bad frames than this is noisy (plausibility rules, 2.1). */
const BAD_SHARE = 0.05

/** What ten seconds of listening say about the cable, in one sentence with what to do. */
export function judgeCable(before: LinkView, after: LinkView, line: string): string {
  const bytes = after.bytes - before.bytes
  const good = after.goodFrames - before.goodFrames
  const bad = after.badFrames - before.badFrames
  if (after.state === 'lost' && after.error !== null && bytes === 0) return after.error
  if (bytes === 0) return words.nothing
  if (good === 0) return words.noFit(bytes, line)
  if (bad > BAD_SHARE * (good + bad)) return words.noisy(bad, good + bad)
  return words.good(good, bad)
}
