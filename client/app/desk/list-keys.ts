/** Says what in the list can be reached by a key. */
export interface ListKeys {
  /** Moves the focus by so many rows: from the one that has it, else from where it was, else from the open one. */
  move(by: 1 | -1): void
  /** Presses the one button of the row that has the focus. */
  press(): void
  /** Puts off the row that has the focus, where it can wait. */
  putOff(label: string): void
  /** Begins to choose several rows. */
  select(): void
  /** Brings the focus to where the list is narrowed. */
  narrow(): void
  /** Names the keys that do something in this list. */
  able(): { rows: boolean; buttons: boolean; select: boolean; narrow: boolean }
}

const rowPart = '.row-main:is(a, button)'
const narrowing = 'input[type=search], [role=tab][aria-selected=true], [role=radiogroup] input:checked'

/** The keys of the list in this element; `selecting` is the address on which several rows are chosen. */
export function listKeys(list: () => HTMLElement | null, selecting: string): ListKeys {
  let last = -1
  const find = (selector: string) => list()?.querySelector<HTMLElement>(selector)
  const rows = () => [...(list()?.querySelectorAll<HTMLElement>(rowPart) ?? [])]
  const focused = () => rows().find((row) => row.closest('.row')?.contains(document.activeElement))
  const selectLink = () => find(`a[href="${selecting}"]`)
  return {
    move(by) {
      const all = rows()
      const known = focused() ?? all.find((row) => row.hasAttribute('aria-current'))
      // A row that was settled has left its place to the next one.
      const from = known ? all.indexOf(known) : by > 0 ? last - 1 : last
      last = Math.max(0, Math.min(all.length - 1, from + by))
      all[last]?.focus()
    },
    press() {
      focused()?.closest('.row')?.querySelector<HTMLElement>('.row-action')?.click()
    },
    putOff(label) {
      const menu = focused()?.closest('.row')?.querySelector<HTMLElement>('[role=menu]')
      if (!menu) return
      menu.showPopover()
      const item = [...menu.querySelectorAll('button')].find(({ textContent }) => textContent === label)
      if (item) item.click()
      else menu.hidePopover()
    },
    select() {
      selectLink()?.click()
    },
    narrow() {
      find(narrowing)?.focus()
    },
    able: () => ({
      rows: rows().length > 0,
      buttons: Boolean(find('.row-action')),
      select: Boolean(selectLink()),
      narrow: Boolean(find(narrowing)),
    }),
  }
}
