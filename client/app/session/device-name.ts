const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Macintosh/, 'Mac'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]
const browsers: [RegExp, string][] = [
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Whale/, 'Whale'],
  [/KAKAOTALK/, 'KakaoTalk'],
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]

const first = (list: [RegExp, string][], agent: string) => list.find(([form]) => form.test(agent))?.[1]

/** Returns what a person recognises this phone or computer by in the list of their devices. */
export function deviceName(agent: string): string {
  return [first(systems, agent), first(browsers, agent)].filter(Boolean).join(' · ') || 'Web'
}
