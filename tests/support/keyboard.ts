import type { Page } from 'playwright-core'

/**
 * Walks a screen with Tab and answers with what a mouse could use and the keyboard did not reach, and with what had
 * the focus while something lay over it. Of radio buttons and tabs that belong together one is enough: arrows do the rest.
 */
export async function walkWithTab(page: Page): Promise<{ unreached: string[]; covered: string[] }> {
  const groups = await page.evaluate(() => {
    const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
    const found: string[] = []
    document.querySelectorAll<HTMLElement>(usable).forEach((element, index) => {
      const off = element.matches(':disabled, [inert] *, [popover] *, dialog:not([open]) *')
      if (off || !element.checkVisibility({ visibilityProperty: true })) return
      const group =
        element instanceof HTMLInputElement && element.type === 'radio'
          ? `radio ${element.name}`
          : element.getAttribute('role') === 'tab'
            ? `tab ${element.parentElement?.getAttribute('aria-label')}`
            : `${index} ${element.getAttribute('aria-label') ?? element.textContent}`
      element.dataset.walk = group
      found.push(group)
    })
    document.body.tabIndex = -1
    document.body.focus()
    return found
  })
  const reached = new Set<string>()
  const covered: string[] = []
  for (let step = 0; step <= groups.length; step++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return undefined
      const { x, y, width, height } = element.getBoundingClientRect()
      const top = document.elementFromPoint(x + width / 2, y + height / 2)
      const seen =
        top !== null && (element.contains(top) || top.contains(element) || top.closest('label') !== null)
      return { group: element.dataset.walk ?? '', seen }
    })
    if (!focused) break
    reached.add(focused.group)
    if (!focused.seen) covered.push(focused.group)
  }
  return { unreached: [...new Set(groups)].filter((group) => !reached.has(group)), covered }
}
