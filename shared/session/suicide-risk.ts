/*
 * Discharge criterion D10: what became of the question for suicidal thoughts. Only "none" lets a patient go; "present" is for
 * the prescriber to decide, in words (field rules, "Others").
 */

export const riskAnswers = ['none', 'present', 'notAsked'] as const
export type RiskAnswer = (typeof riskAnswers)[number]

/** What somebody has said of it. */
interface Said {
  readonly answer?: RiskAnswer | undefined
  readonly text?: string | undefined
}

/** The newest answer, whatever it says; undefined: nobody has answered. */
export function newestRisk<T extends { readonly item: string }>(confirmations: readonly T[]): T | undefined {
  return confirmations.findLast(({ item }) => item === 'suicideRisk')
}

/**
 * What an answer says. Earlier versions took free words, and asked for yes or no: they are read here, and stay as they are stored.
 *
 * @returns null for words that do not tell
 */
export function readRisk({ answer, text = '' }: Said): RiskAnswer | null {
  if (answer !== undefined) return answer
  const said = text.trim().toLowerCase()
  return oldWords.find(({ form }) => form.test(said))?.answer ?? null
}

/** Words that merely repeat an answer explain nothing. */
export function explainsRisk({ text }: Said): boolean {
  return text !== undefined && readRisk({ text }) === null
}

/** "yes, asked: none" told that the check was done, and then its outcome. */
const oldWords: readonly { readonly form: RegExp; readonly answer: RiskAnswer }[] = [
  { form: /^(no, )?not asked\.?$/, answer: 'notAsked' },
  { form: /^(yes, )?(asked: ?)?(no|none|nil|negative|no( suicide)? risk)\.?$/, answer: 'none' },
  { form: /^(yes, )?(asked: ?)?(yes|present|positive|(suicide )?risk)\.?$/, answer: 'present' },
]
