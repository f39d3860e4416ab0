import type { Page } from 'playwright-core'

/** An element that has to stand on the page, with that text in it where one is given. */
export interface Sight {
  selector: string
  text?: string
}

declare global {
  interface Window {
    dureBench: {
      /** The moment after the frame that shows all of it, in milliseconds since the navigation began. */
      painted(sights: Sight[]): Promise<number>
      /** When the finger was lifted for the latest click. */
      tapped: number
    }
  }
}

/** Goes into every page before its own code. */
function watch(): void {
  const here = ({ selector, text }: Sight) =>
    [...document.querySelectorAll(selector)].some(
      (element) => (element.textContent ?? '').includes(text ?? '') && element.textContent?.trim(),
    )
  window.dureBench = {
    tapped: 0,
    painted: (sights) =>
      new Promise((resolve) => {
        const check = () => {
          if (!sights.every(here)) return false
          observer.disconnect()
          // The task behind the frame's callbacks runs when the frame has been handed over.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now())
            port2.postMessage(0)
          })
          return true
        }
        const observer = new MutationObserver(check)
        if (!check())
          observer.observe(document, {
            childList: true,
            subtree: true,
            characterData: true,
            attributes: true,
          })
      }),
  }
  window.addEventListener(
    'click',
    (event) => {
      window.dureBench.tapped = event.timeStamp
    },
    { capture: true },
  )
}

export async function watchPaints(page: Page): Promise<void> {
  await page.addInitScript(watch)
}

/** From the start of the navigation to `sights` on the screen, in milliseconds. */
export async function openAndTime(page: Page, address: string, sights: Sight[]): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' })
  return await page.evaluate((wanted) => window.dureBench.painted(wanted), sights)
}

/** Where a finger would touch it, in CSS px; brought into view first, and at rest. */
async function middleOf(page: Page, target: string): Promise<{ x: number; y: number }> {
  const element = page.locator(target).first()
  await element.scrollIntoViewIfNeeded()
  const box = await element.boundingBox()
  if (!box) throw new Error(`${target} is not on the screen`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** From a finger lifted off `target` to `sights` on the screen, in milliseconds. */
export async function tapAndTime(page: Page, target: string, sights: Sight[]): Promise<number> {
  const painted = page.evaluate(async (wanted) => {
    const paintedAt = await window.dureBench.painted(wanted)
    return paintedAt - window.dureBench.tapped
  }, sights)
  const { x, y } = await middleOf(page, target)
  await page.touchscreen.tap(x, y)
  return await painted
}
