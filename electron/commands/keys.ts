import { existsSync } from 'node:fs'
import { BACKUP_PLACE } from '../core/contracts/record.ts'
import { codeMade } from '../core/handlers/record-care.ts'
import { loginName } from '../process/login.ts'
import { stderr } from '../process/output.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { explainReading } from '../store/errors.ts'
import {
  addFileSlot,
  addOsSlot,
  databasePath,
  describeKeys,
  fileSlotPath,
  type KeySources,
  makeRecoveryCode,
  openKeys,
  osStore,
  proveRecoveryCode,
  removeSlot,
  requireRecord,
  spreadAnswering,
} from '../store/index.ts'
import type { Command, Values } from './command.ts'
import { headlessKeys } from './keys-of.ts'
import { openIfPossible, openToRead } from './opened.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { rekey } from './rekey.ts'
import { byTwoPeople, whoDecides } from './two-people.ts'
import { refuseFurther } from './typed.ts'
import { optionalText, requireText } from './values.ts'

export const keys: Command = {
  usage:
    'keys [code | prove | file | os | remove KIND | recover | rekey] [--code CODE] [--by NAME --by NAME]',
  does: 'what opens the record: its slots; a recovery code, a key file, the key store of this login',
  more: [
    'code      makes a recovery code and prints it once, twice over: write it on two sheets. An earlier one opens nothing any more.',
    '          Or print it on the page "Backups and keys".',
    'prove     --code CODE: the code typed back; only then may another key be removed.',
    'file      a new key file (VIGIL_KEY_FILE, else vigil.key beside the record).',
    'os        keeps a key in the key store of this login.',
    'remove    file | os | recovery, while another key is left.',
    'recover   --code CODE: a new key file, where the old one is lost.',
    'rekey     new keys throughout, where somebody else may have those of now; end Vigil first. The code is printed as by "code".',
    '          Every page and sealed session is encrypted anew; PINs stay. Backups of before open with the recovery code of before alone.',
    'Each is noted in the record, in the name of os:LOGIN: end Vigil first.',
    'code and rekey are decided by an administrator and a medical director, where both have a PIN: --by NAME --by NAME, their PINs',
    'on standard input, one a line.',
    'Without any key the record is lost: nobody can open it.',
  ],
  options: { code: { type: 'string' }, ...byTwoPeople },
  words: 2,
  async run(values, [what, kind]) {
    const dataDir = defaultDataDir()
    const act = what === undefined ? null : acts[what]
    if (act === undefined) throw new WrongUsage(`There is no "keys ${what}".`)
    if (what !== 'remove') refuseFurther(kind === undefined ? [] : [kind], 0)
    requireRecord(dataDir)
    const sources = sourcesOf(values)
    try {
      // A code that was proved before is only looked at, also beside a running Vigil.
      const isLook = what === 'prove' && !describeKeys(dataDir).some(({ proved }) => proved === false)
      const noted = isLook ? undefined : notes[what ?? '']
      if (act && noted) {
        const before = what === 'file' ? beforeNewFile(sources) : sources
        await doNoted(
          dataDir,
          before,
          () => act(dataDir, sources, values, kind),
          () => noted(dataDir, kind),
        )
      } else await act?.(dataDir, sources, values, kind)
      if (act) spreadAnswering(dataDir, readPlace(dataDir, what === 'rekey' ? headlessKeys : sources))
      for (const slot of describeKeys(dataDir)) print(slot)
    } catch (error) {
      throw explainReading(error, dataDir)
    }
  },
}

type Act = (
  dataDir: string,
  sources: KeySources,
  values: Values,
  kind: string | undefined,
) => void | Promise<void>

const acts: Readonly<Record<string, Act>> = {
  async code(dataDir, sources, values) {
    const keys = openKeys(dataDir, sources)
    // A record that does not open can note nothing; its backups are opened by the code.
    const opened = openIfPossible(dataDir, sources)
    // Else a page spoilt, or a PIN edited, would do for two people's word.
    if (!opened && existsSync(databasePath(dataDir)))
      throw new Failure(
        `The people of the record in ${dataDir} cannot be read, or were edited past Vigil, and so not asked: restore a backup first ("vigil restore FROM").`,
      )
    try {
      const by = (await whoDecides(opened, values)) ?? loginName()
      const code = makeRecoveryCode(dataDir, keys, sources)
      print({ recoveryCode: code, again: code, fingerprint: keys.signing.fingerprint })
      opened?.checking.note(codeMade(by))
    } finally {
      await opened?.close()
    }
  },
  prove(dataDir, _sources, values) {
    if (!proveRecoveryCode(dataDir, requireText(values, 'code')))
      throw new Failure('This code does not open the record: compare it with the sheet, group by group.')
  },
  file: (dataDir, sources) =>
    addFileSlot(dataDir, openKeys(dataDir, beforeNewFile(sources)), sources, 'anew'),
  os(dataDir, sources) {
    const keys = openKeys(dataDir, sources)
    try {
      addOsSlot(dataDir, keys, osStore, sources)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new Failure(
        `The key store of this login took no key (${why}): unlock it in a session of this login's desktop, or use a key file ("vigil keys file").`,
      )
    }
  },
  remove(dataDir, sources, _values, kind) {
    if (kind !== 'file' && kind !== 'os' && kind !== 'recovery')
      throw new WrongUsage('Name what is removed: file, os or recovery.')
    openKeys(dataDir, sources)
    removeSlot(dataDir, kind)
  },
  recover(dataDir, sources, values) {
    requireText(values, 'code')
    addFileSlot(dataDir, openKeys(dataDir, sources), sources, 'anew')
  },
  rekey,
}

/** How acts stand in the record that do not write into it themselves. What is noted is read once the act is done. */
const notes: Readonly<Record<string, (dataDir: string, kind: string | undefined) => string>> = {
  prove: () => 'The recovery code was proved',
  file: dataDir => `A new key file was made: ${whichFile(dataDir)}`,
  os: () => 'A key was put into the key store of this login',
  remove: (_dataDir, kind) => `The key "${kind}" was removed: it opens nothing any more`,
  recover: dataDir => `A new key file was made by the recovery code: ${whichFile(dataDir)}`,
}

const whichFile = (dataDir: string): string => fileSlotPath(dataDir, headlessKeys) ?? 'none'

/** Does what changes the keys, and notes it. A damaged record gets its keys all the same, which is said. @throws StoreError 'locked' */
async function doNoted(
  dataDir: string,
  sources: KeySources,
  act: () => void | Promise<void>,
  detail: () => string,
): Promise<void> {
  const opened = openIfPossible(dataDir, sources)
  try {
    await act()
    if (opened?.canNote)
      opened.checking.note({
        event: 'system',
        kind: 'record',
        by: loginName(),
        detail: detail(),
      })
    else stderr.write('This is not noted in the record, which cannot be written.\n')
  } finally {
    await opened?.close()
  }
}

/** Where VIGIL_KEY_FILE names a file that is to be made, what opens the record until then is the one of before. */
function beforeNewFile(sources: KeySources): KeySources {
  const { VIGIL_KEY_FILE: named, ...env } = sources.env
  return named !== undefined && !existsSync(named) ? { ...sources, env } : sources
}

/** The second place for backups. */
function readPlace(dataDir: string, sources: KeySources): string | null {
  const store = openToRead(dataDir, sources)
  try {
    return store.setting(BACKUP_PLACE) || null
  } finally {
    store.close()
  }
}

function sourcesOf(values: Values): KeySources {
  const code = optionalText(values, 'code')
  return { ...headlessKeys, ...(code === undefined ? {} : { code }) }
}
