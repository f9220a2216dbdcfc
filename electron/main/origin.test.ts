import { expect, test } from 'vitest'
import { isDashboard } from './origin.ts'

test('the dashboard is a window’s own frame at its own address', () => {
  expect(isDashboard({ url: 'vigil://app/', parent: null })).toBe(true)
  expect(isDashboard({ url: 'vigil://app/index.html#rooms', parent: null })).toBe(true)
})

test.each([
  ['a frame inside a window', { url: 'vigil://app/', parent: {} }],
  ['another host', { url: 'vigil://app.example/', parent: null }],
  ['another port', { url: 'vigil://app:1/', parent: null }],
  ['a scheme that starts alike', { url: 'vigils://app/', parent: null }],
  ['the web', { url: 'https://app/', parent: null }],
  ['the address inside another', { url: 'https://example.com/vigil://app/', parent: null }],
  ['an empty page', { url: 'about:blank', parent: null }],
  ['a page of data', { url: 'data:text/html,vigil://app/', parent: null }],
  ['a frame that has not loaded', { url: '', parent: null }],
  ['a frame that has gone', null],
])('%s is not', (_, frame) => {
  expect(isDashboard(frame)).toBe(false)
})
