import '../process/private.ts'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { keepCompiled } from '../process/compiled.ts'
import { stderr, stdout } from '../process/output.ts'
import { guardUncaught } from '../process/uncaught.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { asksCode, StoreError } from '../store/index.ts'
import type { Command } from './command.ts'
import { type CommandName, commands } from './index.ts'
import { openByCode } from './keys-of.ts'
import { Failure, WrongUsage } from './outcome.ts'
import { readTyped, refuseFurther } from './typed.ts'

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
    const { values: typed, positionals } = readArguments(rest, { ...codeOption, ...command.options })
    const values = readTyped(typed, positionals)
    refuseFurther(positionals, command.words)
    const code = values['code']
    // What takes a code itself may mean that of a backup.
    if (typeof code === 'string' && command.options['code'] === undefined) openByCode(code)
    await runWithCode(() => command.run(values, positionals), code === undefined)
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

/** Every command may open a record whose code is asked for at each start; a terminal is asked. */
const codeOption = { code: { type: 'string' } } as const

/** A command opens the record before it does anything: run once more it does nothing twice. */
async function runWithCode(run: () => void | Promise<void>, mayAsk: boolean): Promise<void> {
  try {
    await run()
  } catch (error) {
    const wants = error instanceof StoreError && error.code === 'keys' && asksCode(defaultDataDir())
    if (!wants || !mayAsk || !process.stdin.isTTY) throw error
    const terminal = createInterface({ input: process.stdin, output: process.stderr })
    openByCode(await terminal.question('Recovery code: '))
    terminal.close()
    await run()
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
