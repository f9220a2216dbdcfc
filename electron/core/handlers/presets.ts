import { versionsOf } from '../../../shared/presets/choose.ts'
import {
  copyPreset,
  draftVersion,
  type PresetRecord,
  type PresetView,
  shippedPreset,
  whyNotComplete,
  whyNotOfClinic,
} from '../../../shared/presets/clinic.ts'
import { comparePresets, describeDifferences, withSources } from '../../../shared/presets/figures.ts'
import type { Preset } from '../../../shared/presets/preset.ts'
import { parsePreset } from '../../../shared/presets/schema.ts'
import { english } from '../../../shared/words/en/index.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import { listPresets } from '../presets.ts'
import { Refusal } from '../refusal.ts'
import type { CoreServices } from '../services.ts'
import type { Handlers } from './handler.ts'

/** The clinic's presets: copied, changed, approved, withdrawn. Each change is in the audit trail with what differs, in English. */
export const presetHandlers: Pick<
  Handlers,
  'copyPreset' | 'savePreset' | 'approvePreset' | 'withdrawPreset'
> = {
  copyPreset: (core, { by, presetId, version, label }) =>
    core.inTurn(async () => {
      const views = listPresets(core.register.presets())
      const { preset: from } = requireVersion(views, presetId, version)
      // Ids of presets that are stored but cannot be read are taken too.
      const reserved = core.register.presets().problems.map(({ id }) => id)
      const preset = copyPreset(views, from, label, reserved)
      const detail = `${name(preset)} copied from ${name(from)} as "${label}"`
      await write(core, { state: 'draft', by, reason: null, preset }, detail)
      return { presetId: preset.id, version: preset.version }
    }),
  savePreset: (core, { by, preset: wanted, reason }) =>
    core.inTurn(async () => {
      const versions = versionsOf(listPresets(core.register.presets()), wanted.id)
      const newest = requireNewest(versions, wanted.id, wanted.version)
      const clinic = newest.preset.clinic
      const base = shippedPreset(clinic?.basedOn.id)
      if (!clinic || !base) throw new Refusal(refusal('shipsWithVigil', wanted.id))
      const version = draftVersion(versions)
      const unnamed = withOpen({ ...wanted, version, clinic: { basedOn: clinic.basedOn } }, newest.preset)
      const against = whyNotOfClinic(unnamed, base)
      if (against !== null) throw new Refusal(against)
      const parsed = parsePreset(withSources(unnamed, newest.preset, base, reason, english))
      if (!parsed.ok) throw new Refusal(parsed.error)
      const differs = comparePresets(newest.preset, parsed.preset, english)
      if (differs.length === 0) throw new Refusal(refusal('presetUnchanged'))
      const detail = `${name(parsed.preset)} changed (${reason}): ${describeDifferences(differs, english)}`
      await write(core, { state: 'draft', by, reason, preset: parsed.preset }, detail)
      return { presetId: parsed.preset.id, version }
    }),
  approvePreset: (core, { by, presetId, version, seq }) =>
    core.inTurn(async () => {
      // What is approved is what stands there now, and what was looked at.
      const { preset } = requireDraft(core, presetId, version, seq)
      const base = shippedPreset(preset.clinic?.basedOn.id)
      if (!preset.clinic || !base) throw new Refusal(refusal('basedOnPreset', presetId))
      const incomplete = whyNotComplete(preset)
      if (incomplete !== null) throw new Refusal(incomplete)
      const differs = comparePresets(base, preset, english)
      const approved = { by, wallMs: core.now().wallMs, differs }
      const { basedOn } = preset.clinic
      const detail = `${name(preset)} approved; differs from ${basedOn.id} v${basedOn.version}: ${describeDifferences(differs, english)}`
      const record = {
        state: 'approved',
        by,
        reason: null,
        preset: { ...preset, clinic: { basedOn, approved } },
      } as const
      await write(core, record, detail)
      return null
    }),
  withdrawPreset: (core, { by, presetId, version, reason }) =>
    core.inTurn(async () => {
      const { preset, state } = requireVersion(listPresets(core.register.presets()), presetId, version)
      if (state === 'shipped' || state === 'skeleton')
        throw new Refusal(refusal('shipsWithVigilCannot', preset.id))
      if (state !== 'draft' && state !== 'approved')
        throw new Refusal(refusal('cannotBeChosen', name(preset)))
      const detail = `${name(preset)} withdrawn: ${reason}`
      await write(core, { state: 'withdrawn', by, reason, preset }, detail)
      return null
    }),
}

/** What is settled stays settled, and nothing is open that was not. */
function withOpen({ toComplete = [], ...preset }: Preset, before: Preset): Preset {
  const open = toComplete.filter(path => before.toComplete?.includes(path))
  return open.length === 0 ? preset : { ...preset, toComplete: open }
}

function requireVersion(views: readonly PresetView[], id: string, version: string): PresetView {
  const found = versionsOf(views, id).find(({ preset }) => preset.version === version)
  if (!found) throw new Refusal(refusal('noVersionPreset', version, id))
  return found
}

/** The version that a person has changed must still be the newest: nobody's change is lost. */
function requireNewest(versions: readonly PresetView[], id: string, version: string): PresetView {
  const newest = versions.at(-1)
  if (!newest) throw new Refusal(refusal('noPresetCopy', id))
  if (newest.preset.version !== version) throw new Refusal(refusal('newerVersion', id, newest.preset.version))
  return newest
}

function requireDraft(core: CoreServices, id: string, version: string, seq: number): PresetView {
  const found = requireVersion(listPresets(core.register.presets()), id, version)
  if (found.state !== 'draft') throw new Refusal(refusal('noDraftChange', name(found.preset)))
  if (found.history.at(-1)?.seq !== seq) throw new Refusal(refusal('changedMeanwhile', name(found.preset)))
  return found
}

/** One transaction: the preset as it is now, and the audit record that vouches for it. */
async function write(
  core: CoreServices,
  record: Omit<PresetRecord, 'seq' | 'wallMs'>,
  detail: string,
): Promise<void> {
  const at = core.now()
  const entries = await core.register.writePreset({
    change: 'commit',
    sessionId: null,
    readings: [],
    log: [{ at, entry: { event: 'system', kind: 'preset', by: record.by, detail } }],
    preset: { ...record, wallMs: at.wallMs },
  })
  for (const entry of entries) core.publish({ kind: 'log', roomId: null, entry })
  await core.publishInstallation()
}

function name({ id, version }: Preset): string {
  return `${id} v${version}`
}
