import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Values } from './command.ts'
import { Failure, WrongUsage } from './outcome.ts'

/** An option that must be there. */
export function requireText(values: Values, name: string): string {
  const value = values[name]
  if (typeof value !== 'string' || value === '') throw new WrongUsage(`--${name} is missing.`)
  return value
}

export function optionalText(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** A number within bounds, or the default when the option is not given. */
export function readNumber(
  values: Values,
  name: string,
  bounds: { min: number; max: number; default: number },
): number {
  const value = optionalText(values, name)
  if (value === undefined) return bounds.default
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number) || number < bounds.min || number > bounds.max)
    throw new WrongUsage(`--${name} must be a number from ${bounds.min} to ${bounds.max}, not "${value}".`)
  return number
}

/** A file's bytes, or standard input's where the name is missing or "-". */
export async function readBytes(name: string | undefined): Promise<Uint8Array> {
  if (name !== undefined && name !== '-') return readNamed(name)
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The same as text. */
export async function readText(name: string | undefined): Promise<string> {
  if (name !== undefined && name !== '-') return Buffer.from(await readNamed(name)).toString('utf8')
  return text(process.stdin)
}

async function readNamed(name: string): Promise<Uint8Array> {
  try {
    return await readFile(name)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new Failure(`There is no file ${name}: check the path.`)
    if (code === 'EACCES') throw new Failure(`${name} may not be read: check the file's permissions.`)
    if (code === 'EISDIR') throw new Failure(`${name} is a folder: name a file.`)
    throw new Failure(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
