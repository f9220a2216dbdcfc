import type { Answer } from '../../shared/ipc.ts'
import { english } from '../../shared/words/en/index.ts'
import type { Words } from '../../shared/words/index.ts'
import { type WhyNot, wordRefusal } from '../../shared/words/refusal.ts'

export type RefusalCode = Exclude<Extract<Answer, { ok: false }>['code'], 'invalid' | 'failed'>

/** A request that may not be. `message` is its English sentence, for the log; who asked is told by `inWords`. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly #why: WhyNot | string
  constructor(why: WhyNot | string, code: RefusalCode = 'refused') {
    super(typeof why === 'string' ? why : wordRefusal(why, english))
    this.code = code
    this.#why = why
  }

  /** Which sentence of the catalogue; undefined: it was worded already. */
  get why(): WhyNot['code'] | undefined {
    return typeof this.#why === 'string' ? undefined : this.#why.code
  }

  /** One sentence for the person who asked. */
  inWords(words: Words): string {
    return typeof this.#why === 'string' ? this.#why : wordRefusal(this.#why, words)
  }
}
