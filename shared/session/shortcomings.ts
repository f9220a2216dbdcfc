/*
 * An override is a decision on what stood there (as AR-24 says of answers): it covers that, and nothing worse or different.
 */

/** What is wrong, by name: how far it goes, in the unit of its rule, more being worse; 1 where it is a matter of yes or no. */
export type Shortcomings = Readonly<Record<string, number>>

/**
 * How bad an alarm's value is, by its occurrence: it never stands still, and a step more is worse (AR-6). Not how far past its limit:
 * that moves, with the level that is shown too. (Under `steps.` earlier versions kept that; it weighs nothing any more.)
 */
export const STEPS = 'value.'

/**
 * Is something wrong that was not weighed, or more of it?
 *
 * @param margins by name: so much more at least is worse, for what never stands still; absent: anything more
 */
export function isWorse(now: Shortcomings, weighed: Shortcomings, margins: Shortcomings = {}): boolean {
  return Object.entries(now).some(([name, figure]) => {
    const before = weighed[name]
    if (before === undefined) return figure > 0
    const margin = margins[name]
    return margin === undefined ? figure > before : figure - before >= margin
  })
}
