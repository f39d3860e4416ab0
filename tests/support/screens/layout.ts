import type { Page } from 'playwright-core'

declare global {
  interface Window {
    /** Layout shifts since they were last asked for, without unit as the browser counts them. */
    shifted?: number
  }
}

/** Counts from the next start of the app on how much moves under the eyes of who did nothing. */
export async function followShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.shifted = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!Reflect.get(entry, 'hadRecentInput'))
          window.shifted = (window.shifted ?? 0) + Reflect.get(entry, 'value')
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** Returns what has moved since this was asked before, as a share of the screen and of the way. */
export const takeShifts = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    // A shift is told after the frame that painted it.
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
    const shifted = window.shifted ?? 0
    window.shifted = 0
    return shifted
  })

/** Returns the texts that reach over the edge of the screen, or of something that hides what reaches over it. */
export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    // A chart is drawn for a width, one frame after it changed.
    for (let frame = 0; frame < 2; frame += 1)
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
    const found: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const label = text.textContent?.trim()
      const parent = text.parentElement
      if (!label || !parent?.checkVisibility({ visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      const { left, right, width } = range.getBoundingClientRect()
      // Text for a screen reader alone is a pixel wide.
      if (width <= 1) continue
      let edges = [0, document.documentElement.clientWidth] as [number, number]
      let hidden = false
      for (let box: Element | null = parent; box; box = box.parentElement) {
        const { overflowX, webkitLineClamp, display, clipPath } = getComputedStyle(box)
        if (clipPath !== 'none') hidden = true
        // Drawn aside by a finger, or ended by an ellipsis after its lines.
        if (overflowX === 'auto' || overflowX === 'scroll' || webkitLineClamp !== 'none') hidden = true
        if (display === 'inline' || !['hidden', 'clip'].includes(overflowX)) continue
        const { left, right } = box.getBoundingClientRect()
        edges = [Math.max(edges[0], left), Math.min(edges[1], right)]
      }
      if (!hidden && (left < edges[0] - 1 || right > edges[1] + 1)) found.push(label.slice(0, 60))
    }
    return found
  })
