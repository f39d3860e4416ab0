const margin = 8

/** Puts an open menu under what opened it, above where there is no room, and never over an edge of the window. */
export function placeMenu(menu: HTMLElement, trigger: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect()
  const { innerWidth, innerHeight } = window
  const left = Math.max(margin, Math.min(trigger.right - width, innerWidth - width - margin))
  const below = trigger.bottom + 4
  const top = below + height > innerHeight - margin ? Math.max(margin, trigger.top - height - 4) : below
  menu.style.left = `${left}px`
  menu.style.top = `${top}px`
}
