import { say } from './say.ts'

/** What is wrong with a text that came in, whatever it is of. */
const texts = {
  unknownForm: 'not of the known form',
  empty: 'must not be empty',
  nameRule: 'a name or number must not begin with = + - or @, nor hold control characters',
  lineRule: 'it holds control characters, or marks that turn the direction of writing: type it anew',
  controls: 'it holds control characters',
  nestedRequest: 'The request is nested too deeply.',
  controlsOrHalves: 'A text holds control characters, or halves of characters: type it anew.',
  identifier: 'an identifier has letters, digits, points and dashes only',
  hash: 'a hash has 64 hex digits',
  code: 'a code has 8 digits',
  base64: 'it is not base64',
  wholeFrom1: 'must be a whole number from 1',
  of: say('{where}: {what}.', 'where', 'what'),
} as const

/** What a schema without words of its own complains of (`schema-complaints.ts`). */
const schema = {
  missing: 'is missing',
  text: 'must be a text',
  aNumber: 'must be a number',
  wholeNumber: 'must be a whole number',
  yesOrNo: 'must be true or false',
  list: 'must be a list',
  object: 'must be an object',
  leastLetters: say('must have at least {least, plural, one {# letter} other {# letters}}', 'least'),
  leastEntries: say('must have at least {least, plural, one {# entry} other {# entries}}', 'least'),
  mostEntries: say('must have at most {most, plural, one {# entry} other {# entries}}', 'most'),
  least: say('must be at least {least, number}', 'least'),
  moreThan: say('must be more than {least, number}', 'least'),
  lessThan: say('must be less than {most, number}', 'most'),
  multipleOf: say('must be a multiple of {step, number}', 'step'),
  oneOf: say('must be one of: {values}', 'values'),
  unknownFields: say('has no field {fields}', 'fields'),
} as const

/** What a preset must be (`presets/schema.ts`). */
const presets = {
  thePreset: 'The preset',
  id: 'must be capitals, digits, dots or hyphens, at most 40',
  dueId: 'must be a capital and at most 9 letters or digits',
  source: 'must name a source',
  labelRule: say('a label of the preset: {rule}', 'rule'),
  within: say('must be from {min, number} to {max, number}', 'min', 'max'),
  withinForRoute: say('must be from {min, number} to {max, number} for this route', 'min', 'max'),
  wholeMinutes: 'must be whole minutes',
  eachAlarmOnce: 'must name each alarm once',
  belongs: {
    devices: 'belongs to a nasal preset alone',
    infusionMin: 'belongs to an intravenous preset alone',
    holdMin: 'belongs to a sublingual preset alone',
    boosters: 'belong to an intramuscular preset alone',
  },
  missing: {
    devices: 'is missing: a nasal preset needs it',
    infusionMin: 'is missing: an intravenous preset needs it',
    holdMin: 'is missing: a sublingual preset needs it',
  },
  nasalDose: 'of a nasal preset must be fixed, in mg: it is what its devices hold',
  devicesHold: say(
    'must be the content of its {count, plural, one {# device} other {# devices}} of {mgEach, number} mg',
    'count',
    'mgEach',
  ),
  underDose: say('must not be less than the dose, {dose, number}', 'dose'),
  idTwice: say('must be another one: {id} is there already', 'id'),
  fromLate: say('of {id} must not be later than its target, {target, number} min', 'id', 'target'),
  toEarly: say('of {id} must be later than its target, {target, number} min', 'id', 'target'),
  windowLength: say(
    'of {id}: its window must be {shortest, number} to {longest, number} min long',
    'id',
    'shortest',
    'longest',
  ),
  repeatedTwice: say('of {id}: it is repeated while dosing or until the end, not both', 'id'),
  assessmentLate: say('must be earlier than the discharge, {min, number} min', 'min'),
  noLast: say(
    'must have a required measurement with its window between {from, number} and {to, number} min, before discharge',
    'from',
    'to',
  ),
  noSource: 'is missing: each figure has its source',
  strangeSource: 'names a figure that this preset has not',
  asShipped: say('must stay as it ships: {value}', 'value'),
  noRange: 'is fixed: it has no range',
  noLevel: 'is no level of this alarm',
  levelMissing: 'is missing: a preset leaves out no alarm',
  noFigure: 'is no figure of this alarm',
  level: {
    limit: say('(limit) {complaint}', 'complaint'),
    delay: say('(delay in s) {complaint}', 'complaint'),
    points: say('(points below the HIGH limit) {complaint}', 'complaint'),
    seconds: say('(seconds) {complaint}', 'complaint'),
  },
  fixedAt: say('is fixed at {value, number}', 'value'),
} as const

/** What a clinic's set must be (`clinic-set/schema.ts`). */
const clinicSet = {
  theSet: 'The set',
  mostLetters: say('must have at most {most, plural, one {# letter} other {# letters}}', 'most'),
  most: say('must be at most {most, number}', 'most'),
  ships: say('“{text}” ships with Vigil: leave it out', 'text'),
  twice: say('“{text}” is there twice', 'text'),
  idTwice: 'is there twice',
} as const

/** Why a session script cannot be played (`session/script.ts`). */
const script = {
  line: say('Line {line, number} of the script: {what}', 'line', 'what'),
  noJsonSample: 'it is not valid JSON; every line must be one sample.',
  unknownSample: say('it is no sample of the known form ({issue}).', 'issue'),
  outOfOrder: say(
    't is {t, number}, before {before, number} of an earlier line; put the lines in order of time.',
    't',
    'before',
  ),
  repeats: say(
    'it repeats too often: more than {most, plural, one {# sample} other {# samples}} in all.',
    'most',
  ),
  empty: 'it is empty; write one JSON object a line.',
  noJson: 'it is not valid JSON; every line must be one object.',
  noObject: 'it must be one JSON object.',
  noKind: 'it must have t and one of sample, do, gap, clock or end.',
  noAction: say('there is no action "{name}"; known are {known}.', 'name', 'known'),
  unknownForm: say('it is not of the known form ({issue}).', 'issue'),
  theLine: 'line',
  unknown: 'unknown',
} as const

/** What is wrong with what came in, by a window, a file or the store. */
export const complaints = { texts, schema, presets, clinicSet, script } as const
