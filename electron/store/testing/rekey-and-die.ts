import { writeSync } from 'node:fs'
import { ownSources } from '../keys/keys.ts'
import { rekeyRecord } from '../rekey/rekey.ts'

/* For the crash test: gives a record new keys and ends as kill -9 would, as soon as a step was told. Says every step. */

const [dataDir = '', last = ''] = process.argv.slice(2)
rekeyRecord(dataDir, {
  sources: ownSources,
  version: 'test',
  by: 'os:test',
  tell(done) {
    writeSync(1, `${done}\n`)
    if (done === last) process.kill(process.pid, 'SIGKILL')
  },
})
