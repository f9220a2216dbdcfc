import { at, makeState, makeVital, mark, SESSION } from '../../store/testing/record.ts'
import { startRecord } from '../client.ts'
import { testPrograms } from './programs.ts'

/* A core that is killed in a test: stores readings, and says the number of each one that is stored. */
const [, , dataDir = ''] = process.argv
const record = await startRecord({ dataDir, version: 'test', programs: testPrograms(), say: () => {} })
record.write(
  [
    { change: 'addRoom', room: { id: 'room-1', name: 'Room 1' } },
    { change: 'openSession', roomId: 'room-1', state: makeState() },
  ],
  () => store(1),
)

function store(seq: number): void {
  const log = [{ at: at(seq * 1000), entry: mark }]
  record.write([{ change: 'commit', sessionId: SESSION, readings: [makeVital(seq)], log }], outcome => {
    if (outcome.ok) process.stdout.write(`${seq}\n`)
    store(seq + 1)
  })
}
