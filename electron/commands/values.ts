import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Driver } from '../../devices/driver.ts'
import { drivers, findDriver } from '../../devices/index.ts'
import { whyNotComplete } from '../../shared/presets/clinic.ts'
import { comparePresets } from '../../shared/presets/figures.ts'
import { defaultPresetId, findPreset, type Preset, presets } from '../../shared/presets/index.ts'
import { parsePreset } from '../../shared/presets/schema.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { requirePreset } from '../core/presets.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { databasePath, openStoreReadOnly } from '../store/index.ts'
import type { Values } from './command.ts'
import { headlessKeys } from './keys-of.ts'
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

export function requireDriverNamed(id: string): Driver {
  const driver = findDriver(id)
  if (!driver)
    throw new WrongUsage(
      `There is no driver "${id}"; known are ${drivers.map(known => known.id).join(', ')}.`,
    )
  return driver
}

/** --preset: a shipped preset's id, an approved one's of the clinic whose data folder this is, or a JSON file of one. */
export async function readPreset(values: Values): Promise<Preset> {
  const named = optionalText(values, 'preset') ?? defaultPresetId
  return (
    findPreset(named) ??
    (/\.json$/i.test(named) ? readPresetFile(named) : readClinicPreset(named, defaultDataDir()))
  )
}

function readClinicPreset(id: string, dataDir: string): Preset {
  if (!existsSync(databasePath(dataDir)))
    throw new WrongUsage(
      `There is no preset "${id}"; known are ${presets.map(known => known.id).join(', ')}.`,
    )
  const store = openStoreReadOnly(dataDir, headlessKeys)
  try {
    return requirePreset(store.presets(), id)
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  } finally {
    store.close()
  }
}

async function readPresetFile(path: string): Promise<Preset> {
  const parsed = parsePreset(parseJson(path, await readText(path)))
  if (!parsed.ok) throw new Failure(`${path} is no preset that can be used: ${parsed.error}`)
  const { preset } = parsed
  const incomplete = whyNotComplete(preset)
  if (incomplete !== null) throw new Failure(`${path}: ${incomplete}`)
  const shipped = findPreset(preset.id)
  // Reports name the preset by its id: other figures under the same name would pass for the shipped ones.
  if (shipped && comparePresets(shipped, preset, words).length > 0)
    throw new Failure(
      `${path} has other figures than ${shipped.id}, which ships with Vigil: give it an id of its own.`,
    )
  return preset
}

function parseJson(path: string, json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new Failure(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
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
