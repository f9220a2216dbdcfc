import { stdout } from '../process/output.ts'

/** The command was called wrongly: exit code 2, with its usage. */
export class WrongUsage extends Error {}

/** The command could not do its work: exit code 1. The message is one sentence: what, where, what to do. */
export class Failure extends Error {}

/** One JSON object a line on stdout. */
export function print(object: object): void {
  stdout.write(`${JSON.stringify(object)}\n`)
}
