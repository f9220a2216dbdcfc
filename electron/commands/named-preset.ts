import { existsSync } from 'node:fs'
import { defaultPresetId } from '../../shared/presets/choose.ts'
import { whyNotComplete } from '../../shared/presets/clinic.ts'
import { comparePresets } from '../../shared/presets/figures.ts'
import { findPreset, type Preset, presets } from '../../shared/presets/index.ts'
import { parsePreset } from '../../shared/presets/schema.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { wordRefusal } from '../../shared/words/refusal.ts'
import { requirePreset } from '../core/presets.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { databasePath } from '../store/index.ts'
import type { Values } from './command.ts'
import { openToRead } from './opened.ts'
import { Failure, WrongUsage } from './outcome.ts'
import { optionalText, readText } from './values.ts'

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
  const store = openToRead(dataDir)
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
  if (incomplete !== null) throw new Failure(`${path}: ${wordRefusal(incomplete, words)}`)
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
