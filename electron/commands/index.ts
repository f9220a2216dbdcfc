import type { Command } from './command.ts'

/** Every headless command, in the order of the usage text: each is read only where it is wanted. */
export const commands = {
  drivers: async () => (await import('./drivers.ts')).listDrivers,
  ports: async () => (await import('./ports.ts')).listSerialPorts,
  decode: async () => (await import('./decode.ts')).decode,
  capture: async () => (await import('./capture-check/command.ts')).capture,
  encode: async () => (await import('./encode.ts')).encode,
  simulate: async () => (await import('./simulate.ts')).simulate,
  monitor: async () => (await import('./monitor.ts')).monitor,
  replay: async () => (await import('./replay.ts')).replay,
  report: async () => (await import('./report.ts')).report,
  import: async () => (await import('./import.ts')).importCommand,
  people: async () => (await import('./people.ts')).people,
  verify: async () => (await import('./verify.ts')).verify,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  delete: async () => (await import('./delete.ts')).deleteCommand,
  keys: async () => (await import('./keys.ts')).keys,
  serve: async () => (await import('./serve.ts')).serveCommand,
} as const satisfies Record<string, () => Promise<Command>>

export type CommandName = keyof typeof commands
