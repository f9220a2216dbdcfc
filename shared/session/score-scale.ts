import { refusal, type WhyNot } from '../words/refusal.ts'
import { type ScaleId, scales } from './scales.ts'

/** The total of these answers, or one sentence why they are none of this scale. */
export function scoreScale(
  id: ScaleId,
  answers: readonly number[],
): { readonly total: number } | { readonly wrong: WhyNot } {
  const { items } = scales[id]
  if (answers.length !== items.length) return { wrong: refusal('scaleItems', { scale: id }, items.length) }
  const odd = items.findIndex((scores, index) => !scores.some(score => score === answers[index]))
  if (odd >= 0) return { wrong: refusal('scaleAnswer', { scale: id }, { scale: id, item: odd }) }
  return { total: answers.reduce((sum, score) => sum + score, 0) }
}
