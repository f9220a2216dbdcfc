/* How the record is kept, and what is found in it, as windows are told. */

import type { SessionSummary } from './views.ts'

/** One copy of the record. */
export interface BackupView {
  readonly name: string
  readonly wallMs: number
  readonly bytes: number
  /** null: it was made by an earlier version, which did not say. */
  readonly sessions: number | null
  /** How many entries its log has. */
  readonly entries: number | null
  /** It was made before the record got new keys: the recovery code of then opens it, and nothing else. */
  readonly otherKeys: boolean
}

/** A closed session that could not be sealed. */
export interface UnsealedView {
  readonly sessionId: string
  readonly wallMs: number
  /** What is wrong and what to do, as the record has it. */
  readonly sentence: string
}

/** A session that the clinic has kept for as long as it wants to. */
export interface DueDeletion {
  readonly sessionId: string
  readonly initials: string
  readonly birthYear: number
  readonly closedWallMs: number
  /** From when on it may be deleted. */
  readonly dueWallMs: number
}

/** A session was deleted. */
export interface DeletionDone {
  /** Copies that could not be cleared of it: one sentence each. */
  readonly left: readonly string[]
}

/** What is seen of a second place for backups. */
export interface PlaceSeen {
  readonly isThere: boolean
  /** Of the newest backup there; null: none, or none that can be read. */
  readonly lastWallMs: number | null
  /** Why it takes no backups though it is there, in one sentence; null: nothing is known against it. */
  readonly problem: string | null
}

/** How the record is kept: its copies, and what opens it. */
export interface RecordCareView {
  readonly folder: string
  /** Newest first. */
  readonly backups: readonly BackupView[]
  readonly lastWallMs: number | null
  /** The newest whole backup is more than a day old. */
  readonly overdue: boolean
  /** A second folder; null: none is named. */
  readonly place: string | null
  readonly placeLastWallMs: number | null
  readonly placeIsThere: boolean
  /** Why it takes no backups though it is there, in one sentence; null: nothing is known against it. */
  readonly placeProblem: string | null
  readonly keys: readonly {
    readonly kind: 'file' | 'os' | 'recovery'
    readonly made: string
    /** Of a recovery code: it was typed back. */
    readonly proved?: boolean
  }[]
  readonly keyFile: string | null
  /** Of the key that signs the record. */
  readonly fingerprint: string
  readonly sealing: {
    /** Days after the close, and after what was last added. */
    readonly afterDays: number
    readonly unsealed: readonly UnsealedView[]
  }
  /** Reports that earlier versions kept, which anybody can read who reads this folder. */
  readonly plainReports: { readonly folder: string; readonly count: number }
  /** When a backup last took the place of the record, by whom, and what is not in it any more; null: never. */
  readonly restored: { readonly wallMs: number; readonly by: string; readonly sentence: string } | null
  readonly retention: {
    /** From its close; null: for ever. */
    readonly years: number | null
    /** How many sessions may be deleted by now; `MOST_DUE` at the most. */
    readonly due: number
    /** There are more than that. */
    readonly areMoreDue: boolean
  }
}

/** A recovery code, told this once, and whose record it is. */
export interface MadeCode {
  readonly code: string
  /** Of the key that signs the record. */
  readonly fingerprint: string
}

/**
 * Where the key lies that opens the record by itself. login: the key store of the computer's login. file: a key file, in this folder;
 * null: beside the record. asked: nowhere, and the recovery code is typed at each start.
 */
export type KeyPlace =
  | { readonly where: 'login' }
  | { readonly where: 'asked' }
  | { readonly where: 'file'; readonly folder: string | null }

/** What a backup turned out to be. */
export interface TriedBackup {
  readonly ok: boolean
  readonly sessions: number
  readonly entries: number
  /** Where its chain is broken, or why it could not be recomputed; null: it holds. */
  readonly problem: string | null
}

/** What sessions are looked for by; all of it must fit. */
export interface SessionQuery {
  /** Beginnings of words: patient, record number, people, room, preset, day (2031-05-04), notes. */
  readonly text?: string | undefined
  readonly fromWallMs?: number | undefined
  /** Not any more this moment. */
  readonly toWallMs?: number | undefined
  readonly roomId?: string | undefined
  readonly presetId?: string | undefined
  readonly stage?: 'open' | 'unsigned' | 'signed' | undefined
  /** An alarm that was raised in it; `high`: any of high priority. */
  readonly alarm?: string | undefined
  /** So many of the answer have been seen already. */
  readonly skip?: number | undefined
}

/** Open sessions first, then those that are still to be signed, then the newest. */
export interface FoundSessions {
  readonly sessions: readonly (SessionSummary & { readonly signed: boolean })[]
  /** With those that are not listed. */
  readonly total: number
}
