import type { ClinicSet } from '../../shared/clinic-set/clinic-set.ts'
import { type ClinicSetView, setInUse, viewClinicSets } from '../../shared/clinic-set/versions.ts'
import { phrase } from '../../shared/words/host.ts'
import { spokenWords } from '../../shared/words/spoken.ts'
import type { StoredClinicSets } from './contracts/record.ts'

/** Each version of the clinic's words. */
export function listClinicSets({ records }: StoredClinicSets): readonly ClinicSetView[] {
  return viewClinicSets(records, spokenWords)
}

/** The words of the clinic that a session is opened under; undefined: those that ship. */
export function clinicSetInUse(stored: StoredClinicSets): ClinicSet | undefined {
  return setInUse(listClinicSets(stored))
}

/** Why a stored set cannot be used, in one sentence. */
export function describeSetProblem({ version, sentence }: StoredClinicSets['problems'][number]): string {
  return phrase.core.clinicWordsUnusable(version, sentence)
}
