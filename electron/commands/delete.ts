import { requests } from '../../shared/ipc.ts'
import { deletableOf, readKeepYears, whyKept } from '../../shared/record-times.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { refusal, wordRefusal } from '../../shared/words/refusal.ts'
import { firstIssue } from '../../shared/words/schema-complaints.ts'
import { KEEP_YEARS } from '../core/contracts/record.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import type { Command } from './command.ts'
import { openRecord, openToRead } from './opened.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { byTwoPeople, requireTwoPeople } from './two-people.ts'
import { requireText } from './values.ts'

export const deleteCommand: Command = {
  usage: 'delete [SESSION --by NAME --by NAME --reason TEXT]',
  does: 'a session for good, on the word of two people; without SESSION: those that have been kept for as long as the clinic wants',
  more: [
    'An administrator and a medical director decide it; their PINs are read from standard input, one a line, in the order of the names.',
    'Rows, file, key, reports and what backups within reach hold of it go; a tombstone keeps names, reason and digests.',
    'A treatment goes only once the years have passed that are set on the page "Backups and keys"; practice at any time after its close.',
    'Vigil must be ended first. What could not be cleared is listed as "left".',
  ],
  options: { ...byTwoPeople, reason: { type: 'string' } },
  words: 1,
  async run(values, [sessionId]) {
    if (sessionId === undefined) return listDue()
    const { store, clock, checking, close } = openRecord(defaultDataDir())
    try {
      const { wallMs } = clock.now()
      const { reason } = readAsked(sessionId, requireText(values, 'reason'))
      const session = store.session(sessionId)?.session
      const why = session
        ? whyKept(deletableOf(session), readKeepYears(store.setting(KEEP_YEARS)), wallMs)
        : refusal('noSession', sessionId)
      if (why) throw new Failure(wordRefusal(why, words))
      const by = await requireTwoPeople(checking, values)
      const { left } = await store.deleteSession({ sessionId, by, reason }, clock.now())
      print({ deleted: sessionId, by, reason, left })
    } finally {
      await close()
    }
  },
}

function listDue(): void {
  const store = openToRead(defaultDataDir())
  try {
    for (const due of store.dueForDeletion(Date.now(), Number.POSITIVE_INFINITY)) print(due)
  } finally {
    store.close()
  }
}

/** By the same rules as a window's. @throws WrongUsage */
function readAsked(sessionId: string, reason: string) {
  const parsed = requests.deleteSession.payload.safeParse({ sessionId, reason })
  if (parsed.success) return parsed.data
  const { where, what } = firstIssue(parsed.error)
  throw new WrongUsage(`${where === 'reason' ? '--reason' : 'SESSION'}: ${what}.`)
}
