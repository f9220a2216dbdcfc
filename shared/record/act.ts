import { z } from 'zod'
import type { AlarmInput } from '../alarm/input.ts'
import type { Authority } from '../authority.ts'
import type { Sample, Source } from '../reading.ts'
import type { Role } from '../roles.ts'
import type { RoomState } from '../session/room-state.ts'
import type { Session } from '../session/types.ts'
import type { Instant } from '../time.ts'
import type { WhyNot } from '../words/refusal.ts'
import type { AnyEvent, EventEntry, EventOf } from './event.ts'
import { roomId, sessionId } from './parts.ts'

/** What an act does to the session and what it tells the alarm system, or one sentence why it may not be. */
export type Effect<E extends AnyEvent = AnyEvent> = Done<E> | Refused<E>
export interface Done<E extends AnyEvent = AnyEvent> {
  readonly session: Session
  readonly events: readonly E[]
  readonly alarms: readonly AlarmInput[]
  /** Values that a person typed: they are taken in like a monitor's. */
  readonly samples?: readonly { readonly sample: Sample; readonly source: Source }[]
}
export interface Refused<E extends AnyEvent = AnyEvent> {
  readonly refused: WhyNot
  /** What is written down of an attempt all the same: a dose that was asked about. */
  readonly events?: readonly E[]
}

/** On whose word, and when. */
export interface Circumstances {
  readonly authority: Authority
  readonly now: Instant
}

type Payload = z.ZodObject<z.core.$ZodLooseShape, z.core.$strict>
/** What the core alone says of an act: no window can name who acts, or who signs too (`electron/core/people/authorize.ts`). */
const saidByCore = ['by', 'second', 'identified'] as const
type Asked<P extends Payload, S extends z.core.$ZodLooseShape> = z.ZodObject<
  Omit<P['shape'], (typeof saidByCore)[number]> & S,
  z.core.$strict
>

/** What a window must send: all but what the core says by itself. */
function askedOf<P extends Payload, S extends z.core.$ZodLooseShape>(payload: P, more: S): Asked<P, S> {
  const shape = Object.entries(payload.shape).filter(([name]) => !saidByCore.some(own => own === name))
  return z.strictObject({ ...Object.fromEntries(shape), ...more }) as unknown as Asked<P, S>
}

/** Something that a person does in a session. */
export interface ActEntry<N extends string, P extends Payload, E extends EventEntry, R extends Payload = P> {
  readonly name: N
  /** As a session script's `do` line has it. */
  readonly payload: P
  /** The dashboard's request: the same, with the room that it is meant for. */
  readonly request: Asked<R, { roomId: typeof roomId }>
  readonly roles: readonly Role[]
  /** In an emergency anybody may, with a name and a reason. */
  readonly breakGlass: boolean
  /** At a locked screen anybody may: nothing comes between a patient and whoever watches. */
  readonly whenLocked: boolean
  /** A state of the whole installation: it is done in every room with a session (AR-9). */
  readonly everywhere: boolean
  /** Pressed twice within 3 s with the same words, it is one (field rules, "Doses"). */
  readonly oncePerPress: boolean
  /** Every kind of event that it may cause. */
  readonly events: readonly E[]
  apply(state: RoomState, payload: z.infer<P>, circumstances: Circumstances): Effect<EventOf<E>>
}

interface ActParts<P extends Payload, E extends EventEntry, R extends Payload> {
  readonly payload: P
  /** What a window must send, where that is more than a script has to say. */
  readonly fromWindow?: R
  readonly roles: readonly Role[]
  readonly breakGlass?: boolean
  readonly whenLocked?: boolean
  readonly everywhere?: boolean
  readonly oncePerPress?: boolean
  readonly events: readonly E[]
  apply(state: RoomState, payload: z.infer<P>, circumstances: Circumstances): Effect<EventOf<E>>
}

/** An act of the record: payload, who may, what it causes and what it does, in one value. */
export function act<
  const N extends string,
  P extends Payload,
  E extends EventEntry = never,
  R extends Payload = P,
>(
  name: N,
  {
    breakGlass = false,
    whenLocked = false,
    everywhere = false,
    oncePerPress = false,
    fromWindow,
    ...parts
  }: ActParts<P, E, R>,
): ActEntry<N, P, E, R> {
  const request = askedOf((fromWindow ?? parts.payload) as R, { roomId })
  return {
    name,
    request,
    breakGlass,
    whenLocked,
    everywhere,
    oncePerPress,
    ...parts,
  }
}

/** The session after it, and the one thing that is told of it. */
export function withEvent<E extends AnyEvent>(session: Session, event: E): Done<E> {
  return { session, events: [event], alarms: [] }
}

/** A step of the session that tells the alarm system nothing. */
export function withoutAlarmInputs<E extends AnyEvent>(
  stepped: { readonly session: Session; readonly events: readonly E[] } | Refused<E>,
): Effect<E> {
  return 'refused' in stepped ? stepped : { ...stepped, alarms: [] }
}

/** The record tells of it by what the alarm system answers. */
export function onlyAlarmInputs(session: Session, ...alarms: readonly AlarmInput[]): Done<never> {
  return { session, events: [], alarms }
}

/** On whose word something is done with a closed session, when, and what its record came to. */
export interface AfterClose {
  readonly authority: Extract<Authority, { kind: 'person' }>
  readonly now: Instant
  /** The newest hash of the session's record. */
  readonly recordHash: string
}

/** Something that a person does with the record of a closed session, with the PIN. */
export interface RecordActEntry<N extends string, P extends Payload, E extends EventEntry> {
  readonly name: N
  readonly payload: P
  /** The dashboard's request: the same, with the session. */
  readonly request: Asked<P, { sessionId: typeof sessionId }>
  readonly roles: readonly Role[]
  readonly events: readonly E[]
  apply(session: Session, payload: z.infer<P>, circumstances: AfterClose): Effect<EventOf<E>>
}

export function actAfterClose<const N extends string, P extends Payload, E extends EventEntry>(
  name: N,
  parts: Omit<RecordActEntry<N, P, E>, 'name' | 'request'>,
): RecordActEntry<N, P, E> {
  return { name, request: askedOf(parts.payload, { sessionId }), ...parts }
}
