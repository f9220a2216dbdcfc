import { type Person, roles } from '../../shared/roles.ts'
import { type Credentials, credentialsSchema, type PersonRecord } from '../core/contracts/people.ts'
import { number, oneOf, text } from './rows.ts'
import type { Prepare } from './statements.ts'
import type { Atomically } from './transaction.ts'

const sql = {
  people: 'SELECT id, name, role, active FROM people ORDER BY name',
  setPerson: `INSERT INTO people (id, name, role, active) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET role = excluded.role, active = excluded.active`,
  credentials: 'SELECT person_id, credentials FROM credentials',
  setCredentials: `INSERT INTO credentials (person_id, credentials) VALUES (?, ?)
    ON CONFLICT (person_id) DO UPDATE SET credentials = excluded.credentials`,
} as const

/** People are added and changed, never removed. */
export interface PeopleTables {
  setPerson(person: Person): void
  setCredentials(personId: string, credentials: Credentials): void
  /** With what each proves who they are: for the core alone. */
  personRecords(): readonly PersonRecord[]
}

export function createPeopleTables(prepare: Prepare, atomically: Atomically): PeopleTables {
  return {
    setPerson: ({ id, name, role, active }) =>
      void atomically(() => prepare(sql.setPerson).run(id, name, role, active ? 1 : 0)),
    setCredentials: (personId, credentials) =>
      void atomically(() => prepare(sql.setCredentials).run(personId, JSON.stringify(credentials))),
    personRecords() {
      const known = new Map(
        prepare(sql.credentials)
          .all()
          .map(row => [
            text(row, 'person_id'),
            credentialsSchema.parse(JSON.parse(text(row, 'credentials'))),
          ]),
      )
      return readPeople(prepare).map(person => ({ person, credentials: known.get(person.id) ?? {} }))
    },
  }
}

/** Everybody, those too who act no more, by name. */
export function readPeople(prepare: Prepare): readonly Person[] {
  return prepare(sql.people)
    .all()
    .map(row => ({
      id: text(row, 'id'),
      name: text(row, 'name'),
      role: oneOf(row, 'role', roles),
      active: number(row, 'active') === 1,
    }))
}
