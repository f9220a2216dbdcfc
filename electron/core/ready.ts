import type { Answer } from '../../shared/ipc.ts'

/**
 * A large answer that somebody else has put into JSON already, and that windows read: it passes through the core as it is, since
 * reading and writing hours of values would hold up the alarms.
 */
export class Ready<T> {
  readonly json: string
  /** Only the compiler knows. */
  declare readonly of: T
  constructor(json: string) {
    this.json = json
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
    ? { ...answer, value: JSON.parse(answer.value.json) as unknown }
    : answer
}
