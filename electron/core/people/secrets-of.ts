import { tidySecret, whyNotSecret } from '../../../shared/people/secret-rules.ts'
import type { Person } from '../../../shared/roles.ts'
import { MINUTE_MS, SECOND_MS } from '../../../shared/time.ts'
import { phrase } from '../../../shared/words/host.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import type { Credentials } from '../contracts/people.ts'
import { Refusal } from '../refusal.ts'
import type { CoreServices } from '../services.ts'
import { countTry, FREE_TRIES, waitMs } from './back-off.ts'

/** What checking wants of the core; a headless command has no more. */
export type Checking = Pick<CoreServices, 'register' | 'now' | 'note'> & {
  readonly people: Pick<CoreServices['people'], 'secrets'>
}

type Kind = 'secret' | 'code' | 'old'

/**
 * Holds what was typed against what is kept, and makes whoever guesses wait: on disk, so that a restart changes nothing. One after the
 * other; call it within `people.inTurn`. @throws Refusal
 */
export async function checkSecret(
  core: Checking,
  person: Person,
  typed: string,
  kind: Kind = 'secret',
): Promise<void> {
  const { register, people, now } = core
  const before = register.credentialsOf(person.id)
  const stored = kind === 'old' ? before.old : before[kind]?.hash
  if (stored === undefined) throw new Refusal(refusal('noSecret', person.name, kind))
  if (kind === 'code' && now().wallMs > (before.code?.untilWallMs ?? 0))
    throw new Refusal(refusal('codeExpired', person.name))
  const left = waitMs(before.tries, now().monoMs)
  if (left > 0) throw new Refusal(refusal('tooManyWrong', person.name, sayLength(left)))
  const tries = countTry(before.tries, now().monoMs)
  await register.writePeople({ credentials: [[person.id, { ...before, tries }]] })
  if (await people.secrets.matches(stored, tidySecret(typed))) {
    const { tries: _none, ...rest } = before
    await register.writePeople({ credentials: [[person.id, rest]] })
    return
  }
  const wait = tries.untilMonoMs - now().monoMs
  const more = wait > 0 ? phrase.core.waitBeforeNextTry(sayLength(wait)) : ''
  if (tries.wrong >= FREE_TRIES)
    core.note({
      event: 'system',
      kind: 'person',
      by: person.name,
      detail: `${tries.wrong} wrong tries in a row with the ${kind === 'code' ? 'code' : 'PIN'} of ${person.name}`,
    })
  throw new Refusal(refusal('wrongSecret', kind, person.name, more))
}

/** What is kept after a person has chosen: the way they came by it stays to be read. @throws Refusal */
export async function chooseSecret(
  core: CoreServices,
  before: Credentials,
  typed: string,
): Promise<Credentials> {
  const secret = tidySecret(typed)
  const why = whyNotSecret(secret)
  if (why !== null) throw new Refusal(why)
  const version = (before.versions ?? before.secret?.version ?? 0) + 1
  const { code } = before
  const reset = code?.isReset ? { reset: { by: code.by, wallMs: code.givenWallMs } } : {}
  const hash = await core.people.secrets.hash(secret)
  const chosen = { hash, version, chosenWallMs: core.now().wallMs, ...reset }
  return { secret: chosen, versions: version, ...(before.notices ? { notices: before.notices } : {}) }
}

function sayLength(ms: number): string {
  return ms < 2 * MINUTE_MS ? `${Math.ceil(ms / SECOND_MS)} s` : `${Math.ceil(ms / MINUTE_MS)} min`
}
