/** Where this device keeps that keys do nothing but write: a matter of the keyboard, not of the person. */
const storageKey = 'dure-shortcuts'

/** Returns whether single keys do something. */
export const shortcutsOn = (): boolean => localStorage.getItem(storageKey) !== 'off'

export function setShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, 'off')
}

/** Returns the letter or the sign of a key; that of its place on the keyboard while that writes Hangul. */
export function signOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (/^[a-z?/]$/.test(key)) return key
  if (/^[ -~]$/.test(key)) return ''
  if (code === 'Slash') return shiftKey ? '?' : '/'
  return shiftKey ? '' : (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '')
}

/** Returns whether what has the focus is written into. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement
    ? !['radio', 'checkbox'].includes(target.type)
    : target instanceof HTMLElement && target.matches('textarea, select, [contenteditable]')

/** Sheets and menus over the page have keys of their own. */
const liesOver = (target: EventTarget | null): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element && target.closest('[role=menu]') !== null)

/** Returns whether a key is meant for a field, for a syllable that is being composed, for the browser, or for what lies over the page. */
export function isTaken(event: KeyboardEvent): boolean {
  const { target, isComposing, defaultPrevented, repeat, ctrlKey, metaKey, altKey } = event
  if (isComposing || defaultPrevented || ctrlKey || metaKey || altKey) return true
  if (repeat && !['j', 'k'].includes(signOf(event))) return true
  return isField(target) || liesOver(target)
}
