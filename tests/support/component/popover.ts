/**
 * The DOM in memory has no popovers. This gives it what a menu needs: to be shown and hidden by its button or by script,
 * with the two events of each.
 */
const shown = new WeakSet<HTMLElement>()

function toggle(element: HTMLElement, newState: 'open' | 'closed'): void {
  const oldState = newState === 'open' ? 'closed' : 'open'
  const dispatchToggle = (type: string) =>
    element.dispatchEvent(Object.assign(new Event(type), { newState, oldState }))
  dispatchToggle('beforetoggle')
  if (newState === 'open') shown.add(element)
  else shown.delete(element)
  dispatchToggle('toggle')
}

export function addPopovers(): void {
  HTMLElement.prototype.showPopover = function () {
    if (!shown.has(this)) toggle(this, 'open')
  }
  HTMLElement.prototype.hidePopover = function () {
    if (shown.has(this)) toggle(this, 'closed')
  }
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[popovertarget]') : null
    const popover = document.getElementById(button?.getAttribute('popovertarget') ?? '')
    if (popover) toggle(popover, shown.has(popover) ? 'closed' : 'open')
  })
}
