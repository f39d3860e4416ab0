import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserArgs, phoneFonts } from './browser-install.ts'
import { type TestPerson, testPassword } from './people.ts'

const phoneLike = { args: browserArgs, headless: true, env: phoneFonts }

/** A Chromium without a window and with a phone's fonts; the one that the tests' set-up found unless told. */
export const launchBrowser = (executablePath = inject('chromium')): Promise<Browser> =>
  chromium.launch({ executablePath, ...phoneLike })

const devices = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  side: { viewport: { width: 844, height: 390 }, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false },
} as const

export interface PhoneOptions {
  locale?: 'ko' | 'en'
  theme?: 'light' | 'dark'
  /** What it is opened on: a phone upright or on its side, or a desk. */
  device?: keyof typeof devices
  /** Device pixels for a point: pictures are as sharp as that. */
  scale?: number
}

export interface Phone {
  context: BrowserContext
  page: Page
  /** What the page reported as broken: exceptions and refused policies. */
  faults: string[]
  offline(off: boolean): Promise<void>
  close(): Promise<void>
}

/** A phone of 390 x 844 points, or another device, with an empty browser of its own. */
export async function openPhone(browser: Browser, url: string, options: PhoneOptions = {}): Promise<Phone> {
  return await phoneIn(await browser.newContext(contextOf(url, options)))
}

/** The same phone on a profile that outlives it, in a folder. */
export async function openPhoneOn(folder: string, url: string, options: PhoneOptions = {}): Promise<Phone> {
  const executablePath = inject('chromium')
  const launch = { executablePath, ...phoneLike }
  return await phoneIn(
    await chromium.launchPersistentContext(folder, { ...launch, ...contextOf(url, options) }),
  )
}

function contextOf(
  url: string,
  { locale = 'ko', theme = 'light', scale = 1, device = 'phone' }: PhoneOptions,
) {
  return {
    baseURL: url,
    ...devices[device],
    deviceScaleFactor: scale,
    locale: locale === 'ko' ? 'ko-KR' : 'en-GB',
    timezoneId: 'Asia/Seoul',
    colorScheme: theme,
    reducedMotion: 'reduce',
    serviceWorkers: 'allow',
  } as const
}

async function phoneIn(context: BrowserContext): Promise<Phone> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content.Security.Policy|Trusted ?Type/i.test(message.text()))
      faults.push(message.text())
  })
  // An error that the page recovered from says what went wrong only in its cause.
  await page.exposeFunction('noteCause', (cause: string) => faults.push(`Caused by ${cause}`))
  await page.addInitScript(() => {
    addEventListener('error', ({ error }) => {
      if (!(error instanceof Error && error.cause instanceof Error)) return
      const { stack, message } = error.cause
      ;(window as unknown as { noteCause(cause: string): void }).noteCause(stack ?? message)
    })
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
export async function signInOnPhone(
  { page }: Phone,
  { email }: Pick<TestPerson, 'email'>,
  password = testPassword,
): Promise<void> {
  await page.goto('/')
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('input[type=password]').waitFor({ state: 'detached' })
  await page.locator('h1').first().waitFor()
}

/** Until the page that is open would come up without a network: the service worker holds the app. */
export async function waitForWorker({ page }: Phone): Promise<void> {
  await page.evaluate(async () => {
    const { serviceWorker } = navigator
    await serviceWorker.ready
    if (serviceWorker.controller) return
    await new Promise((taken) => serviceWorker.addEventListener('controllerchange', taken, { once: true }))
  })
}

/** The size of text that a person chose for everything on their phone, in percent. */
export async function setTextSize({ context, page }: Phone, percent: number): Promise<void> {
  const devtools = await context.newCDPSession(page)
  const standard = (16 * percent) / 100
  await devtools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } })
  await devtools.detach()
}

/** Points at the edges that the phone keeps for itself, as a notch and a home indicator do. */
export async function setInsets(
  { context, page }: Phone,
  insets: { top: number; bottom: number },
): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setSafeAreaInsetsOverride', { insets })
  await devtools.detach()
}
