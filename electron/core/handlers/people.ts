import { randomUUID } from 'node:crypto'
import { access } from '../../../shared/ipc/access.ts'
import type { Enrolled, SignedIn } from '../../../shared/ipc/people.ts'
import { type RequestName, requests } from '../../../shared/ipc.ts'
import { tidyName, whyNotNewName } from '../../../shared/people/names.ts'
import { demoNurse, type Person, type Role } from '../../../shared/roles.ts'
import { phrase } from '../../../shared/words/host.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import { dayOf, giveCode, resetPin, tellAll, whyMustStay } from '../people/changes.ts'
import { findLookAlike, looksReserved } from '../people/look-alike.ts'
import { isSetUp } from '../people/people.ts'
import { checkSecret, chooseSecret } from '../people/secrets-of.ts'
import type { Method } from '../people/windows.ts'
import { Refusal } from '../refusal.ts'
import type { PeopleChange } from '../register.ts'
import type { CoreServices, Sender } from '../services.ts'
import type { Handlers } from './handler.ts'

type PeopleRequest =
  | 'setUpClinic'
  | 'justSimulate'
  | 'signIn'
  | 'leaveWindow'
  | 'confirmPin'
  | 'choosePin'
  | 'changePin'
  | 'addPerson'
  | 'changeRole'
  | 'setActive'
  | 'resetPin'

/** Who is at a window, and who is known here. Whoever changes people has been looked at before (`people/authorize.ts`). */
export const peopleHandlers: Pick<Handlers, PeopleRequest> = {
  setUpClinic: (core, { name: typed, secret }, sender) =>
    core.people.inTurn(async () => {
      const { register } = core
      if (isSetUp(register)) throw new Refusal(refusal('clinicSetUp'), 'forbidden')
      const known = register.personNamed(tidyName(typed))
      const before = known ? register.credentialsOf(known.id) : {}
      if (before.secret || before.old || before.code)
        throw new Refusal(refusal('pinOrCode', known?.name ?? typed))
      // A prescriber who became an administrator would be no prescriber any more.
      if (known && known.role !== 'admin')
        throw new Refusal(refusal('hereAdministratorNeeds', known.name, { role: known.role }))
      const person = known ?? newPerson(core, typed, 'admin')
      const credentials = await chooseSecret(core, before, secret)
      const sentence = `${person.name} became the first administrator of this clinic on ${dayOf(core.now().wallMs)}.`
      const others = register.records().filter(one => one.person.id !== person.id)
      await change(core, `${person.name}, first administrator, chosen at this computer`, person.name, {
        people: [person],
        credentials: [[person.id, credentials], ...tellAll(others, sentence)],
      })
      return sit(core, sender, person, 'secret')
    }),
  justSimulate(core, _nothing, sender) {
    return sit(core, sender, demoNurse, 'demo')
  },
  signIn: (core, { personId, secret }, sender) =>
    core.people.inTurn(async () => {
      const person = requireActive(core, personId)
      const known = core.register.credentialsOf(person.id)
      if (!known.secret && (known.code || known.old))
        throw new Refusal(refusal('choosesPinFirst', person.name, known.code ? 'code' : 'old'))
      // People of before have none until they do something that wants one.
      if (!known.secret) return sit(core, sender, person, 'none')
      if (secret === undefined) throw new Refusal(refusal('pinWanted', person.name))
      await checkSecret(core, person, secret)
      return sit(core, sender, person, 'secret')
    }),
  leaveWindow(core, _nothing, { windowId }) {
    core.people.windows.leave(windowId)
    return null
  },
  confirmPin: (core, { personId, secret, for: name }, { windowId }) =>
    core.people.inTurn(async () => {
      if (!isRequest(name) || access[name].roles === 'anyWindow')
        throw new Refusal(refusal('noPinWanted', name))
      const person = requireActive(core, personId)
      if (!core.register.credentialsOf(person.id).secret) throw new Refusal(howToGetPin(core, person))
      await checkSecret(core, person, secret)
      return { proof: core.people.windows.prove(windowId, person.id, name, core.now().monoMs) }
    }),
  choosePin: (core, { personId, code, secret }, sender) =>
    core.people.inTurn(async () => {
      const person = requireActive(core, personId)
      const before = core.register.credentialsOf(person.id)
      if (before.secret) throw new Refusal(refusal('pinAlreadySign', person.name))
      if (!before.code && !before.old) throw new Refusal(howToGetPin(core, person))
      await checkSecret(core, person, code, before.code ? 'code' : 'old')
      const credentials = await chooseSecret(core, before, secret)
      await change(core, `${person.name} chose PIN ${credentials.secret?.version}`, person.name, {
        credentials: [[person.id, credentials]],
      })
      return sit(core, sender, person, 'secret')
    }),
  changePin: (core, { by, secret }) =>
    core.people.inTurn(async () => {
      const person = requireKnown(core, by)
      const before = core.register.credentialsOf(person.id)
      // A PIN of one's own that follows a reset one still says so: whoever reset it may have chosen both.
      const chosen = await chooseSecret(core, before, secret)
      const { reset } = before.secret ?? {}
      const kept = chosen.secret && reset ? { ...chosen, secret: { ...chosen.secret, reset } } : chosen
      await change(core, `${person.name} chose PIN ${chosen.secret?.version}`, by, {
        credentials: [[person.id, kept]],
      })
      return null
    }),
  addPerson: (core, { by, name, role }) =>
    core.people.inTurn(async () => {
      const person = newPerson(core, name, role)
      const given = await giveCode(core.people.secrets, {}, by, core.now().wallMs)
      await change(core, `${person.name}, ${role}, enrolled`, by, {
        people: [person],
        credentials: [[person.id, given.credentials]],
      })
      return enrolled(person, given)
    }),
  changeRole: (core, { by, personId, role }) =>
    core.people.inTurn(async () => {
      const person = requireActive(core, personId)
      if (person.role === role) throw new Refusal(refusal('roleAlready', person.name, { role }))
      requireAnotherAdmin(core, person)
      await change(core, `${person.name}: ${person.role} -> ${role}`, by, { people: [{ ...person, role }] })
      core.people.windows.expel(person.id)
      return null
    }),
  setActive: (core, { by, personId, active }) =>
    core.people.inTurn(async () => {
      const person = core.register.personOf(personId)
      if (!person) throw new Refusal(refusal('noPerson', personId))
      if (person.active === active)
        throw new Refusal(refusal('activeAlready', person.name, active ? 'yes' : 'no'))
      if (!active) requireAnotherAdmin(core, person)
      await change(core, `${person.name} ${active ? 'active again' : 'deactivated'}`, by, {
        people: [{ ...person, active }],
      })
      core.people.windows.expel(person.id)
      return null
    }),
  resetPin: (core, { by, personId }) =>
    core.people.inTurn(async () => {
      const person = requireActive(core, personId)
      if (person.name === by) throw new Refusal(refusal('chooseNewPin'))
      const { wallMs } = core.now()
      const given = await resetPin(core.people.secrets, core.register.records(), person, by, wallMs)
      await change(core, `PIN of ${person.name} reset: a code was given`, by, { credentials: given.kept })
      core.people.windows.expel(person.id)
      return enrolled(person, given)
    }),
}

