import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { english } from './en/index.ts'
import { sentencesOf } from './testing/sentences.ts'

/*
 * Sentences outside the catalogue. Each that stays is marked here, by its file, its kind and how many there are: one more is
 * found, and so is one less, whose mark must go.
 */

interface Marked {
  readonly why: string
  /** A file or a folder, and how many stand there. */
  readonly at: Readonly<Record<string, number>>
}

/** What stays outside, by kind: few, each with its reason. */
const marked: Readonly<Record<'code' | 'documentation' | 'data' | 'kept' | 'command', Marked>> = {
  code: {
    why: 'read by programs and by whoever writes them: SQL, names of keys and slots, signed texts, headers, paths, steps of a test, bytes and texts of protocols, errors of a programmer',
    at: {
      'devices/accutorr-3/line.ts': 1,
      'devices/dinamap-host/monitor-side.ts': 6,
      'devices/hl7-oru/acknowledge.ts': 1,
      'devices/hl7-oru/encoder.ts': 2,
      'devices/index.ts': 1,
      'devices/ivy-ansar-b/encoder.ts': 1,
      'devices/nellcor-ascii/encoder.ts': 3,
      'devices/nellcor-ascii/printout.ts': 1,
      'devices/simulated/patient.ts': 2,
      'electron/main/main.ts': 1,
      'electron/start/data-dir.ts': 1,
      'electron/start/programs.ts': 3,
      'electron/store/as-it-lies.ts': 1,
      'electron/store/backup/newest-there.ts': 1,
      'electron/store/engine.ts': 3,
      'electron/store/governed-tables.ts': 17,
      'electron/store/governed.ts': 1,
      'electron/store/keys/derive.ts': 1,
      'electron/store/keys/file-secret.ts': 1,
      'electron/store/keys/keep-key.ts': 1,
      'electron/store/keys/kept-master.ts': 1,
      'electron/store/keys/keys.ts': 5,
      'electron/store/mark-file.ts': 1,
      'electron/store/migrations/0006-governed-rows.ts': 1,
      'electron/store/migrations/0008-session-logs.ts': 1,
      'electron/store/migrations/0009-sealed.ts': 1,
      'electron/store/os-mark.ts': 1,
      'electron/store/rekey/new-keys.ts': 1,
      'electron/store/rekey/place.ts': 5,
      'electron/store/seal/sealed-file.ts': 1,
      'electron/store/seal/session-keys.ts': 1,
      'electron/store/search.ts': 1,
      'electron/store/signatures.ts': 2,
      'electron/store/transaction.ts': 3,
      'electron/store/verify-deleted.ts': 3,
      'electron/watchdog/player.ts': 1,
      'electron/watchdog/sound-output.ts': 1,
      'electron/web/csp.ts': 1,
      'electron/web/guard.ts': 1,
      'electron/web/server.ts': 1,
      'electron/web/trouble-answers.ts': 1,
      'shared/alarm/one-reading.ts': 1,
      'shared/alarm/timeline.ts': 2,
      'shared/record/index.ts': 1,
    },
  },
  documentation: {
    why: 'what docs/protocols.md is made of, and what a capture is asked for: English, as all of docs/',
    at: {
      'devices/accutorr-3/about.ts': 12,
      'devices/and-ua767pc/about.ts': 8,
      'devices/berry-pm6750/about.ts': 9,
      'devices/berrymed-bci/about.ts': 10,
      'devices/capnostream/about.ts': 12,
      'devices/contec-v5/about.ts': 7,
      'devices/contec-v7/about.ts': 11,
      'devices/datex-dri/about.ts': 19,
      'devices/describe.ts': 14,
      'devices/dinamap-host/about.ts': 20,
      'devices/hl7-oru/about.ts': 15,
      'devices/ivy-ansar-b/about.ts': 8,
      'devices/masimo-ascii/about.ts': 13,
      'devices/nellcor-ascii/about.ts': 16,
      'devices/nibp-stx-ascii/about.ts': 15,
      'devices/nonin/ascii.ts': 8,
      'devices/nonin/df1.ts': 5,
      'devices/nonin/df13.ts': 5,
      'devices/nonin/df2.ts': 11,
      'devices/nonin/df7.ts': 6,
      'devices/nonin/df8.ts': 4,
      'devices/omron-hbp/about.ts': 10,
      'devices/philips-intellivue/about.ts': 16,
      'devices/suntech-nibp/about.ts': 9,
    },
  },
  data: {
    why: 'publications and names of medicines, which a reader looks up as they stand; names that people carry as data',
    at: {
      'electron/store/migrations/0005-people.ts': 1,
      'shared/citations.ts': 15,
      'shared/roles.ts': 1,
      'shared/session/room-state.ts': 1,
      'shared/session/script.ts': 1,
    },
  },
  kept: {
    why: 'what the log of the installation keeps, for audits: written once, in English, and never read by a program',
    at: {
      'electron/core/alarm-sound.ts': 4,
      'electron/core/clock-watch.ts': 2,
      'electron/core/core.ts': 1,
      'electron/core/handlers/captures.ts': 4,
      'electron/core/handlers/clinic-set.ts': 3,
      'electron/core/handlers/devices.ts': 8,
      'electron/core/handlers/installation.ts': 6,
      'electron/core/handlers/people.ts': 8,
      'electron/core/handlers/presets.ts': 4,
      'electron/core/handlers/record-care.ts': 22,
      'electron/core/heartbeat.ts': 1,
      'electron/core/people/changes.ts': 1,
      'electron/core/people/secrets-of.ts': 3,
      'electron/core/people/two-people.ts': 1,
      'electron/host/core-host.ts': 3,
      'electron/process/uncaught.ts': 1,
      'electron/store/backup/anew-noted.ts': 2,
      'electron/store/backup/restore-noted.ts': 4,
      'electron/store/import.ts': 1,
      'electron/store/note-mark-gone.ts': 1,
      'electron/store/rekey/rekey.ts': 6,
      'shared/record/confirm-patient.ts': 1,
    },
  },
  command: {
    why: 'the headless commands speak English, to IT people and scripts (docs/adr)',
    at: {
      'electron/commands': Number.POSITIVE_INFINITY,
    },
  },
}
const allowed: Readonly<Record<string, number>> = Object.assign(
  {},
  ...Object.values(marked).map(({ at }) => at),
)

