import type { Theme } from '#shared/people/views.ts'

/** `system` follows the phone; the tokens and the browser's own bars go along. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  // Asked for only where it is needed: the answer waits for every style sheet.
  const paper = theme === 'system' ? '' : getComputedStyle(root).getPropertyValue('--paper').trim()
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
    meta.content = paper || (meta.dataset.own ?? meta.content)
}
