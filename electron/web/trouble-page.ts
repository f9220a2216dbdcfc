import { escapeXml } from '../../shared/report/formats/escape-xml.ts'
import type { ScreenWords } from '../../shared/words/screen.ts'

const style = `body{font:18px/1.5 system-ui,sans-serif;background:#10151b;color:#e8edf2;max-width:72ch;margin:6vh auto;padding:0 24px}
h1{font-size:28px}h2{margin-top:32px;font-size:20px}.alert{border-left:6px solid #ff6b5e;padding:8px 16px;background:#1b232c}
.said{border-left:6px solid #7fd1ff;padding:8px 16px;background:#1b232c}label{display:block;margin:8px 0 2px}
input,select,button{font:inherit;min-height:44px;padding:4px 12px;background:#1b232c;color:inherit;border:2px solid #8494a3;border-radius:6px;max-width:100%;box-sizing:border-box}
fieldset{border:2px solid #55626f;border-radius:6px;margin:12px 0;display:grid;grid-template-columns:repeat(auto-fit,minmax(14em,1fr));gap:0 16px}
:focus-visible{outline:3px solid #7fd1ff;outline-offset:2px}button{margin:12px 8px 0 0}`

/** What was typed, and stands there again where it was refused. */
export interface Typed {
  readonly backup: string
  readonly first: string
  readonly second: string
}
export const nothingTyped: Typed = { backup: '', first: '', second: '' }

export interface Trouble {
  /** What is wrong, where, and what to do. */
  readonly sentence: string
  /** Names, newest first. */
  readonly backups: readonly string[]
  /** The code is typed here, and opens the record. */
  readonly asksCode: boolean
  /** Two people of the record decide, each with their own PIN. */
  readonly asksPins: boolean
  /** The same for beginning anew: of the record, or of its newest backup. */
  readonly asksPinsForAnew: boolean
  /** What came of what was just asked; null: nothing was. */
  readonly said: string | null
  readonly typed: Typed
}

type Words = ScreenWords['closedRecord']

/** The page of a record that was not opened, whole. @param languageTag of the words */
export function troublePage(words: Words, languageTag: string, trouble: Trouble): string {
  const { sentence, asksCode, said } = trouble
  const byCode = asksCode
    ? `<h2>${words.byCode}</h2><form method="post"><p>${words.byCodeHint}</p>
<label for="by-code">${words.codeField}</label><input id="by-code" name="code" required autofocus autocomplete="off" size="48">
<div><button name="do" value="open">${words.doOpen}</button></div></form>`
    : ''
  return `<!doctype html><html lang="${languageTag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title><style>${style}</style></head><body><main>
<h1>${words.title}</h1>
<p class="alert" role="alert">${escapeXml(sentence)}</p>
${said === null ? '' : `<p class="said" role="status">${escapeXml(said)}</p>`}
<p>${words.nothing}</p>
${byCode}
<h2>${words.restore}</h2>${restoring(words, trouble)}
<h2>${words.folder}</h2><p>${words.folderHint}</p>
<h2>${words.anew}</h2>${anew(words, trouble)}
</main></body></html>`
}

function restoring(words: Words, { backups, asksPins, typed }: Trouble): string {
  if (backups.length === 0) return `<p>${words.none}</p>`
  const options = backups
    .map(name => `<option${name === typed.backup ? ' selected' : ''}>${escapeXml(name)}</option>`)
    .join('')
  return `<form method="post"><p>${words.restoreHint}</p><p>${asksPins ? words.pins : words.pinsOfBackup}</p>
<label for="backup">${words.backup}</label><select id="backup" name="backup">${options}</select>
<label for="code">${asksPins ? words.code : words.codeForPins}</label><input id="code" name="code" autocomplete="off" size="48">
${twoPeople(words, 'restore', typed, { withPins: true, required: asksPins })}
<div><button name="do" value="try" formnovalidate>${words.tryIt}</button><button name="do" value="restore">${words.doRestore}</button></div></form>`
}

function anew(words: Words, { asksPins, asksPinsForAnew, typed }: Trouble): string {
  const who = asksPins ? words.pins : asksPinsForAnew ? words.pinsOfNewest : words.noPins
  return `<form method="post"><p>${words.anewHint}</p><p>${who}</p>
${twoPeople(words, 'anew', typed, { withPins: asksPinsForAnew, required: true })}
<div><button name="do" value="anew">${words.doAnew}</button></div></form>`
}

/** @param form whose fields they are */
function twoPeople(
  words: Words,
  form: string,
  typed: Typed,
  { withPins, required }: { readonly withPins: boolean; readonly required: boolean },
): string {
  const asked = `autocomplete="off"${required ? ' required' : ''}`
  const field = (name: 'first' | 'second', label: string, pinLabel: string) => {
    const id = `${form}-${name}`
    const pin = `<div><label for="${id}-pin">${pinLabel}</label><input id="${id}-pin" name="${name}Pin" type="password" ${asked}></div>`
    return `<div><label for="${id}">${label}</label><input id="${id}" name="${name}" value="${escapeXml(typed[name])}" ${asked}></div>${withPins ? pin : ''}`
  }
  return `<fieldset><legend>${words.who}</legend>
${field('first', words.first, words.firstPin)}
${field('second', words.second, words.secondPin)}</fieldset>`
}
