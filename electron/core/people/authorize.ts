import type { Authority } from '../../../shared/authority.ts'
import { type Access, access, pinWanted, type SecondPerson, whoMay } from '../../../shared/ipc/access.ts'
import type { Proofs, RequestName } from '../../../shared/ipc.ts'
import { carers } from '../../../shared/record/parts.ts'
import { demoNurse, type Person } from '../../../shared/roles.ts'
import { refusal, type WhyNot } from '../../../shared/words/refusal.ts'
import { spokenWords } from '../../../shared/words/spoken.ts'
import { Refusal } from '../refusal.ts'
import type { CoreServices, Sender } from '../services.ts'
import { requireForDemo } from './demo.ts'
import type { Method } from './windows.ts'

/** Who asks, as the core knows it. */
export interface Allowed {
  /** null: nobody is named, and nobody needs to be. */
  readonly authority: Authority | null
  /** Bound to simulated rooms. */
  readonly isDemo: boolean
  /** Of whoever signs beside, each with a PIN of their own. */
  readonly second?: string
}

/** Who is at a window: the one place where another way of signing in would go. */
export function identify(
  { people, register }: Pick<CoreServices, 'people' | 'register'>,
  { windowId }: Sender,
): { readonly personId: string; readonly method: Method } | null {
  const seat = people.windows.seatOf(windowId)
  if (!seat) return null
  const person = personOf(register, seat.personId)
  if (person?.active) return { personId: seat.personId, method: seat.method }
  people.windows.leave(windowId)
  return null
}

/**
 * Holds a request to the table of `shared/ipc/access.ts`, before anything of it is done. Nothing in a payload says who asks, but for a
 * name in an emergency or at a locked screen, which is written down as one that nobody has shown to be theirs.
 *
 * @throws Refusal
 */
export async function authorize(
  core: CoreServices,
  sender: Sender,
  name: RequestName,
  payload: object,
  proofs: Proofs,
): Promise<Allowed> {
  const wanted = access[name]
  if (wanted.roles === 'anyWindow') return { authority: null, isDemo: false }
  if (sender.entry === 'headless' && wanted.second?.required)
    throw new Refusal(refusal('twoPeopleDecide'), 'forbidden')
  if (sender.entry === 'headless')
    return { authority: { kind: 'computer', name: core.people.login }, isDemo: false }
  const here = identify(core, sender)
  if (!here) return { authority: authorityOfLocked(core, name, wanted, payload), isDemo: false }
  const atWindow = personOf(core.register, here.personId)
  if (!atWindow) throw locked()
  if (named(payload) !== null && !isBreakGlass(payload))
    throw new Refusal(refusal('atThisWindow', atWindow.name), 'forbidden')
  const emergency = breakGlass(payload, atWindow.name)
  if (emergency) return { authority: emergency, isDemo: false }
  const { person, isProved } = findActor(core, sender, name, wanted, payload, proofs, atWindow)
  const isDemo = person.id === demoNurse.id
  if (isDemo) await requireForDemo(core, wanted.demo, payload)
  // The Demo nurse has no PIN to give, and needs none where nobody is hurt.
  requireRole(wanted, payload, person, isProved || isDemo, isDemo || proofs.proof !== undefined)
  const second = findSecond(core, sender, name, wanted, proofs, person)
  return {
    authority: authorityOf(core, person, isProved),
    isDemo,
    ...(second === null ? {} : { second: second.name }),
  }
}

/** A person by their number, the built-in one among them. */
export function personOf(register: CoreServices['register'], id: string): Person | undefined {
  return id === demoNurse.id ? demoNurse : register.personOf(id)
}

function locked(): Refusal {
  return new Refusal(refusal('thisWindowLocked'), 'locked')
}

/** What keeps a patient safe is never held up by a lock. @throws Refusal */
function authorityOfLocked(
  core: CoreServices,
  request: RequestName,
  wanted: Access,
  payload: object,
): Authority {
  if (!wanted.whenLocked) throw locked()
  const picked = named(payload)
  const emergency = picked === null ? null : breakGlass(payload, picked)
  if (emergency) return emergency
  if (request !== 'acknowledge') return { kind: 'unidentified', name: spokenWords.somebody }
  if (picked === null) throw new Refusal(refusal('pickWhoAcknowledges'), 'forbidden')
  const known = picked === demoNurse.name ? demoNurse : core.register.personNamed(picked)
  if (!known || !carers.includes(known.role)) throw new Refusal(refusal('nobodyWhoMay', picked), 'forbidden')
  return { kind: 'unidentified', name: known.name }
}

