import type { Answer } from '../../shared/ipc.ts'

/**
 * A large answer that somebody else has put into JSON already, and that windows read: it passes through the core as it is, since
 * reading and writing hours of values would hold up the alarms. Spread, it would be an answer with nothing in it: there is nothing to
 * spread, and the compiler finds what is missing then.
 */
export class Ready<T> {
  readonly #json: string
  constructor(json: string) {
    this.#json = json
  }
  get json(): string {
    return this.#json
  }
  /** For callers in this process. */
  read(): T {
    return JSON.parse(this.#json) as T
  }
}

/** An answer as JSON. */
export function writeAnswer(answer: Answer): string {
  return answer.ok && answer.value instanceof Ready
    ? `{"ok":true,"value":${answer.value.json}}`
    : JSON.stringify(answer)
}

/** An answer for callers in this process. */
export function readAnswer(answer: Answer): Answer {
  return answer.ok && answer.value instanceof Ready
    ? { ...answer, value: answer.value.read() as unknown }
    : answer
}
