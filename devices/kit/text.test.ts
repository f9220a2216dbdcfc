import { expect, it } from 'vitest'
import { readDateTime, readNumber } from './text.ts'

it.each([
  ['098%', 98],
  ['03.60', 3.6],
  ['0', 0],
  ['---', null],
  ['', null],
  ['%', null],
  [' 98', null],
  ['98 ', null],
  ['9-8', null],
  ['-98', null],
  [undefined, null],
])('the number in %j is %s', (field, number) => {
  expect(readNumber(field)).toBe(number)
})

it.each([
  [['2026', '07', '11', '09:05'], '2026-07-11T09:05:00'],
  [['16', '02', '22', '22:47:45'], '2016-02-22T22:47:45'],
  [['98', 'Nov', '12', '23:59:58'], '1998-11-12T23:59:58'],
  [['25', 'MAR', '03', '09:00:02'], '2025-03-03T09:00:02'],
  [['25', 'XYZ', '03', '09:00:02'], null],
  [['25', '13', '03', '09:00:02'], null],
  [['25', '00', '03', '09:00:02'], null],
  [['25', '12', '32', '09:00:02'], null],
  [['25', '12', '31', '24:00:02'], null],
  [['25', '12', '31', '23:60:02'], null],
  [['25', '12', '31', '23:59:60'], null],
] as const)('the date and time of %j is %s', ([year, month, day, time], iso) => {
  expect(readDateTime(year, month, day, time)).toBe(iso)
})
