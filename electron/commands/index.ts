import { backup } from './backup.ts'
import { capture } from './capture-check/command.ts'
import type { Command } from './command.ts'
import { decode } from './decode.ts'
import { deleteCommand } from './delete.ts'
import { listDrivers } from './drivers.ts'
import { encode } from './encode.ts'
import { importCommand } from './import.ts'
import { keys } from './keys.ts'
import { monitor } from './monitor.ts'
import { people } from './people.ts'
import { listSerialPorts } from './ports.ts'
import { replay } from './replay.ts'
import { report } from './report.ts'
import { restore } from './restore.ts'
import { serveCommand } from './serve.ts'
import { simulate } from './simulate.ts'
import { verify } from './verify.ts'

/** Every headless command, in the order of the usage text. */
export const commands = {
  drivers: listDrivers,
  ports: listSerialPorts,
  decode,
  capture,
  encode,
  simulate,
  monitor,
  replay,
  report,
  import: importCommand,
  people,
  verify,
  backup,
  restore,
  delete: deleteCommand,
  keys,
  serve: serveCommand,
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof commands