/**
 * Who takes the English catalogue whatever is spoken: such sentences are no literals, and are found by what is imported. Everybody
 * else is handed words, or says `phrase`, `complaint`, `spokenWords`.
 */
const alwaysEnglish: Readonly<Record<string, string>> = {
  'electron/commands': 'the headless commands speak English (docs/adr)',
  'shared/session/replay.ts': 'of the headless commands',
  'electron/core/handlers/clinic-set.ts': 'what the log of the installation keeps',
  'electron/core/handlers/presets.ts': 'what the log of the installation keeps',
  'electron/core/refusal.ts':
    'what the log is told of a refusal; who asked is told in the language that is spoken',
  'shared/record/scales.ts': 'what the record of an alarm keeps',
  'shared/session-file/write.ts': 'a session file is the same by whomever it is written',
  'shared/clinic-set/schema.ts': 'what a clinic has kept must fit whatever languages come',
  'shared/presets/schema.ts': 'paths of figures, of which nothing is said',
  ...Object.fromEntries(
    [
      'ceiling',
      'default-limits',
      'intramuscular',
      'iv-0.5mgkg-40',
      'skeletons',
      'spravato',
      'sublingual',
    ].map(name => [`shared/presets/${name}.ts`, 'what ships as data, said by `words/shipped.ts`']),
  ),
  ...Object.fromEntries(
    ['due', 'extra', 'spo2-checks'].map(name => [
      `shared/session/${name}.ts`,
      'what a session is asked to measure, kept as data and said by `words/shipped.ts`',
    ]),
  ),
  'shared/presets/approved.ts': 'holds what was kept against what would be kept now',
  'electron/import/read-bytes.ts': 'a trial whether all can be said, of which nothing is kept',
}

/** No words, though they look so: names of styles, keys and queries of the window; a programmer's error; what the log is told. */
const noWords: readonly string[] = [
  'alarming {} {}',
  'event {}',
  'reading {}',
  'alarms paused',
  'alarms off {}',
  'audio off',
  'audio paused',
  'input, select, textarea, button',
  '(prefers-reduced-motion: reduce)',
  'Unexpected value: {}',
  'no sound output',
  'the browser waits for a click before it lets a page sound',
  // What stands on a key.
  'Esc',
  // What a report of the command line is made by, and a kind of row in CSV: names that files keep.
  'vigil report',
  'dose withdrawn',
]

