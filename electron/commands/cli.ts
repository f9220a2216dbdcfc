import '../process/private.ts'
import { parseArgs } from 'node:util'
import { keepCompiled } from '../process/compiled.ts'
import { stderr, stdout } from '../process/output.ts'
import { guardUncaught } from '../process/uncaught.ts'
import type { Command } from './command.ts'
import { type CommandName, commands } from './index.ts'
import { Failure, WrongUsage } from './outcome.ts'

/*
 * The headless entry. One JSON object a line on stdout, messages on stderr; exit code 0, 1 (failed) or 2 (wrong usage).
 */

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === 'help' || name === '--help') {
    stderr.write(await usage())
    return name === undefined ? 2 : 0
  }
  if (!Object.hasOwn(commands, name)) {
    stderr.write(`There is no command "${name}".\n${await usage()}`)
    return 2
  }
  const command: Command = await commands[name as CommandName]()
  if (rest.includes('--help')) {
    const { usage, does, more = [] } = command
    stderr.write([`usage: vigil ${usage}`, does, ...more, ''].join('\n'))
    return 0
  }
  if (!command.outlivesReader) endWithReader()
  if (!command.guardsItself) guardUncaught({ survives: () => false, end: () => {} })
  try {
    const { values, positionals } = readArguments(rest, command.options)
    await command.run(values, positionals)
    return 0
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    stderr.write(`${message}\n`)
    if (error instanceof WrongUsage) stderr.write(`usage: vigil ${command.usage}\n`)
    else if (!(error instanceof Failure) && process.env['VIGIL_DEBUG'] && error instanceof Error)
      stderr.write(`${error.stack}\n`)
    return error instanceof WrongUsage ? 2 : 1
  }
}

/** A reader that has had enough (`vigil … | head`), or whose terminal was closed, is no failure; a full disk is one. */
function endWithReader(): void {
  stdout.onError(({ gone, message }) => {
    if (!gone) stderr.write(`The output could not be written (${message}): check where it goes.\n`)
    process.exit(gone ? 0 : 1)
  })
}

function readArguments(args: readonly string[], options: Command['options']) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  }
}

async function usage(): Promise<string> {
  const all: readonly Command[] = await Promise.all(Object.values(commands).map(load => load()))
  const lines = all.map(({ usage, does }) => `  ${usage.padEnd(94)} ${does}`)
  return `usage: vigil COMMAND\n\n${lines.join('\n')}\n`
}

keepCompiled()
process.exitCode = await main(process.argv.slice(2))
