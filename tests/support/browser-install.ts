import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

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

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const packages = ['chromium', 'fonts-noto-cjk']

/**
 * The path of the browser that tests drive: CHROMIUM_PATH, or Debian's. As root on Debian it is installed with the Korean
 * fonts where it is missing.
 * @throws Error naming what is missing, everywhere else.
 */
export function ensureBrowser(): string {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (existsSync(given)) return given
    throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`)
  }
  const debianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (debianRoot && !(existsSync('/usr/bin/chromium') && hasKoreanFont())) {
    const apt = (args: string[]) =>
      execFileSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', ...packages])
  }
  const found = usual.find((path) => existsSync(path))
  if (!found || !hasKoreanFont()) {
    throw new Error(
      `Browser tests need a Chromium and a Korean font: install ${packages.join(' and ')}, or name a browser in CHROMIUM_PATH.`,
    )
  }
  return found
}

function hasKoreanFont(): boolean {
  try {
    return execFileSync('fc-list', [':lang=ko'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')
  }
}
