import type { Answer } from '../../shared/ipc.ts'

export type RefusalCode = Exclude<Extract<Answer, { ok: false }>['code'], 'invalid' | 'failed'>

/** A request that may not be, in one sentence for the person who asked. */
export class Refusal extends Error {
  readonly code: RefusalCode
  constructor(message: string, code: RefusalCode = 'refused') {
    super(message)
    this.code = code
  }
}
