import type { Answer } from '../../../shared/ipc.ts'

type Ask = (name: string, payload: object) => Promise<Answer>

/** A change that is to be done: a busy computer takes it back, and it is asked for again. Gives what was answered. */
export async function insist(ask: Ask, name: string, payload: object): Promise<unknown> {
  for (;;) {
    const answer = await ask(name, payload)
    if (answer.ok) return answer.value
    if (!/^(Nothing was changed|The record does not answer)/.test(answer.message))
      throw new Error(answer.message)
  }
}