/** Whoever is at the window, or the person beside who gave a PIN for this very request. @throws Refusal */
function findActor(
  core: CoreServices,
  { windowId }: Sender,
  request: RequestName,
  wanted: Access,
  payload: object,
  { proof }: Proofs,
  atWindow: Person,
): { readonly person: Person; readonly isProved: boolean } {
  const { windows } = core.people
  if (proof !== undefined) return { person: takeProof(core, windowId, request, proof), isProved: true }
  const pin = pinWanted(wanted, payload)
  return { person: atWindow, isProved: pin === 'fresh' && windows.isFresh(windowId, core.now().monoMs) }
}

function takeProof(core: CoreServices, windowId: string, request: RequestName, proof: string): Person {
  const personId = core.people.windows.take(proof, windowId, request, core.now().monoMs)
  const person = personId === null ? undefined : core.register.personOf(personId)
  if (!person?.active) throw new Refusal(refusal('pinGivenElsewhere'), 'pin')
  return person
}

function findSecond(
  core: CoreServices,
  { windowId }: Sender,
  request: RequestName,
  { second }: Access,
  { secondProof }: Proofs,
  first: Person,
): Person | null {
  if (secondProof === undefined) {
    if (second?.required) throw new Refusal(whoElse(second, first), 'pin')
    return null
  }
  if (!second) throw new Refusal(refusal('nobodySignsBeside'), 'forbidden')
  const person = takeProof(core, windowId, request, secondProof)
  if (person.id === first.id) throw new Refusal(refusal('cannotBeSecond', person.name), 'forbidden')
  if (!second.roles.includes(person.role))
    throw new Refusal(
      refusal('onlyMaySign', person.name, { role: person.role }, { roles: second.roles }),
      'forbidden',
    )
  if (second.ofOtherRole && person.role === first.role)
    throw new Refusal(
      refusal('secondOfSameRole', first.name, person.name, { role: first.role }, whoElse(second, first)),
      'forbidden',
    )
  return person
}

function whoElse({ roles, ofOtherRole }: SecondPerson, first: Person): WhyNot {
  return refusal('needsSecondPerson', {
    roles: ofOtherRole ? roles.filter(role => role !== first.role) : roles,
  })
}

/** @throws Refusal */
function requireRole(
  wanted: Access,
  payload: object,
  person: Person,
  isProved: boolean,
  /** Nobody else's PIN is to be had. */
  isFinal: boolean,
): void {
  const able = whoMay(wanted, payload)
  const pin = pinWanted(wanted, payload)
  if (able !== 'anyWindow' && !able.includes(person.role)) {
    const needs = refusal('needsAnotherRole', person.name, { role: person.role }, { roles: able })
    // Somebody beside may give the PIN for it.
    throw new Refusal(needs, pin === 'none' || isFinal ? 'forbidden' : 'pin')
  }
  if (pin !== 'none' && !isProved) throw new Refusal(refusal('pinNeeded'), 'pin')
}

function authorityOf(core: CoreServices, { id, name, role }: Person, isProved: boolean): Authority {
  const { secret } = core.register.credentialsOf(id)
  const pinVersion = isProved ? (secret?.version ?? null) : null
  return { kind: 'person', name, role, pinVersion, ...(secret?.reset ? { pinReset: secret.reset } : {}) }
}

/** In an emergency anybody may acknowledge; the record says so. */
function breakGlass(payload: object, at: string): Authority | null {
  if (!isBreakGlass(payload)) return null
  const reason = 'reason' in payload ? String(payload.reason) : ''
  return { kind: 'breakGlass', name: named(payload) ?? at, reason }
}

function isBreakGlass(payload: object): boolean {
  return 'breakGlass' in payload && payload.breakGlass === true
}

/** The name in an acknowledgement; no other request has one that says who asks. */
function named(payload: object): string | null {
  if (!('occurrence' in payload) || !('name' in payload) || payload.name === undefined) return null
  return String(payload.name)
}