function enrolled(
  { id, name }: Person,
  { code, untilWallMs }: { code: string; untilWallMs: number },
): Enrolled {
  return { personId: id, name, code, untilWallMs }
}

/** @throws Refusal where the name cannot be, or looks like another's */
function newPerson(core: CoreServices, typed: string, role: Role): Person {
  const name = tidyName(typed)
  const why = whyNotNewName(name)
  if (why !== null) throw new Refusal(why)
  if (looksReserved(name)) throw new Refusal(refusal('nameReserved', name))
  const like = findLookAlike([demoNurse, ...core.register.people()], name)
  if (like) throw new Refusal(refusal('looksLikeWho', name, like.name))
  return { id: `person-${randomUUID().slice(0, 13)}`, name, role, active: true }
}

/** Whoever is at the window from now on, told what there is to be told. */
async function sit(
  core: CoreServices,
  { windowId }: Sender,
  person: Person,
  method: Method,
): Promise<SignedIn> {
  const { monoMs } = core.now()
  const provedMonoMs = method === 'secret' ? monoMs : null
  core.people.windows.sit(windowId, { personId: person.id, method, sinceMonoMs: monoMs, provedMonoMs })
  const { notices = [], ...rest } = core.register.credentialsOf(person.id)
  if (notices.length > 0) {
    const left = notices.flatMap(one => (one.times > 1 ? [{ ...one, times: one.times - 1 }] : []))
    const kept = left.length > 0 ? { ...rest, notices: left } : rest
    await core.register.writePeople({ credentials: [[person.id, kept]] })
  }
  if (method !== 'demo')
    core.note({
      event: 'system',
      kind: 'person',
      by: person.name,
      detail: `Signed in at ${windowId} (${method})`,
    })
  return { you: { personId: person.id, name: person.name }, notices: notices.map(({ sentence }) => sentence) }
}

async function change(core: CoreServices, detail: string, by: string, changed: PeopleChange): Promise<void> {
  const log = [{ at: core.now(), entry: { event: 'system', kind: 'person', by, detail } as const }]
  const entries = await core.register.writePeople({ ...changed, log })
  for (const entry of entries) core.publish({ kind: 'log', roomId: null, entry })
  await core.publishInstallation()
}

function requireActive(core: CoreServices, personId: string): Person {
  const person = core.register.personOf(personId)
  if (!person) throw new Refusal(refusal('vigilKnowsNobody'))
  if (!person.active) throw new Refusal(refusal('actsHereNo', person.name))
  return person
}

function requireKnown(core: CoreServices, name: string): Person {
  const person = core.register.personNamed(name)
  if (!person) throw new Refusal(refusal('vigilKnowsNobodyCalled', name))
  return person
}

/** @throws Refusal */
function requireAnotherAdmin(core: CoreServices, person: Person): void {
  const why = whyMustStay(core.register.records(), person)
  if (why !== null) throw new Refusal(why)
}

function howToGetPin(core: CoreServices, { name }: Person): string {
  if (core.register.personNamed(name) && !isSetUp(core.register)) return phrase.core.noPinBeforeSetUp(name)
  return phrase.core.noPinYet(name)
}

function isRequest(name: string): name is RequestName {
  return Object.hasOwn(requests, name)
}
