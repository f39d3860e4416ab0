import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserArgs } from './browser-install.ts'
import { type TestPerson, testPassword } from './people.ts'

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: inject('chromium'), args: browserArgs, headless: true })

export interface PhoneOptions {
  locale?: 'ko' | 'en'
  theme?: 'light' | 'dark'
  /** Percent of the usual text size. */
  text?: number
}

export interface Phone {
  context: BrowserContext
  page: Page
  /** What the page reported as broken: exceptions and refused policies. */
  faults: string[]
  offline(off: boolean): Promise<void>
  close(): Promise<void>
}

/** A phone of 390 x 844 points with an empty browser of its own. */
export async function openPhone(browser: Browser, url: string, options: PhoneOptions = {}): Promise<Phone> {
  const { locale = 'ko', theme = 'light' } = options
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: locale === 'ko' ? 'ko-KR' : 'en-GB',
    timezoneId: 'Asia/Seoul',
    colorScheme: theme,
    serviceWorkers: 'allow',
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content.Security.Policy|Trusted ?Type/i.test(message.text()))
      faults.push(message.text())
  })
  return {
    context,
    page,
    faults,
    offline: (off) => context.setOffline(off),
    close: () => context.close(),
  }
}

/** Through the sign-in page, as a person would. */
export async function signInOnPhone({ page }: Phone, person: TestPerson): Promise<void> {
  await page.goto('/')
  await page.locator('input[type=email]').fill(person.email)
  await page.locator('input[type=password]').fill(testPassword)
  await page.locator('button[type=submit]').click()
  await page.locator('nav').first().waitFor()
}
