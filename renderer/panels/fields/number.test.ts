import { describe, expect, it } from 'vitest'
import { numberOf, readTyped, stepped } from './number.ts'

describe('A number as it is typed', () => {
  it.each([
    ['37.5', 37.5],
    ['37,5', 37.5],
    [' 120 ', 120],
    ['70.125', 70.125],
    ['0,125', 0.125],
    ['1234', 1234],
    ['1234,567', 1234.567],
    ['37,', 37],
    [',5', 0.5],
    ['-3', -3],
  ])('%s is read with point and comma alike', (typed, value) => {
    expect(readTyped(typed)).toEqual({ kind: 'number', value })
  })
  it.each([
    ['1,234', '1234', '1.234'],
    ['37,500', '37500', '37.500'],
    ['-1,234', '-1234', '-1.234'],
  ])('%s may be two numbers, and is read as neither', (typed, whole, part) => {
    expect(readTyped(typed)).toEqual({ kind: 'doubtful', whole, part })
    expect(numberOf(typed)).toBeUndefined()
  })
  it('is reckoned with only as far as a number holds it', () => {
    expect(numberOf('9'.repeat(300))).toBe(1e300)
    expect(numberOf('9'.repeat(400))).toBeUndefined()
    expect(numberOf(`-${'9'.repeat(400)}`)).toBeUndefined()
  })
  it.each([
    'x',
    '1,234.5',
    '1.234,5',
    '1.234.567',
    '12 000',
    '1e3',
    '0x10',
    '.',
    'Infinity',
    '--1',
    '3/4',
    '１２',
    '٣',
    '−3',
    '1 2',
  ])('%s is no number', typed => {
    expect(readTyped(typed)).toEqual({ kind: 'wrong' })
  })
  it('that no number holds is more, or less, than any bound', () => {
    expect(readTyped('9'.repeat(400))).toEqual({ kind: 'number', value: Number.MAX_VALUE })
    expect(readTyped(`-${'9'.repeat(400)}`)).toEqual({ kind: 'number', value: -Number.MAX_VALUE })
  })
  it('is not below nought at nought', () => {
    expect(readTyped('-0')).toEqual({ kind: 'number', value: 0 })
    expect(readTyped('-0,0')).toEqual({ kind: 'number', value: 0 })
  })
  it('is nothing where nothing is typed', () => {
    expect(readTyped('  ')).toEqual({ kind: 'empty' })
  })
})

describe('An arrow key', () => {
  it('goes one further, and not past a bound', () => {
    expect(stepped('120', 1, {})).toBe('121')
    expect(stepped('300', 1, { max: 300 })).toBe('300')
    expect(stepped('40', -1, { min: 40 })).toBe('40')
    expect(stepped('', 1, { min: 40 })).toBe('40')
    expect(stepped('', -1, {})).toBe('0')
  })
  it('keeps decimals and their sign as they are typed', () => {
    expect(stepped('37,5', 1, {})).toBe('38,5')
    expect(stepped('0.10', 1, {})).toBe('1.10')
  })
  it('changes nothing that is no number yet', () => {
    expect(stepped('1,234', 1, {})).toBeNull()
    expect(stepped('x', -1, {})).toBeNull()
  })
})
