import { assertNever } from '../../../shared/assert-never.ts'
import type { KeyPlace, MadeCode } from '../../../shared/care-views.ts'
import { deletableOf, readKeepYears, whyKept } from '../../../shared/record-times.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import { BACKUP_PLACE, KEEP_YEARS, SEAL_AFTER_DAYS } from '../contracts/record.ts'
import { hasDirector } from '../people/two-people.ts'
import { Refusal } from '../refusal.ts'
import type { Room } from '../room.ts'
import type { CoreServices } from '../services.ts'
import { isDoneWithin } from '../within.ts'
import { PATIENCE_MS } from '../write.ts'
import type { Handlers } from './handler.ts'

/** Backups and keys of the record. What is done with them is noted in it. */
export const recordCareHandlers: Pick<
  Handlers,
  | 'recordCare'
  | 'backUpNow'
  | 'tryBackup'
  | 'setBackupPlace'
  | 'setSealAfterDays'
  | 'setKeepYears'
  | 'dueForDeletion'
  | 'deleteSession'
  | 'restoreBackup'
  | 'makeFirstRecoveryCode'
  | 'makeRecoveryCode'
  | 'rekeyRecord'
  | 'askKeyStore'
  | 'keepKey'
  | 'proveRecoveryCode'
> = {
  recordCare: core => core.care.view(core.now().wallMs),
  async backUpNow(core, _, __, { name: by }) {
    const name = await refused(core.care.backUpNow(core.now()))
    core.note({ event: 'system', kind: 'record', by, detail: `Backup ${name}` })
    return { name }
  },
  async tryBackup(core, { name }, _, { name: by }) {
    const tried = await refused(core.care.tryBackup(name))
    core.note({
      event: 'system',
      kind: 'record',
      by,
      detail: `Backup ${name} was tried: ${tried.ok ? 'whole' : 'broken'}`,
    })
    return tried
  },
  async setBackupPlace(core, { place }, _, { name: by }) {
    const before = core.register.setting(BACKUP_PLACE) || 'none'
    // The one that is in use may be away just now.
    if (place !== '' && place !== before) await refused(core.care.checkPlace(place))
    await core.register.setSetting(BACKUP_PLACE, place)
    core.note({
      event: 'system',
      kind: 'record',
      by,
      detail: `Second place for backups: ${before} -> ${place || 'none'}`,
    })
    return null
  },
  async setSealAfterDays(core, { days }, _, { name: by }) {
    const { sealing } = await core.care.view(core.now().wallMs)
    await core.register.setSetting(SEAL_AFTER_DAYS, String(days))
    core.note({
      event: 'system',
      kind: 'record',
      by,
      detail: `Days until a closed session is sealed: ${sealing.afterDays} -> ${days}`,
    })
    return null
  },
  async setKeepYears(core, { years }, _, { name: by }) {
    const before = readKeepYears(core.register.setting(KEEP_YEARS))
    await core.register.setSetting(KEEP_YEARS, years === null ? '' : String(years))
    core.note({
      event: 'system',
      kind: 'record',
      by,
      detail: `Years for which sessions are kept: ${before ?? 'for ever'} -> ${years ?? 'for ever'}`,
    })
    return null
  },
  dueForDeletion: core => core.care.dueForDeletion(core.now().wallMs),
  deleteSession: (core, { by, second, sessionId, reason }) =>
    // Nobody signs or amends it meanwhile.
    core.inTurn(async () => {
      const state = await core.read.session(sessionId)
      if (!state) throw new Refusal(refusal('noSession', sessionId))
      const isOpen = core.rooms.all().some(room => room.state()?.session.id === sessionId)
      const years = readKeepYears(core.register.setting(KEEP_YEARS))
      const why = isOpen
        ? refusal('deleteOpen')
        : whyKept(deletableOf(state.session), years, core.now().wallMs)
      if (why) throw new Refusal(why)
      const deletion = { sessionId, by: `${by} and ${second}`, reason }
      const done = await refused(core.care.deleteSession(deletion, core.now()))
      await core.publishInstallation()
      return done
    }),
  async restoreBackup(core, { by, second, name }) {
    const open = openRoom(core)
    if (open) throw new Refusal(refusal('noRestoreNow', open.name))
    await letClosedGo(core)
    const { ok, problem } = await refused(core.care.tryBackup(name))
    if (!ok) throw new Refusal(refusal('backupBroken', problem ?? name))
    await refused(core.care.restore(name, `${by} and ${second}`))
    // Who may act is what the restored record says: everybody signs in anew.
    for (const windowId of core.people.windows.seated()) core.people.windows.leave(windowId)
    core.beginAgain()
    return null
  },
  async makeFirstRecoveryCode(core, { by }) {
    const { keys } = await core.care.view(core.now().wallMs)
    if (hasDirector(core.register) || keys.some(({ proved }) => proved === true))
      throw new Refusal(refusal('furtherRecoverySheet'), 'forbidden')
    return makeCode(core, by)
  },
  makeRecoveryCode: (core, { by, second }) => makeCode(core, `${by} and ${second}`),
  async rekeyRecord(core, { by, second }) {
    const room = openRoom(core)
    if (room) throw new Refusal(refusal('noNewKeysNow', room.name))
    // The record itself notes it, under the new keys.
    return refused(core.care.rekey(`${by} and ${second}`))
  },
  askKeyStore: async core => ({ answers: await core.care.asksLogin() }),
  async keepKey(core, { by, place }) {
    await refused(core.care.keepKey(place))
    core.note({
      event: 'system',
      kind: 'record',
      by,
      detail: `The key of the record is kept ${sayPlace(place)}`,
    })
    return null
  },
  async proveRecoveryCode(core, { code }, _, { name: by }) {
    if (!(await core.care.proveRecoveryCode(code))) throw new Refusal(refusal('wrongRecoveryCode'))
    core.note({ event: 'system', kind: 'record', by, detail: 'The recovery code was proved' })
    return null
  },
}

async function makeCode(core: CoreServices, by: string): Promise<MadeCode> {
  const made = await refused(core.care.makeRecoveryCode())
  core.note(codeMade(by))
  return made
}

/** How it stands in the record that a recovery code was made. The code itself stands on paper, and nowhere else. */
export function codeMade(by: string) {
  const detail = 'A recovery code was made; an earlier one opens nothing any more'
  return { event: 'system', kind: 'record', by, detail } as const
}

function sayPlace(place: KeyPlace): string {
  switch (place.where) {
    case 'asked':
      return 'nowhere: the recovery code is asked for at each start'
    case 'login':
      return 'in the key store of this login'
    case 'file':
      return `in a key file, ${place.folder ?? 'beside the record'}`
    default:
      return assertNever(place)
  }
}

/** What the record says of files and folders is an answer to whoever asked, not a failure of ours. */
async function refused<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error))
  }
}

/** What has just been closed is stored to its last word, in the record that is put aside. @throws Refusal where it cannot be */
async function letClosedGo(core: CoreServices): Promise<void> {
  const closed = core.rooms.all().filter(each => each.state() !== null)
  await isDoneWithin(Promise.all(closed.map(room => room.flush())), PATIENCE_MS)
  for (const room of closed) void room.flush()
  const held = closed.find(room => room.state() !== null)
  if (held) throw new Refusal(refusal('closedNotRecorded', held.name))
}

/** A room whose session is open. One that has just been closed is let go a moment later, and its last word goes to the record's next process. */
function openRoom(core: CoreServices): Room | undefined {
  return core.rooms.all().find(room => {
    const state = room.state()
    return state !== null && state.session.phase !== 'closed'
  })
}
