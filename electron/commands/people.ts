import type { Person } from '../../shared/roles.ts'
import { createClock } from '../core/clock.ts'
import type { Change, RecordKeeper } from '../core/contracts/record.ts'
import type { Secrets } from '../core/contracts/secrets.ts'
import { resetPin, whyMustStay } from '../core/people/changes.ts'
import { storeWith } from '../core/write.ts'
import { readBootId } from '../process/boot-id.ts'
import { loginName } from '../process/login.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { readVersion } from '../start/version.ts'
import { createSecrets, keepRecord, openStore, openStoreReadOnly, requireRecord } from '../store/index.ts'
import type { Command } from './command.ts'
import { headlessKeys } from './keys-of.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { refuseFurther } from './typed.ts'

const deeds = ['list', 'deactivate', 'activate', 'reset'] as const
type Deed = (typeof deeds)[number]

/** Who may act, from the computer itself: for an administrator who has lost the PIN, and nobody else left. */
export const people: Command = {
  usage: 'people list | deactivate NAME | activate NAME | reset NAME',
  does: 'who is known here; somebody acts no more, or again; a code to choose a new PIN with',
  more: [
    'list reads beside a running Vigil; the others want it ended first.',
    'Done in the name of os:LOGIN, which the audit trail keeps. A reset is told to the person and to every administrator.',
  ],
  options: {},
  words: 2,
  async run(_values, [wanted, name]) {
    const deed = deeds.find(known => known === wanted)
    if (deed === undefined) throw new WrongUsage(`Say what to do: ${deeds.join(', ')}.`)
    if (deed === 'list') {
      refuseFurther(name === undefined ? [] : [name], 0)
      list()
      return
    }
    if (name === undefined) throw new WrongUsage(`Say whom: vigil people ${deed} NAME.`)
    await change(deed, name)
  },
}

function list(): void {
  const store = openStoreReadOnly(defaultDataDir(), headlessKeys)
  try {
    for (const person of store.people()) print(person)
  } finally {
    store.close()
  }
}

async function change(deed: Exclude<Deed, 'list'>, name: string): Promise<void> {
  requireRecord(defaultDataDir())
  const store = openStore(defaultDataDir(), { version: readVersion(), keys: headlessKeys, checksPages: true })
  const record = keepRecord(store)
  try {
    const person = record.found.people.find(
      known => known.person.name.toLowerCase() === name.toLowerCase(),
    )?.person
    if (!person) throw new Failure(`Vigil knows nobody called "${name}".`)
    const clock = createClock(record.found.lastAlive, undefined, readBootId())
    const { changes, detail, more } = await plan(
      deed,
      person,
      record,
      createSecrets(store.pepper),
      clock.now().wallMs,
    )
    const by = loginName()
    const log = [{ at: clock.now(), entry: { event: 'system', kind: 'person', by, detail } as const }]
    const write = storeWith(record.write)
    await write(...changes, { change: 'commit', sessionId: null, readings: [], log })
    await write({ change: 'touch', at: clock.alive() })
    print({ person: person.name, done: deed, by, ...more })
  } finally {
    await record.close()
  }
}

interface Plan {
  readonly changes: readonly Change[]
  readonly detail: string
  readonly more: object
}

async function plan(
  deed: Exclude<Deed, 'list'>,
  person: Person,
  record: RecordKeeper,
  secrets: Secrets,
  wallMs: number,
): Promise<Plan> {
  const { people: records } = record.found
  if (deed === 'reset') {
    if (!person.active) throw new Failure(`${person.name} acts here no more: activate first.`)
    const given = await resetPin(secrets, records, person, loginName(), wallMs)
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
  if (person.active === active)
    throw new Failure(`${person.name} is ${active ? 'active' : 'deactivated'} already.`)
  const why = active ? null : whyMustStay(records, person)
  if (why !== null) throw new Failure(why)
  return {
    changes: [{ change: 'setPerson', person: { ...person, active } }],
    detail: `${person.name} ${active ? 'active again' : 'deactivated'}`,
    more: {},
  }
}
