/** States S of PAR boards (technical descriptions 2.12 and 2.14, as quoted by public programs). */
const state = { measuring: '3', manometer: '4', leakTest: '7', inflating: '8', holding: '9' } as const

/** The cuff is tight, but measures nothing. */
export const heldFor: Readonly<Record<string, string>> = {
  [state.manometer]: 'manometer: no measurement',
  [state.leakTest]: 'leak test: no measurement',
}

/** What a result may say of the cuff, and then is no result of a finished measurement. */
export const busyStates: readonly string[] = Object.values(state)

/** Codes M of a good measurement. */
export const goodCodes: readonly string[] = ['00', '03']

/** A leak test has found a leak: no blood pressure has failed. */
export const LEAK_TEST_FAILED = '14'

/** Why a measurement has failed: names of PAR boards, with the number, since other makers' may mean something else. */
const failures: Readonly<Record<string, string>> = {
  '02': 'invalid command',
  '06': 'cuff loose or not connected',
  '07': 'cuff leak',
  '08': 'pneumatic fault',
  '09': 'took too long, or few oscillations',
  '10': 'out of range',
  '11': 'motion',
  '12': 'overpressure',
  '13': 'saturated',
  '15': 'system error',
}

export function failureOf(code: string): string {
  const words = failures[code]
  return words === undefined ? `module code ${code}` : `${words} (module code ${code})`
}

/** The code of a failure in these words; undefined: none of a module's. */
export function codeOf(words: string): string | undefined {
  return /module code (..)\)?$/.exec(words)?.[1]
}
