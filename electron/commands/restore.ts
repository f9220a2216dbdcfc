import { checkingOf } from '../start/checking.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { readVersion } from '../start/version.ts'
import {
  beginAnewNoted,
  checkBackup,
  type KeySources,
  listBackupPaths,
  opensBackupByCode,
  type RestoreOrder,
  readPeopleOfBackup,
  restoreNoted,
} from '../store/index.ts'
import type { Command, Values } from './command.ts'
import { headlessKeys } from './keys-of.ts'
import { openIfPossible } from './opened.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { byTwoPeople, readNames, whoDecides } from './two-people.ts'
import { optionalText } from './values.ts'

export const restore: Command = {
  usage: 'restore [FROM] [--code CODE] [--by NAME --by NAME] [--try] | restore --anew --by NAME --by NAME',
  does: 'a backup in the place of the record, which is put aside; without FROM: the backups there are',
  more: [
    'FROM: the folder of a backup. It is opened, checked page by page and held against its manifest first; --try does no more.',
    'An administrator and a medical director decide either: --by NAME --by NAME, their PINs on standard input, one a line. They are those',
    'of the record that is here; where it names none, those of the backup, whose recovery code stands in for both PINs.',
    '--code: the recovery code, where the key file is lost, or this is another computer.',
    '--anew: two people have decided that the record begins anew; what is in the folder is put aside, and their names are noted.',
  ],
  options: {
    code: { type: 'string' },
    try: { type: 'boolean' },
    anew: { type: 'boolean' },
    ...byTwoPeople,
  },
  words: 1,
  async run(values, [from]) {
    const dataDir = defaultDataDir()
    const code = optionalText(values, 'code')
    const sources = { ...headlessKeys, ...(code === undefined ? {} : { code }) }
    if (values['anew'] === true) {
      if (from !== undefined) throw new WrongUsage('Name a backup, or --anew, but not both.')
      const names = readNames(values)
      const newest = listBackupPaths(dataDir).at(-1)
      const word =
        (await whoDecidesHere(dataDir, sources, values)) ??
        // An emptied database names nobody; the newest backup beside it may.
        (newest === undefined ? null : (await whoDecidesOnBackup(newest, dataDir, sources, values)).by)
      const aside = beginAnewNoted({ dataDir, sources, version: readVersion(), names, proved: word !== null })
      print({ anew: dataDir, aside, by: names })
    } else if (from === undefined) for (const path of listBackupPaths(dataDir)) print({ backup: path })
    else if (values['try'] === true) {
      const checked = checkBackup(from, dataDir, sources)
      print({ ...checked, restored: false })
      if (checked.verified?.ok === false)
        throw new Failure(
          `The chain of the backup ${from} is broken: use another one, or restore it knowing that.`,
        )
    } else {
      const by = await whoDecidesHere(dataDir, sources, values)
      const decided = by === null ? await whoDecidesOnBackup(from, dataDir, sources, values) : { by }
      const restored = restoreNoted({ from, dataDir, sources, version: readVersion(), ...decided })
      print({ ...restored, restored: true })
    }
  },
}

/** The two people, where the record that is here opens and has them. @throws Failure, WrongUsage, Refusal, StoreError 'locked' */
async function whoDecidesHere(dataDir: string, sources: KeySources, values: Values): Promise<string | null> {
  // A code may be of this record, or of the backup alone.
  const opened = openIfPossible(dataDir) ?? openIfPossible(dataDir, sources)
  return whoDecides(opened, values).finally(() => opened?.close())
}

/** Where the record that is here names no two: those of the backup, unless whoever restores it has the code. @throws the same */
async function whoDecidesOnBackup(
  from: string,
  dataDir: string,
  sources: KeySources,
  values: Values,
): Promise<Pick<RestoreOrder, 'by' | 'byCode'>> {
  if (sources.code !== undefined && opensBackupByCode(from, dataDir, sources.code))
    return { by: null, byCode: true }
  const lies = readPeopleOfBackup(from, dataDir, sources)
  return { by: await whoDecides(lies && { checking: checkingOf(lies) }, values) }
}
