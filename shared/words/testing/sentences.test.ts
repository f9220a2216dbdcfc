import { describe, expect, it } from 'vitest'
import { sentencesOf } from './sentences.ts'

const textsOf = (source: string, path = 'made-up.tsx') => sentencesOf(path, source).map(({ text }) => text)

describe('What a module says', () => {
  it('is told with its line', () => {
    const source = `import { a } from 'two words'
const b = 'no sentence'
const c = { text: \`of \${b} there are\`, id: 'one-word' }
const d = <p className="two words">some markup</p>
const e = db.prepare('SELECT x FROM y')`
    expect(sentencesOf('made-up.tsx', source)).toEqual([
      { line: 2, text: 'no sentence' },
      { line: 3, text: 'of {} there are' },
      { line: 4, text: 'some markup' },
    ])
  })

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: source
  it.each([
    // Sentences, wherever they stand.
    ["const a = 'It’s off'", ['It’s off']],
    ['const a = "I don\'t"', ["I don't"]],
    ["const a = 'Dose: 84'", ['Dose: 84']],
    ["const a = 'alarm – off'", ['alarm – off']],
    ["const a = 'Room 1'", ['Room 1']],
    ["const a = '3 alarms'", ['3 alarms']],
    ["const a = 'first\\nsecond'", ['first\nsecond']],
    ["const a = 'well-being lost'", ['well-being lost']],
    ['const a = `${n} readings`', ['{} readings']],
    ['const a = `readings: ${n}`', ['readings: {}']],
    ['const a = `(${n} more)`', ['({} more)']],
    ["const a = 'Dose ' + mg", ['Dose']],
    ["const a = { source: 'published somewhere', sources: { dose: `label of ${b}` } }", 2],
    ["const a = ['project proposal']", ['project proposal']],
    ["const a = { 'two words': b }", ['two words']],
    ["throw new Error('Broken')", ['Broken']],
    ["throw new RangeError(on ? 'on' : 'off')", ['on', 'off']],
    // One and more, made by hand.
    ["const a = n === 1 ? 'session' : 'sessions'", ["'session' : 'sessions'"]],
    ["const a = `${n} kg${n === 1 ? '' : 's'}`", ["'' : 's'"]],
    ["const a = n > 1 ? 'entries' : 'entry'", ["'entries' : 'entry'"]],
    // One word that is seen.
    ['const a = <b>{n} alarms</b>', ['alarms']],
    ['const a = <b>Close</b>', ['Close']],
    ['const a = <>of {all}</>', ['of']],
    ['const a = <svg><text x={1}>Pulse</text></svg>', ['Pulse']],
    ['const a = <button aria-label="Close" />', ['Close']],
    ["const a = <input placeholder={'initials'} title='Name' />", ['initials', 'Name']],
    ['const a = <img alt={`${n}th`} />', ['{}th']],
    ['const a = <Field label="weight" />', ['weight']],
    ["const a = <b>{open ? 'Hide' : 'Show'}</b>", ['Hide', 'Show']],
    ["const a = <b>{name ?? 'nobody'}</b>", ['nobody']],
    ["const a = <b>{none && 'none'}</b>", ['none']],
    ["const a = <b>{`${open ? 'open' : 'shut'}`}</b>", ['open', 'shut']],
    ["const a = <b>{['on', 'off'].join(', ')}</b>", ['on', 'off']],
    ["const a = <b>{('off' as const)!}</b>", ['off']],
    ["const a = <b>{{ on: 'running' }[state]}</b>", ['running']],
    // By a name of the module, or of a function.
    ["const word = open ? 'hide' : 'show'\nconst a = <b>{word}</b>", ['hide', 'show']],
    ["const names = { on: 'running', off: 'stopped' } as const\nconst a = <b>{names[state]}</b>", 2],
    ["const names = { on: 'running', off: 'stopped' }\nconst a = <b>{names.on}</b>", ['running']],
    ["const nameOf = on => (on ? 'running' : null)\nconst a = <b>{nameOf(x)}</b>", ['running']],
    ["function nameOf(on) { if (on) return 'running'; return x }\nconst a = <b title={nameOf(x)} />", 1],
    ["const a = <b>{list.map(item => (item ? 'yes' : 'no'))}</b>", ['yes', 'no']],
    ["function A({ word = 'shut' }) { return <b>{word}</b> }", ['shut']],
    // Things that have a name, and what is written into a page.
    ["const a = { label: 'File', role: 'fileMenu' }", ['File']],
    ["element.textContent = 'Paused'", ['Paused']],
    ["element.setAttribute('aria-label', 'Close')", ['Close']],
    ["canvas.fillText('Pleth', x, y)", ['Pleth']],
    // Markup that is put together.
    ['const a = `<p>between tags ${y}</p>`', ['between tags {}']],
    ['const a = `<h1>Closed</h1>`', ['Closed']],
    ['const a = `${b}<p class="two words">Closed</p>`', ['Closed']],
    ['const a = `<svg role="img" aria-label="Figure">`', ['Figure']],
    ['const a = `aria-label="read aloud"`', ['read aloud']],
    ['const b = `<p class="two words">${\'an expression\'}</p>`', ['an expression']],
  ])('is found in %s', (source, texts) => {
    const found = textsOf(source)
    expect(typeof texts === 'number' ? found.length : found).toEqual(texts)
  })

  it.each([
    'const a = <b className="alarm high" id="main" data-state="two words" key="Some key" />',
    "const a = <b className={`row ${on ? 'Wide open' : 'off'}`} style={{ width: '3 px' }} />",
    'const a = <path d="M 0 0 L x y" stroke-dasharray="2 1.5" />',
    'const a = <b aria-labelledby="main title" aria-controls="list" />',
    "const a = { id: 'spo2-low', kind: 'alarm', name: 'limits.spo2-low' }",
    "const a = on ? 'high' : 'medium'",
    "if (event.key === 'Escape' || event.key === 'Not found') b()",
    "switch (a) { case 'Home': b(); case 'two words': c() }",
    'const a = <b>{n} mmHg</b>',
    'const a = <b>{n} × {m} – {unit}</b>',
    'const a = `${min} min ${s} s`',
    'const a = `${day}, ${time}`',
    "const a = <b>{words[open ? 'open' : 'shut']}</b>",
    "const a = <b>{list.filter(item => item !== 'none').map(item => words[item])}</b>",
    "const a = <b>{['mild', 'severe'].map(grade => words[grade])}</b>",
    "const a = <b>{say('one-id')}</b>",
    "const ids = { on: 'running' }\nconst a = <b>{words[ids[state]]}</b>",
    "throw new StoreError('keys', phrase.keys.lost)",
    "const a = db.prepare('SELECT x FROM y')",
    "const a = '(none)/path/to/file.txt'",
    "const a = 'image/svg+xml; charset=utf-8'",
    "const a = '0D EC 05 08'",
    'const a = `<path stroke-width="0.5" d="M${x} ${y}"/>`',
    'const a = `\nbody { margin: 0 auto; color: red }`',
    'const a = `<style>.alert { margin: 0 auto }</style>`',
    "type A = 'two words'",
    "export { a } from './two words.ts'",
  ])('is nothing in %s', source => {
    expect(textsOf(source)).toEqual([])
  })
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: source

  it('is a word with a capital too, in a window', () => {
    const source = "export const names = { open: 'Open', id: 'open', key: 'ArrowUp' }"
    expect(textsOf(source, 'renderer/made-up.ts')).toEqual(['Open'])
    expect(textsOf(source, 'electron/made-up.ts')).toEqual([])
  })
})
