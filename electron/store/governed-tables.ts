/*
 * Rows outside the log that people rely on: who may do what, which limits hold, what a list says of a session. Each change of
 * one is vouched for by a link of the chain of rows (`row_log`), in the same transaction; `verify` folds that chain and
 * compares both ways.
 */

/** Governed tables, by the column that names a row. One that does not exist here is passed over. */
export const governedTables = {
  people: 'id',
  credentials: 'person_id',
  rooms: 'id',
  devices: 'id',
  settings: 'name',
  sessions: 'id',
  installation: 'id',
  sealed: 'file',
  tombstones: 'session_id',
} as const satisfies Readonly<Record<string, string>>

export type GovernedTable = keyof typeof governedTables

/** Tables that no row of the chain vouches for, and what does. */
export const otherTables: Readonly<Record<string, string>> = {
  readings: 'a chain of their own',
  log: 'a chain of its own',
  session_log: 'a chain for each session',
  row_log: 'a chain of its own',
  heads: 'signatures',
  states: 'the log, for each record stored with one',
  state_changes: 'the log, for each record stored with one',
  newest: 'a seal beside the heartbeat; of the newest batch nothing: it is forgotten with the next',
  presets: 'the log',
  clinic_sets: 'the log',
  session_index: 'nothing: made from the sessions, to find them',
  session_alarms: 'nothing: made from the log',
  session_words: 'nothing: made from the sessions',
  session_words_data: 'nothing: made from the sessions',
  session_words_idx: 'nothing: made from the sessions',
  session_words_content: 'nothing: made from the sessions',
  session_words_docsize: 'nothing: made from the sessions',
  session_words_config: 'nothing: made from the sessions',
}
