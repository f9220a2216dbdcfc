import { type HostWords, phrase } from '../../shared/words/host.ts'

type Words = HostWords['drivers']['nibp-stx-ascii']
const words = phrase.drivers['nibp-stx-ascii']

/** States S of PAR boards (technical descriptions 2.12 and 2.14, as quoted by public programs). */
const state = { measuring: '3', manometer: '4', leakTest: '7', inflating: '8', holding: '9' } as const

/** The cuff is tight, but measures nothing. */
const held: Readonly<Record<string, keyof Words['held']>> = {
  [state.manometer]: 'manometer',
  [state.leakTest]: 'leakTest',
}

/** What it does instead, in words; undefined: it measures. */
export function heldFor(said: string): string | undefined {
  const what = held[said]
  return what && words.held[what]
}

/** What a result may say of the cuff, and then is no result of a finished measurement. */
export const busyStates: readonly string[] = Object.values(state)

/** Codes M of a good measurement. */
export const goodCodes: readonly string[] = ['00', '03']

/** A leak test has found a leak: no blood pressure has failed. */
export const LEAK_TEST_FAILED = '14'

/** Why a measurement has failed: names of PAR boards, with the number, since other makers' may mean something else. */
const failures: Readonly<Record<string, keyof Words['failures']>> = {
  '02': 'invalidCommand',
  '06': 'cuffLoose',
  '07': 'cuffLeak',
  '08': 'pneumaticFault',
  '09': 'tookTooLong',
  '10': 'outOfRange',
  '11': 'motion',
  '12': 'overpressure',
  '13': 'saturated',
  '15': 'systemError',
}

export function failureOf(code: string): string {
  const failure = failures[code]
  return failure === undefined ? words.moduleCode(code) : words.failureOf(words.failures[failure], code)
}

/** The code of a failure in these words; undefined: none of a module's. */
export function codeOf(error: string): string | undefined {
  return codes.find(code => failureOf(code) === error)
}
const codes = Array.from({ length: 100 }, (_, code) => String(code).padStart(2, '0'))
