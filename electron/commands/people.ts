import type { Person } from '../../shared/roles.ts'
import type { PersonRecord } from '../core/contracts/people.ts'
import type { Change } from '../core/contracts/record.ts'
import type { Secrets } from '../core/contracts/secrets.ts'
import { resetPin, whyMustStay } from '../core/people/changes.ts'
import { isAdmin, isSetUp } from '../core/people/people.ts'
import type { Checking } from '../core/people/secrets-of.ts'
import { requireNamed } from '../core/people/two-people.ts'
import type { Register } from '../core/register.ts'
import { storeWith } from '../core/write.ts'
import { loginName } from '../process/login.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { createSecrets } from '../store/index.ts'
import type { Command, Values } from './command.ts'
import { openRecord, openToRead } from './opened.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { askPin } from './two-people.ts'
import { refuseFurther } from './typed.ts'
import { optionalText } from './values.ts'

const deeds = ['list', 'deactivate', 'activate', 'reset'] as const
type Deed = (typeof deeds)[number]

/** Who may act, from the computer itself: for an administrator at a terminal, and for the only one, who has lost the PIN. */
export const people: Command = {
  usage: 'people list | deactivate NAME | activate NAME | reset NAME [--by NAME]',
  does: 'who is known here; somebody acts no more, or again; a code to choose a new PIN with',
  more: [
    'list reads beside a running Vigil; the others want it ended first.',
    'An administrator changes people, as in a window: --by NAME, the PIN on standard input. Without: where no administrator has a PIN yet,',
    'and to reset the only administrator, who has lost it; the audit trail then names os:LOGIN.',
    'A reset is told to the person and to every administrator.',
  ],
  options: { by: { type: 'string' } },
  words: 2,
  async run(values, [wanted, name]) {
    const deed = deeds.find(known => known === wanted)
    if (deed === undefined) throw new WrongUsage(`Say what to do: ${deeds.join(', ')}.`)
    if (deed === 'list') {
      refuseFurther(name === undefined ? [] : [name], 0)
      list()
      return
    }
    if (name === undefined) throw new WrongUsage(`Say whom: vigil people ${deed} NAME.`)
    await change(deed, name, values)
  },
}

function list(): void {
  const store = openToRead(defaultDataDir())
  try {
    for (const person of store.people()) print(person)
  } finally {
    store.close()
  }
}

async function change(deed: Exclude<Deed, 'list'>, name: string, values: Values): Promise<void> {
  const { checking, record, clock, store, close } = openRecord(defaultDataDir())
  try {
    const { register } = checking
    const person = register.people().find(known => known.name.toLowerCase() === name.toLowerCase())
    if (!person) throw new Failure(`Vigil knows nobody called "${name}".`)
    requireFit(deed, person, register)
    const by = (await whoChanges(checking, deed, person, values)) ?? loginName()
    const { changes, detail, more } = await plan(
      deed,
      person,
      register.records(),
      createSecrets(store.pepper),
      by,
      clock.now().wallMs,
    )
    const log = [{ at: clock.now(), entry: { event: 'system', kind: 'person', by, detail } as const }]
    await storeWith(record.write)(...changes, { change: 'commit', sessionId: null, readings: [], log })
    print({ person: person.name, done: deed, by, ...more })
  } finally {
    await close()
  }
}

/** @throws Failure with one sentence, before anybody is asked for a PIN */
function requireFit(deed: Exclude<Deed, 'list'>, person: Person, register: Register): void {
  if (deed === 'reset') {
    if (!person.active) throw new Failure(`${person.name} acts here no more: activate first.`)
    return
  }
  if (person.active === (deed === 'activate'))
    throw new Failure(`${person.name} is ${person.active ? 'active' : 'deactivated'} already.`)
  const why = deed === 'deactivate' ? whyMustStay(register.records(), person) : null
  if (why !== null) throw new Failure(why)
}

/**
 * The administrator who changes people, with the PIN as in a window; null: the login, where no administrator has one yet, or the only one has
 * lost it. @throws WrongUsage, Failure, Refusal with one sentence
 */
async function whoChanges(
  checking: Checking,
  deed: Deed,
  person: Person,
  values: Values,
): Promise<string | null> {
  const { register } = checking
  if (!isSetUp(register)) return null
  const others = register
    .people()
    .filter(known => isAdmin(known) && known.id !== person.id && register.credentialsOf(known.id).secret)
  if (deed === 'reset' && isAdmin(person) && others.length === 0) return null
  const name = optionalText(values, 'by')
  if (name === undefined)
    throw new WrongUsage('An administrator changes people: --by NAME, the PIN on standard input.')
  const by = requireNamed(register, name)
  if (!isAdmin(by)) throw new Failure(`${by.name} is no administrator, who alone changes people.`)
  await askPin(checking, by)
  return by.name
}

interface Plan {
  readonly changes: readonly Change[]
  readonly detail: string
  readonly more: object
}

async function plan(
  deed: Exclude<Deed, 'list'>,
  person: Person,
  records: readonly PersonRecord[],
  secrets: Secrets,
  by: string,
  wallMs: number,
): Promise<Plan> {
  if (deed === 'reset') {
    const given = await resetPin(secrets, records, person, by, wallMs)
    return {
      changes: given.kept.map(([personId, credentials]) => ({
        change: 'setCredentials',
        personId,
        credentials,
      })),
      detail: `PIN of ${person.name} reset: a code was given`,
      more: { code: given.code, until: new Date(given.untilWallMs).toISOString() },
    }
  }
  const active = deed === 'activate'
  return {
    changes: [{ change: 'setPerson', person: { ...person, active } }],
    detail: `${person.name} ${active ? 'active again' : 'deactivated'}`,
    more: {},
  }
}
