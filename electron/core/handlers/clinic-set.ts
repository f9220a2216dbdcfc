import { type ClinicSet, shippedWords } from '../../../shared/clinic-set/clinic-set.ts'
import { compareWords } from '../../../shared/clinic-set/texts.ts'
import { type ClinicSetRecord, type ClinicSetView, nextVersion } from '../../../shared/clinic-set/versions.ts'
import { describeDifferences } from '../../../shared/presets/figures.ts'
import { english } from '../../../shared/words/en/index.ts'
import type { Words } from '../../../shared/words/index.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import { spokenWords } from '../../../shared/words/spoken.ts'
import { listClinicSets } from '../clinic-sets.ts'
import { Refusal } from '../refusal.ts'
import type { CoreServices } from '../services.ts'
import type { Handlers } from './handler.ts'

/** The words of the clinic: changed, approved, withdrawn. Each step is in the audit trail with what differs, in English. */
export const clinicSetHandlers: Pick<Handlers, 'saveClinicSet' | 'approveClinicSet' | 'withdrawClinicSet'> = {
  saveClinicSet: (core, { by, words: wanted, seq, reason }) =>
    core.inTurn(async () => {
      const views = listClinicSets(core.register.clinicSets())
      const newest = views.at(-1)
      if ((newest?.history.at(-1)?.seq ?? null) !== seq) throw new Refusal(refusal('clinicSetChanged'))
      const differs = compareWords(newest?.set ?? shippedWords, wanted, english)
      if (differs.length === 0) throw new Refusal(refusal('textsUnchanged'))
      const set: ClinicSet = { ...wanted, version: freeVersion(core, views) }
      await write(
        core,
        { state: 'draft', by, reason, set },
        `${name(set)} changed (${reason}): ${describeDifferences(differs, english)}`,
      )
      return { version: set.version }
    }),
  approveClinicSet: (core, { by, version, seq }) =>
    core.inTurn(async () => {
      // What is approved is what stands there now, and what was looked at.
      const { set } = requireDraft(core, version, seq)
      const differs = compareWords(shippedWords, set, english)
      const approved = { by, wallMs: core.now().wallMs, differs }
      await write(
        core,
        { state: 'approved', by, reason: null, set: { ...set, approved } },
        `${name(set)} approved; differs from what ships: ${describeDifferences(differs, english)}`,
      )
      return null
    }),
  withdrawClinicSet: (core, { by, version, reason }) =>
    core.inTurn(async () => {
      const { set, state } = requireSet(core, version)
      if (state !== 'draft' && state !== 'approved')
        throw new Refusal(refusal('notInUse', name(set, spokenWords)))
      await write(core, { state: 'withdrawn', by, reason, set }, `${name(set)} withdrawn: ${reason}`)
      return null
    }),
}

/** Versions that are stored but cannot be read are taken too. */
function freeVersion(core: CoreServices, views: readonly ClinicSetView[]): string {
  const taken = core.register.clinicSets().problems.map(({ version }) => Number(version))
  return String(Math.max(Number(nextVersion(views)), ...taken.map(version => version + 1)))
}

function requireSet(core: CoreServices, version: string): ClinicSetView {
  const found = listClinicSets(core.register.clinicSets()).find(({ set }) => set.version === version)
  if (!found) throw new Refusal(refusal('noVersionClinics', version))
  return found
}

function requireDraft(core: CoreServices, version: string, seq: number): ClinicSetView {
  const found = requireSet(core, version)
  if (found.state !== 'draft') throw new Refusal(refusal('noDraftChange', name(found.set, spokenWords)))
  if (found.history.at(-1)?.seq !== seq)
    throw new Refusal(refusal('changedMeanwhile', name(found.set, spokenWords)))
  return found
}

/** One transaction: the set as it is now, and the audit record that vouches for it. */
async function write(
  core: CoreServices,
  record: Omit<ClinicSetRecord, 'seq' | 'wallMs'>,
  detail: string,
): Promise<void> {
  const at = core.now()
  const entries = await core.register.writeClinicSet({
    change: 'commit',
    sessionId: null,
    readings: [],
    log: [{ at, entry: { event: 'system', kind: 'clinicSet', by: record.by, detail } }],
    clinicSet: { ...record, wallMs: at.wallMs },
  })
  for (const entry of entries) core.publish({ kind: 'log', roomId: null, entry })
  await core.publishInstallation()
}

function name({ version }: ClinicSet, words: Words = english): string {
  return words.clinicSet.name(version)
}
