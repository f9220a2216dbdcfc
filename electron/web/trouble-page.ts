import { escapeXml } from '../../shared/report/formats/escape-xml.ts'
import { phrase } from '../../shared/words/host.ts'

const words = phrase.trouble

const style = `body{font:18px/1.5 system-ui,sans-serif;background:#10151b;color:#e8edf2;max-width:72ch;margin:6vh auto;padding:0 24px}
h1{font-size:28px}h2{margin-top:32px;font-size:20px}.alert{border-left:6px solid #ff6b5e;padding:8px 16px;background:#1b232c}
.said{border-left:6px solid #7fd1ff;padding:8px 16px;background:#1b232c}label{display:block;margin:8px 0 2px}
input,select,button{font:inherit;min-height:44px;padding:4px 12px;background:#1b232c;color:inherit;border:2px solid #55626f;border-radius:6px}
button{margin:12px 8px 0 0}`

/**
 * The page of a record that was not opened, whole.
 *
 * @param sentence what is wrong, where, and what to do
 * @param backups names, newest first
 * @param asksCode the code is typed here, and opens the record
 * @param said what came of what was just asked; null: nothing was
 */
export function troublePage(
  sentence: string,
  backups: readonly string[],
  asksCode: boolean,
  said: string | null,
): string {
  const byCode = asksCode
    ? `<h2>${words.byCode}</h2><form method="post"><p>${words.byCodeHint}</p>
<label for="by-code">${words.codeField}</label><input id="by-code" name="code" required autofocus autocomplete="off" size="48">
<div><button name="do" value="open">${words.doOpen}</button></div></form>`
    : ''
  const options = backups.map(name => `<option>${escapeXml(name)}</option>`).join('')
  const restore =
    backups.length === 0
      ? `<p>${words.none}</p>`
      : `<form method="post"><p>${words.restoreHint}</p>
<label for="backup">${words.backup}</label><select id="backup" name="backup">${options}</select>
<label for="code">${words.code}</label><input id="code" name="code" autocomplete="off" size="48">
<div><button name="do" value="try">${words.tryIt}</button><button name="do" value="restore">${words.doRestore}</button></div></form>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${words.title}</title><style>${style}</style></head><body><main>
<h1>${words.title}</h1>
<p class="alert" role="alert">${escapeXml(sentence)}</p>
${said === null ? '' : `<p class="said" role="status">${escapeXml(said)}</p>`}
<p>${words.nothing}</p>
${byCode}
<h2>${words.restore}</h2>${restore}
<h2>${words.folder}</h2><p>${words.folderHint}</p>
<h2>${words.anew}</h2><form method="post"><p>${words.anewHint}</p>
<label for="first">${words.first}</label><input id="first" name="first" required autocomplete="off">
<label for="second">${words.second}</label><input id="second" name="second" required autocomplete="off">
<div><button name="do" value="anew">${words.doAnew}</button></div></form>
</main></body></html>`
}
