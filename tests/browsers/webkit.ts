import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Builder, By, Capabilities, until, type WebElement } from 'selenium-webdriver'
import { freePort } from '#tests/support/dure-process.ts'
import { type Engine, type EnginePage, patience } from './engine.ts'

const display = ':97'
const miniBrowser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

async function driverAnswers(url: string): Promise<void> {
  const deadline = performance.now() + patience
  while (!(await fetch(`${url}/status`).catch(() => undefined))?.ok) {
    if (performance.now() > deadline) throw new Error('WebKitWebDriver does not answer')
    await sleep(100)
  }
}

/** Safari's engine as Debian builds it, through WebDriver on a display of its own. It has no push. */
export const webkit: Engine = {
  name: 'WebKitGTK',
  async start(): Promise<EnginePage> {
    const port = await freePort()
    const children: ChildProcess[] = [
      spawn('Xvfb', [display, '-screen', '0', '390x844x24', '-nolisten', 'tcp'], { stdio: 'ignore' }),
      spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
        stdio: 'ignore',
        env: {
          ...process.env,
          DISPLAY: display,
          LANG: 'C.UTF-8',
          LIBGL_ALWAYS_SOFTWARE: '1',
          TZ: 'Asia/Seoul',
        },
      }),
    ]
    const url = `http://127.0.0.1:${port}`
    await driverAnswers(url)
    const driver = await new Builder()
      .usingServer(url)
      .withCapabilities(
        new Capabilities({
          browserName: 'MiniBrowser',
          acceptInsecureCerts: true,
          'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation', '--geometry=390x844'] },
        }),
      )
      .build()
    /** Returns the first in sight; one that a new drawing of the page took away meanwhile is no failure. */
    const inSight = async (xpath: string): Promise<WebElement | undefined> => {
      for (const element of await driver.findElements(By.xpath(xpath)))
        if (await element.isDisplayed().catch(() => false)) return element
      return undefined
    }
    const find = async (xpath: string): Promise<WebElement> => {
      const element = await driver.wait(() => inSight(xpath), patience, `not in sight: ${xpath}`)
      if (!element) throw new Error(`not in sight: ${xpath}`)
      return element
    }
    return {
      open: (address) => driver.get(address),
      reload: () => driver.navigate().refresh(),
      see: async (xpath) => void (await find(xpath)),
      gone: async (xpath) =>
        void (await driver.wait(
          async () => (await driver.findElements(By.xpath(xpath))).length === 0,
          patience,
          `still ${xpath}`,
        )),
      click: async (xpath) => await (await find(xpath)).click(),
      press: async (xpath) =>
        await driver.executeScript(
          'arguments[0].click()',
          await driver.wait(until.elementLocated(By.xpath(xpath)), patience),
        ),
      fill: async (xpath, text) => await (await find(xpath)).sendKeys(text),
      choose: async (xpath, file) =>
        await (await driver.wait(until.elementLocated(By.xpath(xpath)), patience)).sendKeys(file),
      run: (body) => driver.executeScript(`return (async () => { ${body} })()`),
      text: () => driver.executeScript('return document.body.innerText'),
      async close() {
        await driver.quit().catch(() => undefined)
        for (const child of children) child.kill()
      },
    }
  },
}
