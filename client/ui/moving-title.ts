const name = 'title'

/**
 * Lets the title of a touched row move into the header of the page that it opens. A name may stand only once on a
 * page, so the header that has it now gives it up; the browser takes both pictures from there.
 */
export function moveTitle(row: HTMLElement): void {
  const title = row.querySelector<HTMLElement>('.row-title')
  if (!title) return
  for (const other of document.querySelectorAll<HTMLElement>('.header-detail .header-title, .row-title'))
    other.style.viewTransitionName = other === title ? name : 'none'
}
