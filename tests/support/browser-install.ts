import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** How Chromium runs where it may be root and where nothing outside answers. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * What drives the tests is the shell, Chromium without what a screen would need: it shows the same pages for two thirds of
 * the processor's time. The whole browser is for notifications, which the shell has none of, and for measurements, whose
 * storage and caches are to be those of a phone.
 */
const browsers = {
  shell: {
    paths: ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser'],
    debian: 'chromium-headless-shell',
  },
  whole: {
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    debian: 'chromium',
  },
} as const
export type BrowserKind = keyof typeof browsers
const fonts = ['fonts-noto-cjk', 'fonts-roboto-unhinted'] as const

/** The environment in which Chromium writes as a phone does: Roboto, and Noto Sans CJK for Korean. */
export const phoneFonts = {
  ...process.env,
  FONTCONFIG_FILE: path.join(import.meta.dirname, 'phone-fonts.conf'),
}

/**
 * Returns the path of the browser that is driven: CHROMIUM_PATH, or Debian's. As root on Debian it is installed with the
 * fonts of a phone where it is missing.
 * @throws Error naming what is missing, everywhere else.
 */
export function ensureBrowser(kind: BrowserKind = 'shell'): string {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (existsSync(given)) return given
    throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`)
  }
  const { paths, debian } = browsers[kind]
  if (isDebianRoot() && !(existsSync(`/usr/bin/${debian}`) && hasFonts())) installOnDebian([debian, ...fonts])
  const found = paths.find((path) => existsSync(path))
  if (!found || !hasFonts()) {
    throw new Error(
      `Browser tests need a Chromium, a Korean font and Roboto: install chromium, ${fonts.join(' and ')}, or name a browser in CHROMIUM_PATH.`,
    )
  }
  return found
}

const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/etc/debian_version')

function installOnDebian(packages: readonly string[]): void {
  const apt = (args: string[]) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt(['update', '-qq'])
  apt(['install', '-y', '-qq', '--no-install-recommends', ...packages])
}

/** Programs of the other engines and the Debian packages that have them. */
const enginePrograms = {
  '/usr/bin/WebKitWebDriver': 'webkit2gtk-driver',
  '/usr/bin/firefox-esr': 'firefox-esr',
  '/usr/bin/Xvfb': 'xvfb',
  '/usr/bin/openssl': 'openssl',
} as const

/**
 * Makes sure of Safari's engine (WebKitGTK), Firefox ESR, a display for them and what makes a certificate; as root on Debian
 * it installs what is missing.
 * @throws Error naming what is missing, everywhere else.
 */
export function ensureEngines(): void {
  const missing = () => Object.entries(enginePrograms).filter(([program]) => !existsSync(program))
  const packages = missing().map(([, name]) => name)
  if (packages.length > 0 && isDebianRoot()) installOnDebian([...packages, ...fonts])
  const left = missing().map(([program, name]) => `${program} (Debian: ${name})`)
  if (left.length > 0) throw new Error(`The tests in other browsers need ${left.join(', ')}.`)
}

function hasFonts(): boolean {
  const has = (pattern: string) => execFileSync('fc-list', [pattern], { encoding: 'utf8' }).trim() !== ''
  try {
    return has(':lang=ko') && has('Roboto')
  } catch {
    return [
      'opentype/noto/NotoSansCJK-Regular.ttc',
      'truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf',
    ].every((file) => existsSync(`/usr/share/fonts/${file}`))
  }
}
