import type { ClinicSet } from '../../shared/clinic-set/clinic-set.ts'
import { setInUse, viewClinicSets } from '../../shared/clinic-set/versions.ts'
import { phrase } from '../../shared/words/host.ts'
import type { StoredClinicSets } from './contracts/record.ts'

/** The words of the clinic that a session is opened under; undefined: those that ship. */
export function clinicSetInUse({ records }: StoredClinicSets): ClinicSet | undefined {
  return setInUse(viewClinicSets(records))
}

/** Why a stored set cannot be used, in one sentence. */
export function describeSetProblem({ version, sentence }: StoredClinicSets['problems'][number]): string {
  return phrase.core.clinicWordsUnusable(version, sentence)
}