/** Causes of alarms: ids that the record keeps, each with its words. */
const causes: readonly string[] = [english.alarmCauses, english.inactivationCauses, english.withheld].flatMap(
  words => Object.keys(words),
)

/** Files that are looked at no further, and why. */
const noSentences: Readonly<Record<string, string>> = {
  'shared/vitals.ts': 'the English names of vital signs: a row each, that `words/en/vitals.ts` reads',
  'shared/report/formats/fhir/codes.ts': 'codes of terminologies, with what their publishers call them',
}

/** Where the marks stand that hold for a file: its own, or its folder's. */
function placeOf(path: string): string {
  return Object.keys(allowed).find(place => path === place || path.startsWith(`${place}/`)) ?? path
}

/** Is the English catalogue itself taken, and not only its types? */
function takesEnglish(path: string, source: string): boolean {
  const { module } = parseSync(path, source)
  const taken = module.staticImports.filter(({ entries }) => entries.some(({ isType }) => !isType))
  const later = [...source.matchAll(/import\(\s*'([^']+)'\s*\)/g)].map(([, from = '']) => from)
  return [...taken.map(({ moduleRequest }) => moduleRequest.value), ...later].some(from =>
    from.includes('words/en/'),
  )
}

/** All that Vigil is made of but the catalogue. */
function listFiles(): readonly string[] {
  const files = globSync('{shared,electron,renderer,devices}/**/*.{ts,tsx}').filter(
    path => !/\.test\.|\/testing\/|\.d\.ts$|^shared\/words\//.test(path),
  )
  expect(files.length).toBeGreaterThan(900)
  return files
}

/** Sentences of every file that has some, by the place of its mark. */
function findByPlace() {
  const found = new Map<string, readonly string[]>()
  const met = new Set<string>()
  for (const path of listFiles()) {
    if (noSentences[path] !== undefined) continue
    const texts = sentencesOf(path, readFileSync(path, 'utf8'))
    for (const { text } of texts) met.add(text)
    const sentences = texts
      .filter(({ text }) => !noWords.includes(text) && !causes.includes(text))
      .map(({ line, text }) => `${path}:${line}: ${text}`)
    const place = placeOf(path)
    if (sentences.length > 0) found.set(place, [...(found.get(place) ?? []), ...sentences])
  }
  return { found, met }
}

describe('Sentences outside the catalogue', () => {
  it('are taken with the English catalogue, and not with its types', () => {
    expect(takesEnglish('a.ts', "import { english } from '../words/en/index.ts'")).toBe(true)
    expect(takesEnglish('a.ts', "const { english } = await import('../words/en/index.ts')")).toBe(true)
    expect(takesEnglish('a.ts', "import type { english } from '../words/en/index.ts'")).toBe(false)
    expect(takesEnglish('a.ts', "import { wordsOf } from '../words/index.ts'")).toBe(false)
  })

  it('are said in English alone by those who are marked', () => {
    const taking = listFiles().filter(path => takesEnglish(path, readFileSync(path, 'utf8')))
    const places = Object.keys(alwaysEnglish)
    const placeIn = (path: string) => places.find(place => path === place || path.startsWith(`${place}/`))
    expect(taking.filter(path => placeIn(path) === undefined)).toEqual([])
    expect(
      places.filter(place => !taking.some(path => placeIn(path) === place)),
      'marks of files that take it no more',
    ).toEqual([])
  })

  it('are in no file but those that are marked, and no more of them', () => {
    const { found, met } = findByPlace()
    const over = [...found].filter(([place, sentences]) => sentences.length > (allowed[place] ?? 0))
    expect(over.flatMap(([, sentences]) => sentences)).toEqual([])
    const fewer = Object.entries(allowed).filter(
      ([place, count]) => Number.isFinite(count) && (found.get(place)?.length ?? 0) < count,
    )
    expect(fewer, 'marks of sentences that are not there any more').toEqual([])
    expect(
      noWords.filter(text => !met.has(text)),
      'what is no word, and nowhere any more',
    ).toEqual([])
  })
})
