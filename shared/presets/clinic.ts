import type { Words } from '../words/index.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { isChoosable, versionsOf } from './choose.ts'
import { comparePresets } from './figures.ts'
import { presets as shipped } from './index.ts'
import type { Difference, Preset } from './preset.ts'
import { skeletons } from './skeletons.ts'
import type { ClinicState, PresetState } from './state.ts'

/*
 * Presets of a clinic: a shipped one, copied, changed, and approved by the medical director. Each step is one record, and
 * records only ever grow; what stands now follows from them. Shipped presets are never among them: nobody can change one.
 */

/** What was done once with one version of a clinic's preset, with the preset as it was then. */
export interface PresetRecord {
  /** Of the audit record that says the same. */
  readonly seq: number
  readonly state: ClinicState
  readonly by: string
  readonly wallMs: number
  /** What the person said: why it was changed, or withdrawn. */
  readonly reason: string | null
  readonly preset: Preset
}

/** One version of a preset, as windows list it. */
export interface PresetView {
  readonly preset: Preset
  readonly state: PresetState
  /** What was done with this version, oldest first; none for shipped ones. */
  readonly history: readonly Omit<PresetRecord, 'preset'>[]
  /** From the shipped preset that it is based on, as that ships with this version of Vigil; null: it ships no longer. */
  readonly differs: readonly Difference[] | null
}

/** Shipped presets, then each version of the clinic's, oldest first; what differs is told in these words. */
export function viewPresets(records: readonly PresetRecord[], words: Words): readonly PresetView[] {
  const byVersion = Map.groupBy(records, ({ preset: { id, version } }) => `${id} ${version}`)
  const views = [...byVersion.values()].flatMap((history): PresetView[] => {
    const last = history.at(-1)
    if (!last) return []
    const base = shippedPreset(last.preset.clinic?.basedOn.id)
    return [
      {
        preset: last.preset,
        state: last.state,
        history: history.map(({ preset: _preset, ...record }) => record),
        differs: base ? comparePresets(base, last.preset, words) : null,
      },
    ]
  })
  return [
    ...shipped.map(preset => ({ preset, state: 'shipped' as const, history: [], differs: [] })),
    ...skeletons.map(preset => ({ preset, state: 'skeleton' as const, history: [], differs: [] })),
    ...views.map(view => (isReplaced(view, views) ? { ...view, state: 'replaced' as const } : view)),
  ]
}

/** Approving a version puts every older one of the same preset aside for good, even if it is withdrawn later. */
function isReplaced({ preset, state }: PresetView, views: readonly PresetView[]): boolean {
  if (state !== 'approved') return false
  return views.some(
    other =>
      other.preset.id === preset.id &&
      Number(other.preset.version) > Number(preset.version) &&
      other.history.some(({ state }) => state === 'approved'),
  )
}

/** The version of a preset that a session may be opened with, or why there is none. */
export function choosePreset(
  views: readonly PresetView[],
  id: string,
): { readonly ok: true; readonly preset: Preset } | { readonly ok: false; readonly error: WhyNot } {
  const versions = versionsOf(views, id)
  const found = versions.find(isChoosable)
  if (found) return { ok: true, preset: found.preset }
  const newest = versions.at(-1)
  if (!newest) {
    const known = views.filter(isChoosable).map(({ preset }) => preset.id)
    return { ok: false, error: refusal('presetUnknown', id, known.join(', ')) }
  }
  return { ok: false, error: whyNotNow(newest) }
}

function whyNotNow({ state, preset: { id } }: PresetView): WhyNot {
  if (state === 'draft') return refusal('presetDraft', id)
  if (state === 'skeleton') return refusal('presetSkeleton', id)
  return refusal('presetWithdrawn', id)
}

/** A new preset of the clinic: version 1, a draft, with an id of its own, none of `reserved`. */
export function copyPreset(
  views: readonly PresetView[],
  of: Preset,
  label: string,
  reserved: readonly string[] = [],
): Preset {
  const basedOn = of.clinic?.basedOn ?? { id: of.id, version: of.version }
  const taken = new Set([...reserved, ...views.map(({ preset }) => preset.id)])
  let number = 1
  while (taken.has(`${basedOn.id}-C${number}`)) number += 1
  return { ...of, id: `${basedOn.id}-C${number}`, version: '1', label, clinic: { basedOn } }
}

/** The version that a change of this preset makes: the open draft, or the one after the newest. */
export function draftVersion(versions: readonly PresetView[]): string {
  const newest = versions.at(-1)
  if (!newest) return '1'
  return newest.state === 'draft' ? newest.preset.version : String(Number(newest.preset.version) + 1)
}

/** How far a clinic may move an end of a required window outwards, in minutes; a project proposal. */
const WINDOW_SLACK_MIN = 5

/**
 * What a clinic may not change of the preset it began with: the treatment itself, and that what is required is measured.
 * null: nothing of that.
 */
export function whyNotOfClinic(preset: Preset, base: Preset): WhyNot | null {
  const toSettle = base.toComplete ?? []
  for (const field of ['drug', 'route', 'dose', 'infusionMin', 'boosters', 'dischargeFrom'] as const)
    if (!toSettle.includes(field) && JSON.stringify(preset[field]) !== JSON.stringify(base[field]))
      return refusal('presetStays', field, base.id)
  const { devices } = preset
  if (devices?.count !== base.devices?.count || devices?.mgEach !== base.devices?.mgEach)
    return refusal('presetStays', 'devices', base.id)
  for (const rule of base.due) {
    if (rule.class !== 'required') continue
    const own = preset.due.find(({ id }) => id === rule.id)
    if (own?.class !== 'required' || own.anchor !== rule.anchor)
      return refusal('presetRequired', rule.id, { kept: rule.label }, base.id)
    if ((own.everyMinWhileDosing !== undefined) !== (rule.everyMinWhileDosing !== undefined))
      return refusal('presetRepeated', rule.id, base.id)
    // The last one moves with the discharge; the others stay near the moment they are required for.
    const isLast = rule.anchor === base.dischargeFrom && rule.fromMin >= base.assessmentAfterMin
    const [from, to] = [rule.fromMin - WINDOW_SLACK_MIN, rule.toMin + WINDOW_SLACK_MIN]
    if (!isLast && (own.fromMin < from || own.toMin > to))
      return refusal('presetWindow', rule.id, from, to, base.id)
  }
  return null
}

/** Why a draft may not be approved yet, null: nothing of it is left to be settled. */
export function whyNotComplete({ id, toComplete = [] }: Preset): WhyNot | null {
  if (toComplete.length === 0) return null
  return refusal('presetIncomplete', id, toComplete.join(', '))
}

/** The shipped preset, or skeleton, with this id: never one of the clinic. */
export function shippedPreset(id: string | undefined): Preset | undefined {
  return [...shipped, ...skeletons].find(preset => preset.id === id)
}
