import { launch } from 'puppeteer-core'
import { type Engine, type EnginePage, patience } from './engine.ts'

/** Firefox as Debian keeps it, through WebDriver BiDi: there is no geckodriver. */
export const firefox: Engine = {
  name: 'Firefox ESR',
  async start(): Promise<EnginePage> {
    const browser = await launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      acceptInsecureCerts: true,
      headless: true,
      env: { ...process.env, TZ: 'Asia/Seoul' },
      extraPrefsFirefox: { 'intl.accept_languages': 'ko' },
      defaultViewport: { width: 390, height: 844 },
    })
    const page = await browser.newPage()
    page.setDefaultTimeout(patience)
    const find = (xpath: string) => page.waitForSelector(`::-p-xpath(${xpath})`, { visible: true })
    const must = async (xpath: string) => {
      const element = await find(xpath)
      if (!element) throw new Error(`no ${xpath}`)
      return element
    }
    return {
      open: async (address) => void (await page.goto(address)),
      reload: async () => void (await page.reload()),
      see: async (xpath) => void (await must(xpath)),
      gone: async (xpath) =>
        void (await page.waitForFunction(
          (xpath) => document.evaluate(xpath, document).iterateNext() === null,
          {},
          xpath,
        )),
      click: async (xpath) => await (await must(xpath)).click(),
      async press(xpath) {
        const element = await page.waitForSelector(`::-p-xpath(${xpath})`)
        await element?.evaluate((found) => (found as HTMLElement).click())
      },
      fill: async (xpath, text) => await (await must(xpath)).type(text),
      async choose(xpath, file) {
        const element = await page.waitForSelector(`::-p-xpath(${xpath})`)
        await (await element?.toElement('input'))?.uploadFile(file)
      },
      run: (body) => page.evaluate(`(async () => { ${body} })()`),
      text: () => page.evaluate(() => document.body.innerText),
      close: () => browser.close(),
    }
  },
}
