import { describe, expect, it } from 'vitest'
import { hasControls, isPlainName, looksLikeFormula, typedName } from './plain-text.ts'
import { acts } from './record/index.ts'

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '  =1',
  '\t=1',
  '\r\n=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '\u200b=1',
  '\ufeff=1',
  '\u202e=1',
]

describe('a text that a spreadsheet would compute', () => {
  it.each(formulas)('%j is known for one', text => {
    expect(looksLikeFormula(text)).toBe(true)
    expect(isPlainName(text)).toBe(false)
  })
  it.each(['Łukasz Żak', "O'Neill", 'nurse-1', 'A=B', '4711', '(+)', ''])('%j is none', text => {
    expect(looksLikeFormula(text)).toBe(false)
    expect(isPlainName(text)).toBe(true)
  })
})

describe('a name as it is typed', () => {
  it.each([...formulas, 'a\u0000b', 'a\nb', 'a\u2028b', 'a\u202eb'])('cannot be %j', text => {
    // What is blank around a name is nobody's intention, and goes.
    const typed = typedName(40).safeParse(text)
    expect(typed.success ? isPlainName(typed.data) : false).toBe(typed.success)
    expect(typedName(40).safeParse(`x${text}`).success).toBe(!hasControls(`x${text}`.trim()))
  })
  it('is refused with a sentence, in every action', () => {
    const parsed = acts.pauseAudio.payload.safeParse({ by: '=cmd()' })
    expect(parsed.error?.issues[0]?.message).toMatch(/must not begin with = \+ - or @/)
  })
})
