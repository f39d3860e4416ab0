import { afterEach, expect, test } from 'vitest'
import { isTaken, setShortcuts, shortcutsOn, signOf } from './shortcut.ts'

afterEach(() => {
  document.body.innerHTML = ''
  localStorage.clear()
})

const pressed = (init: KeyboardEventInit, target: Element = document.body) => {
  let event: KeyboardEvent | undefined
  target.addEventListener('keydown', (happened) => (event = happened as KeyboardEvent), { once: true })
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }))
  if (!event) throw new Error('No key was pressed')
  return event
}
const add = (html: string): Element => {
  document.body.innerHTML = html
  const [element] = document.body.children
  if (!element) throw new Error('Nothing was added')
  return element
}

test('a key is the letter that it writes, and that of its place while it writes Hangul', () => {
  const sign = (key: string, code: string, shiftKey = false) => signOf({ key, code, shiftKey })
  expect(sign('j', 'KeyC')).toBe('j')
  expect(sign('ㅓ', 'KeyJ')).toBe('j')
  expect(sign('Process', 'KeyJ')).toBe('j')
  expect(sign('?', 'Slash', true)).toBe('?')
  expect(sign('J', 'KeyJ', true)).toBe('')
  expect(sign('Enter', 'Enter')).toBe('')
})

test('a key in a field, in a syllable, or with a modifier is left alone', () => {
  expect(isTaken(pressed({ key: 'j' }))).toBe(false)
  for (const html of ['<input>', '<textarea></textarea>', '<select></select>'])
    expect(isTaken(pressed({ key: 'j' }, add(html))), html).toBe(true)
  expect(isTaken(pressed({ key: 'j' }, add('<input type="radio">')))).toBe(false)
  expect(isTaken(pressed({ key: 'j', isComposing: true }))).toBe(true)
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey'])
    expect(isTaken(pressed({ key: 'j', [modifier]: true })), modifier).toBe(true)
})

test('under a sheet a key does nothing', () => {
  add('<dialog open></dialog>')
  expect(isTaken(pressed({ key: 'j' }))).toBe(true)
})

test('a key that stays down moves on and does nothing else', () => {
  expect(isTaken(pressed({ key: 'j', code: 'KeyJ', repeat: true }))).toBe(false)
  expect(isTaken(pressed({ key: 'e', code: 'KeyE', repeat: true }))).toBe(true)
})

test('keys can be turned off on this device, and on again', () => {
  expect(shortcutsOn()).toBe(true)
  setShortcuts(false)
  expect(shortcutsOn()).toBe(false)
  setShortcuts(true)
  expect(shortcutsOn()).toBe(true)
})
