import type { Theme } from '#shared/people.ts'

/** `system` follows the phone; the tokens and the browser's own bars go along. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  const paper = getComputedStyle(root).getPropertyValue('--paper').trim()
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
    if (theme === 'system') meta.content = meta.dataset.own ?? meta.content
    else meta.content = paper
}
